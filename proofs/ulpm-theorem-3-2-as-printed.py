"""Four classes at the corners of a square: all margins are 1 or 2, with two features."""

from symflow import instance, run_alone, witness

CORNERS = (1, 0, 0, 1, -1, 0, 0, -1)  # w_1, ..., w_4
FEATURES = (1, 0, -1, 0, 0, 1, 0, -1)  # the same points, coordinate by coordinate


def proof(claim):
    square = instance("none", 4, n=1, d=2, W=CORNERS, H=FEATURES)
    return [witness("square", "room", square, "4 corners in the plane, and K - 1 = 3")]


if __name__ == "__main__":
    run_alone(__file__)
