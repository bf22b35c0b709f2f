"""What a person reads: formulas, tables, explanations, reports."""
