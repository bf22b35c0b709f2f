"""What the generators of the documentation share: prose, formulas, and the sections of a page."""
