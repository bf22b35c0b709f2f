"""Rigorous and plain numerics: one set of formulas, three arithmetics, one place for comparisons."""
