"""The experiments of [J], section 4, run again: measurements in floating point, never evidence for a claim."""
