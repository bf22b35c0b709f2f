"""Every term of the slack identity but the left side is not negative."""

from fractions import Fraction

from symflow import (
    CLASSES,
    FEATURES,
    SAMPLES,
    atom,
    delta,
    eq,
    forall,
    ge,
    identity,
    indices,
    le,
    notation,
    run_alone,
    sign,
    total,
    use,
)

j, k = indices("j k", CLASSES)
(i,) = indices("i", SAMPLES)
(c,) = indices("c", FEATURES)
K, n = notation.K, notation.n
hbar, m = atom("hbar"), atom("m")
r, q, S = (atom(name)() for name in ("r", "q", "S"))
square_root = n ** Fraction(1, 2)
gap = (1 - delta(j, k)) * (m(k, j, i) - q)
middle = (n - r**2) * (total(hbar(c, k) ** 2, k, c) / (2 * r))


def proof(claim):
    return [
        sign(
            "general",
            claim["general"],
            by=S + middle + total(gap, k, j, i) / (n * K),
            because="S >= 0, r^2 <= n, and every margin is at least q",
            facts=["slack-identity:positive", "small", "margins"],
            using=["slack-identity:general"],
            assume={"small": le(r**2, n), "margins": forall(k, j, i, ge(gap, 0))},
        ),
        identity("square root", eq(square_root**2, n), "its square is n"),
        sign(
            "root",
            claim["root"],
            by=atom("rho2")() / (2 * square_root) - (K - 1) * q,
            because="r = sqrt n",
            facts=[use("general", let={"r": square_root}, given=("square root",))],
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
