"""Claims as HTML with MathML: formulas that every current browser sets by itself, without scripts or fonts."""
