"""Statements close to the theorem of [G], true and false: where it stops."""
