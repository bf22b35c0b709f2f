"""Guaranteed enclosures of the reduced flow: polynomials are checked after the fact, errors are bounded and carried."""
