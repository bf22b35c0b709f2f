"""Time and error of symflow beside those of others that integrate the same flow; ``python -m benchmarks`` runs them."""
