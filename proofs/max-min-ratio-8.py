"""At K = 8 the largest and the smallest mode approach each other; that is enough for the maximum and the minimum."""

from symflow import GSTAR, Ddt, cite, forall, ge, indices, le, log, notation, run_alone, sign, use

j, k, l = indices("j k l", GSTAR)
_ = notation
EXTREME = {"largest": forall(j, ge(_.s(k), _.s(j))), "smallest": forall(j, ge(_.s(j), _.s(l)))}


def proof(claim):
    rate = Ddt(log(_.s(k)) - log(_.s(l)), "modes")
    return [
        sign("small", le(_.K, 8), by=8 - _.K, because="K = 8"),
        sign(
            "pair",
            le(rate, 0),
            by=-rate,
            because="extreme-pair, as K <= 8",
            facts=[use("extreme-pair:pair", given=("small", "largest", "smallest"))],
            assume=EXTREME,
        ),
        cite(
            "decrease",
            "danskin",
            ["pair"],
            claim["decrease"],
            "among the modes that attain the maximum and the minimum, every pair obeys the last step",
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
