"""E >= (1 + q)^2 with q = 2Kr/c, and the rest is a polynomial in q, r, x and 1/c - 1 with positive coefficients."""

from symflow import atom, excess, exp, ge, gt, le, notation, run_alone, sign

_ = notation
K, N = _.K, _.N
x, r, c = atom("x")(), atom("r")(), atom("c")()
WHERE = {"x positive": gt(x, 0), "r positive": gt(r, 0), "c positive": gt(c, 0), "small": le(c, 1)}
q, R = 2 * K * r / c, K * x * r
u = 2 * K * q
E = exp(4 * K**2 * r / c)
rest = (1 - c) / c
ahead = x + 4 * K / c
low, high = 2 * N * r, 2 * N * r / c


def proof(claim):
    spare = 6 * K / c * ahead * r / (1 + R) * (E - (1 + q) ** 2)
    cube = 2 * K**3 + K * N * (K + 1) + 1
    over = (1 + q) * (2 * K * r * rest + 2 * r) + (1 + low) * (2 * r / c)
    first = (
        x * (6 * K * rest + 4 * K + 2 * N)
        + 4 / (K * c) * (6 * K**3 * rest + 3 * K**3 + cube)
        + 4 / c * x * r * (3 * K**2 * rest + 2 * K**2 + K * N + 1)
        + 48 * K**3 * r / c**3
        + 6 * K / c * ahead * q * (1 + q)
    )
    linear = 2 * N * over + (1 + q) ** 2 * (6 * K * rest + 2 * K + 2 * N + 4 / K) + 4 * N / K * (1 + q)
    constant = 24 * K**2 / c**2 * q + 8 / (K * c) * (3 * K**3 * rest + cube)
    growing = rest + (q + 2 * r / c + low * rest) / c
    second = x * linear + (1 + q) * constant + 4 * N / K * (1 + R) * growing
    loose = high * (low + (c + low) * R) / ((c + low) * (1 + R))
    return [
        sign(
            "square",
            ge(E, (1 + q) ** 2),
            by=exp(2 * q) * (excess(exp(2 * N * q)) + 2 * N * q) + excess(exp(q)) * (exp(q) + 1 + q),
            because="E = e^{2Kq}, and e^q >= 1 + q",
            facts=["r positive", "c positive"],
            assume=WHERE,
        ),
        sign(
            "fast",
            claim["fast"],
            by=spare + r / (1 + R) * first + 2 / K * loose,
            because="1 - C/(1 + R) <= R/(1 + R) + 2Nr/c",
            facts=["square", *WHERE],
            assume=WHERE,
        ),
        sign(
            "slow",
            claim["slow"],
            by=spare + r / (1 + R) * second,
            because="M/C <= (1 + q)^2",
            facts=["square", *WHERE],
            assume=WHERE,
        ),
        sign(
            "growth",
            claim["growth"],
            by=E
            * (
                2 * K * r * (x + 4 * K / c * u) / ((1 + R) * (1 + u))
                + (excess(exp(-u)) + u * exp(-u)) / (1 + u)
            ),
            because="1 - e^{-u} <= 2u/(1 + u) at u = 2Kq",
            facts=[*WHERE],
            assume=WHERE,
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
