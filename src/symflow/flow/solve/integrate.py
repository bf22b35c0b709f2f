"""``symflow.integrate``: the singular-value flow from exact modes, to as many digits as are asked for."""

from __future__ import annotations

from collections.abc import Sequence, Sized

from symflow.algebra.association.scheme import AssociationScheme
from symflow.algebra.schemes import Scheme
from symflow.errors import InputError, LimitReached
from symflow.exact import exact
from symflow.flow.enclose import engine as enclosing
from symflow.flow.solve.association_start import association_scheme, association_start, refuse
from symflow.flow.solve.budget import SECONDS, STEPS, Budget, Progress
from symflow.flow.solve.engine import solve
from symflow.flow.solve.perturbation import perturbation
from symflow.flow.solve.problem import Problem, Refused, Sample, problem
from symflow.flow.solve.start import LOSSES, Start, drawn, from_factors, from_modes, scheme_of, with_flow
from symflow.flow.solve.trajectory import Trajectory

DIGITS = 15
SAMPLES = 101
END = "10"
INIT = "1/10"
SEED = 0


class Unfinished(LimitReached):
    """A limit was reached before the end; `reached` is the trajectory as far as its digits are checked."""

    def __init__(self, message: str, reached: Trajectory) -> None:
        super().__init__(message)
        self.reached = reached


def integrate(
    modes: Sequence[object] | None = None,
    *,
    K: int | None = None,
    scheme: str | Scheme | AssociationScheme | None = None,
    depth: int = 2,
    loss: str = LOSSES[0],
    a: Sequence[object] | None = None,
    b: Sequence[object] | None = None,
    init: object = INIT,
    seed: int = SEED,
    t_end: object = END,
    digits: int = DIGITS,
    samples: int | Sequence[object] = SAMPLES,
    matrices: bool = False,
    perturb: object = None,
    rigorous: bool = False,
    verify_digits: bool = False,
    timeout: float = SECONDS,
    steps: int = STEPS,
    progress: Progress | None = None,
) -> Trajectory:
    """The reduced flow s_k' = 2 s_k (1 - pi_k), or with factors a_k' = (1 - pi_k) b_k, b_k' = (1 - pi_k) a_k.

    With depth D, s_k' = D s_k^(2 - 2/D) (1 - pi_k) (balanced linear networks); with loss="squared", |Z - I|^2 / 2,
    s_k' = 2 s_k (1 - s_k).

    Numbers are exact: int, Fraction, or strings such as "0.1", "1/3", "1e-300"; a float is refused.

    modes: s_1, ..., s_{K-1} >= 0 (s_0 = 0), at t = 0; or a and b, of K - 1 entries each, with s = a b; or neither:
        then K is needed, and s_k = init j_k / 1000 with j_k drawn from 1..1999 by the seed.
    K: the number of classes, one more than the number of modes. scheme: "walsh" (K = 2^m), "cyclic" (needs
        s_k = s_{K-k}), or a scheme itself; by default walsh where K is a power of two. An association scheme of
        symflow.schemes, or its name ("hamming:4,2", "tree:2,3"), takes one mode for each distinct one, s_1, ..., s_d.
    t_end: the last time, in the time of gradient flow on the loss summed over the classes, one sample each.
    digits: the significant digits of everything that is returned. samples: how many times, 0 and t_end included; or the
        times themselves, increasing, 0 left out: the last is then the end, in place of t_end.
    matrices: integrate W and H too, and report how diagonal they stay. perturb: the size of what is added to every
        entry of W and H at the start, perturb j / 1000 with j drawn from -1000..1000 by the seed; with init=0 the
        matrices are random altogether. Then .frozen[i].general compares them with the reduced flow.
    rigorous: every number is enclosed: modes with .radius, the rest with .bounds, which bound the errors of the printed
        numbers, rounding included, by 10^-digits relative. verify_digits: an estimate, by a second run.
    timeout, steps: limits of the run, in seconds and in Taylor expansions. progress: called after each expansion.

    Raises InputError for what cannot be used; Unfinished, a LimitReached that holds what was reached, at a limit;
    Refused, a LimitReached, if the collapse ray beside the run misses its known answer.

    Source: sections 3 and 6 of docs/theory.md; [G].

    >>> from symflow import integrate
    >>> integrate(["1/10"] * 7, t_end=3, digits=20, samples=2).modes[-1][0]
    '4.0588889743455954906'
    """
    disturbed = None if perturb is None else perturbation(perturb, seed)
    start = start_of(K, scheme, modes, (a, b), init, seed, perturbed=disturbed is not None)
    refuse(start, "", depth=depth != 2, loss=loss != LOSSES[0])
    start = with_flow(start, depth, loss)
    asked = problem(start, t_end, digits, samples, matrices, verify_digits, "", disturbed, rigorous)
    return _solved(asked, Budget(timeout, steps), progress)


