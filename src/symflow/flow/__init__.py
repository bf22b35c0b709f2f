"""Models as data: the cross-entropy loss, its flows, the Lyapunov function."""
