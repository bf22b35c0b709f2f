"""The chapter of [G]: Hadamard initialisation, its Lyapunov function, neural collapse."""
