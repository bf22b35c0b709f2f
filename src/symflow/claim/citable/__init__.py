"""What the citable facts check: one file for each kind of textbook fact; the list is claim/assumed.py."""
