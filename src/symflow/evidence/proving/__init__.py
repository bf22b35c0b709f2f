"""Proofs: the kinds of step, and the exact checker that reads them."""
