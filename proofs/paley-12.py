"""Paley's matrix, normalised, with s_1 = s_2 = 12: entry (3, 4) of U^T P U is tanh(1)^2 / 9."""

from symflow import instance, run_alone, witness

RESIDUES = {1, 3, 4, 5, 9}


def character(x):
    """The quadratic character modulo 11."""
    return 0 if x % 11 == 0 else 1 if x % 11 in RESIDUES else -1


def paley():
    """The Hadamard matrix of order 12, first row and first column 1, row by row."""
    rows = [[1] * 12] + [[-1, *(character(j - i) + (i == j) for j in range(11))] for i in range(11)]
    return tuple(entry * row[0] for row in rows for entry in row)


def proof(claim):
    first = (1, *(0,) * 11)
    spectrum = (0, 12, 12, *(0,) * 9)
    point = instance("none", 12, indices={"k": 3, "l": 4}, X=paley(), s=spectrum, e=first)
    return [witness("Paley", "diagonal", point, "the product of columns 1 and 2 is no column")]


if __name__ == "__main__":
    run_alone(__file__)
