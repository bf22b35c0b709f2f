"""Each case is a claim of its own."""

from symflow import CLASSES, FEATURES, SAMPLES, atom, identity, indices, notation, run_alone, sign, total

j, k = indices("j k", CLASSES)
(i,) = indices("i", SAMPLES)
(c,) = indices("c", FEATURES)
_ = notation
L, L1, beta, length2 = _.L, atom("L1")(), atom("beta")(), atom("Delta2")()
W1, H1 = atom("W1"), atom("H1")
DISTANCE = total((W1(j, c) - _.W(j, c)) ** 2, j, c) + total((H1(c, k, i) - _.H(c, k, i)) ** 2, c, k, i)
CASES = ("gradient", "negative", "zero", "singular")


def case(claim, part, fact):
    """The three conclusions of one case."""
    why = "a claim of its own"
    return [
        identity(f"{part} tangent", claim[part], why, using=[f"{fact}:tangent"]),
        identity(f"{part} sphere", claim[f"{part}.1"], why, using=[f"{fact}:sphere"]),
        sign(f"{part} lower", claim[f"{part}.2"], by=L - L1, because=why, facts=[f"{fact}:lower"]),
    ]


def proof(claim):
    names = ("sphere-gradient", "sphere-saddle-negative", "sphere-saddle-zero", "sphere-saddle-singular")
    lower = [step for part, fact in zip(CASES, names, strict=True) for step in case(claim, part, fact)]
    whole = "three terms that are not negative"
    bound = 2 * beta**2 * length2
    return [
        *lower,
        sign("optimal", claim["optimal"], by=L1 - L, because=whole, facts=["optimality-identity:optimal"]),
        sign(
            "near",
            claim["near"],
            by=bound - DISTANCE,
            because="(1 - alpha)^2 <= 1 - alpha^2",
            facts=["second-variation:near"],
        ),
    ]


if __name__ == "__main__":
    run_alone(__file__)
