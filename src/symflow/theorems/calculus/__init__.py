"""Inequalities of one variable that the theorems rest on: proved by derivatives, free of any model."""
