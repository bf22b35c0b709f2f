"""Claims about every symmetric association scheme."""
