"""The pictures of docs/gallery: one script for each, which computes its data and draws them."""
