"""Points: formulas at exact values, witnesses, boxes, samples, exact instances."""
