"""The covariance of e^z and z is a sum over pairs, and every pair has the right sign."""

from symflow import (
    OTHERS,
    atom,
    eq,
    exp,
    forall,
    half_tanh,
    identity,
    indices,
    notation,
    pairing,
    run_alone,
    sign,
    tanh,
    total,
    use,
    zero_set,
)

g, h = indices("g h", OTHERS)
_ = notation
x, y = atom("x")(), atom("y")()
pairs = total(pairing(_.z(g), _.z(h)), g, h) / (2 * _.N)
covariance = total(exp(_.z(g)) * (_.z(g) - _.m), g)
psi = pairing(x, 0) / (exp(x) + 1)


def proof(claim):
    slope = exp(_.z(g)) - exp(_.z(h))
    return [
        identity("4b", claim["4b"], "multiply out; sum_g (z_g - m) = 0", unfold=["m"]),
        identity("4c", claim["4c"], "tanh(u/2) = (e^u - 1)/(e^u + 1) with u = x - y"),
        sign("psi", claim["psi"], by=psi, because="psi(x) = (e^x - 1) x / (e^x + 1), and exp increases"),
        zero_set(
            "psi zero",
            eq(half_tanh(x), 0),
            by=psi,
            conclusion=claim["psi-zero"],
            because="(e^x - 1) x = 0 only at x = 0",
        ),
        identity(
            "psi at zero",
            claim["psi-zero.1"],
            "0 tanh 0 = 0",
            using=[use("x = 0", times=tanh(x / 2))],
            assume={"x = 0": eq(x, 0)},
        ),
        sign("inequality", claim["inequality"], by=pairs, because="(4b); exp is increasing", unfold=["m"]),
        zero_set(
            "equality",
            eq(covariance, 0),
            by=pairs,
            conclusion=claim["equality"],
            because="every pair must vanish, and exp is injective",
            unfold=["m"],
        ),
        identity(
            "equal numbers",
            claim["equality.1"],
            "every pair in (4b) is zero",
            unfold=["m"],
            using=[use("equal", times=slope / (2 * _.N), over=(g, h))],
            assume={"equal": forall(g, h, eq(_.z(g), _.z(h)))},
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
