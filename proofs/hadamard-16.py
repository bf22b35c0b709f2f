"""Sylvester's matrix switched once, normalised, with s_1 = s_2 = 12: entry (3, 7) of U^T P U is -tanh(3/4)^2 / 4."""

from symflow import instance, run_alone, witness


def switched():
    """The matrix of order 16, first row and first column 1, row by row."""
    rows = [
        [(-1 if i < 4 and j % 4 == 0 else 1) * (-1) ** (i & j).bit_count() for j in range(16)]
        for i in range(16)
    ]
    rows = [[entry * row[0] for entry in row] for row in rows]
    return tuple(entry * top for row in rows for entry, top in zip(row, rows[0], strict=True))


def proof(claim):
    first = (1, *(0,) * 15)
    spectrum = (0, 12, 12, *(0,) * 13)
    point = instance("none", 16, indices={"k": 3, "l": 7}, X=switched(), s=spectrum, e=first)
    return [witness("switched", "diagonal", point, "the product of columns 1 and 2 is no column")]


if __name__ == "__main__":
    run_alone(__file__)
