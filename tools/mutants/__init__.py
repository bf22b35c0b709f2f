"""Mutation testing of what a verdict rests on: errors planted in a private copy, one by one, and what notices them."""
