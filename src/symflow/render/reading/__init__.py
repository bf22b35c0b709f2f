"""The LaTeX export read back as a small tree, from which the same words and formulas go to HTML and Markdown."""
