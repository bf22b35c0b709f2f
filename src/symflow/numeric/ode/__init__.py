"""Initial value problems by Taylor series in fixed point, in a time of the system's own choice."""
