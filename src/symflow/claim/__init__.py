"""Claims: statements with their domains, and the closed list of textbook facts."""
