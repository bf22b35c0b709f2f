"""DW = 0, DH = 0: nothing moves."""

from symflow import atom, expr, identity, run_alone, sign

epsilon = atom("epsilon")()
STILL = ["W1", "H1", "DW", "DH"]
OTHER = ["Z1", "L1", "rho2_1", *STILL]
POINT = ["Z", "L", "rho2"]


def proof(claim):
    return [
        identity("tangent", claim["12"], "0 is orthogonal to everything", unfold=STILL),
        sign("not higher", claim["13"], by=expr(0), because="the same point", unfold=[*OTHER, *POINT]),
        identity("same sphere", claim["14"], "the same point", unfold=[*OTHER, *POINT]),
        sign("near", claim["14.1"], by=epsilon, because="distance 0", unfold=STILL),
    ]


if __name__ == "__main__":
    run_alone(__file__)
