"""Sweeps: laws and enclosures over a grid of (law, flow, K, scale, seed), on Dask, kept in one SQLite file.

A case is determined by its parameters and by the version and the sources of symflow, and so is its row, apart from
times and measurements. So a sweep may be killed anywhere and started again: only cases without a row are run.
"""
