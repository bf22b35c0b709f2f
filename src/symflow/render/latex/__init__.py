"""Derivations as LaTeX: theorems, statements, the steps that were checked, and what they rest on."""
