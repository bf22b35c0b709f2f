"""A checker of certificates that stands alone."""
