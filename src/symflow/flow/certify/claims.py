"""The claims of the ledger that the classes of points rest on, by name."""

GRADIENT = ("gradient",)
CRITICAL_POINTS = ("critical-points",)
LEAST_LOSS = ("ulpm-theorem-3-3",)
DUAL = ("optimality-identity",)
BENDING = ("second-variation",)
NEGATIVE = ("sphere-saddle-negative",)
ZERO = ("sphere-saddle-zero",)
SINGULAR = ("sphere-saddle-singular",)
