"""Exact algebra: expression trees, the indexed normal form, schemes, and derivatives."""
