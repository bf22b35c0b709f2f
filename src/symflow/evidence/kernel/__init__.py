"""Evidence of a proof assistant's kernel: claims printed as Coq goals, and the library that closes them."""