def _solved(asked: Problem, budget: Budget, progress: Progress | None) -> Trajectory:
    """The trajectory of a problem; at a limit, what was reached."""
    done: list[Sample] = []
    try:
        for sample in (enclosing.solve if asked.rigorous else solve)(asked, budget, progress):
            done.append(sample)  # noqa: PERF402 - what is done stays if the next one fails
    except Refused:
        raise
    except LimitReached as limit:
        raise Unfinished(str(limit), Trajectory.of(asked, done)) from None
    return Trajectory.of(asked, done)


def start_of(
    K: int | None,
    scheme: str | Scheme | AssociationScheme | None,
    modes: Sequence[object] | None,
    factors: tuple[Sequence[object] | None, Sequence[object] | None],
    init: object,
    seed: int,
    flags: str = "",
    perturbed: bool = False,
) -> Start:
    """The start that the arguments mean; `flags` is "--" for a command. One that is perturbed may have init 0."""
    a, b = factors
    if modes is not None and (a is not None or b is not None):
        raise InputError(
            f"{flags}modes: cannot be used with {flags}a and {flags}b; give the modes or the factors"
        )
    if (a is None) != (b is None):
        given, lacking = ("a", "b") if b is None else ("b", "a")
        raise InputError(
            f"{flags}{given}: cannot be used alone; give {flags}{lacking} too, K - 1 entries each"
        )
    entries: tuple[tuple[str, object], ...] = (("modes", modes), ("a", a), ("b", b))
    for name, vector in entries:
        if vector is not None and not isinstance(vector, Sized):
            raise InputError.about(f"{flags}{name}", vector, "give a list of K - 1 exact numbers")
    association = association_scheme(scheme, flags)
    if association is not None:
        if a is not None:
            raise InputError(
                f"{flags}a, {flags}b: need walsh or cyclic; give {flags}modes in an association scheme"
            )
        return association_start(association, K, modes, init, seed, flags)
    values = modes if modes is not None else a
    if K is None and values is not None:
        K = len(values) + 1
    if K is None and not isinstance(scheme, Scheme):
        raise InputError(f"{flags}K: is missing; give K, or K - 1 modes")
    chosen = _scheme(K, scheme, flags)
    if a is not None and b is not None:
        return from_factors(chosen, a, b, flags)
    if modes is None and perturbed and exact(init, f"{flags}init") == 0:
        modes = [0] * (chosen.K - 1)
    return from_modes(chosen, modes, flags) if modes is not None else drawn(chosen, init, seed, flags)


def _scheme(K: int | None, scheme: object, flags: str) -> Scheme:
    """The scheme by name, or one that is given, which must be a scheme that this flow knows."""
    if not isinstance(scheme, Scheme):
        return scheme_of(K, None if scheme is None else str(scheme), flags)
    if not scheme.is_walsh and len(scheme.orders) != 1:
        raise InputError.about("scheme", scheme.orders, "give walsh(m) or cyclic(K)")
    if K not in (None, scheme.K):
        raise InputError.about("K", K, f"the scheme has K = {scheme.K}")
    return scheme_of(scheme.K, "walsh" if scheme.is_walsh else "cyclic", flags)
