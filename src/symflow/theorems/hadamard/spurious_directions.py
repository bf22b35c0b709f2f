r"""Where the flow goes when only some modes are active.

Modes s = alpha r with alpha >= 0 fixed and r > 0: A = {k : alpha_k > 0} are the active modes, and s is any spectrum
with these. The flow keeps A: active modes stay positive, the others stay 0. So where A has some of the modes k != 0
but not all, these never become equal: no neural collapse, V is not even defined. Let ker A be the set of all g with
chi_k(g) = 1 for all k in A. The loss L = K l tends to K log |ker A|, hence to 0 if and only if A separates the
classes (ker A = 0). For all t >= T > 0 and every beta > 0, with
s* = beta alpha, l* = l(s*) and D the distance from the start to s*,

    log |ker A|  <=  l(s(t))  <=  l* + D / (2KT),     l* <= log |ker A| + (K/|ker A| - 1) e^{-beta mu}

where 0 < mu <= theta_g = (1/K) sum_k alpha_k (1 - chi_k(g)) outside the kernel (on Z_2^m with alpha in {0, 1}:
mu = 2/K). Choose beta, then T. The kernel enters through f, 1 outside and 0 inside, and M = |ker A|. Each bound
needs one half of that: floor f_g = 1 outside and M <= |ker A|, ceiling f_g = 0 inside and M >= |ker A|.

[J] Example 3.1 is the case K = 4, s = (0, s, 0, s): A = {1, 3} separates, l = 2 log(1 + e^{-s/2}) tends to 0, along a
direction that is not neural collapse: a spurious direction. Source: docs/theory section 7; [J] Example 3.1.
"""

from symflow.algebra.expr import Ddt, atom, chi, exp, log, total
from symflow.algebra.indexing import GSTAR, G, indices
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import And, Iff, Implies, Pred, eq, forall, ge, gt, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import K, ell, pi, s
from symflow.flow.subset import MODEL, alpha, distance, from_time, least, scale, start, theta

h, k = indices("h k", G)
(g,) = indices("g", GSTAR)
f, mu, M = atom("f"), atom("mu")(), atom("M")()
kernel = total(1 - f(h), h)
small = exp(-(scale * mu))
PART = forall(g, le(f(g), 1))
TRIVIAL = forall(g, k, eq((1 - f(g)) * alpha(k) * (1 - chi(k, g)), 0))

CLAIM = register(
    Claim(
        id="spurious-directions",
        chapter="hadamard",
        title="with active modes A the loss is squeezed towards K log |ker A|, which is 0 iff A separates",
        source="docs/theory section 7; [J] Example 3.1",
        domain=Domain(
            "Let G be a finite abelian group of order K >= 2 (Walsh on Z_2^m, Fourier on Z_K), alpha >= 0 and r > 0 "
            "even, s = alpha r, beta, mu, M, T > 0, D0 >= 0, f >= 0 on G with f_0 = 0.",
            MODEL
            | Model(
                (
                    Variable("f", (G,), "nonnegative", vanishing=True),
                    Variable("mu", (), "positive"),
                    Variable("M", (), "positive"),
                )
            ),
            group="abelian",
        ),
        parts=(
            ("invariant", eq(Ddt(s(k), "active"), 2 * s(k) * (1 - pi(k)))),
            ("stays", Pred("sign-preserved", "active", (s(k),))),
            ("active", Iff(gt(alpha(k), 0), gt(s(k), 0))),
            (
                "limit",
                Implies(
                    le(distance, start),
                    Pred("at-most-from", "active", (ell, least + start / (2 * K * from_time), from_time)),
                ),
            ),
            ("separating", Implies(forall(g, ge(theta(g), mu)), le(least, (K - 1) * small))),
            ("floor", Implies(And((PART, TRIVIAL, le(M, kernel))), le(log(M), ell))),
            (
                "ceiling",
                Implies(
                    And((PART, forall(g, ge(theta(g), mu * f(g))), ge(M, kernel))),
                    le(least, log(M) + (K / M - 1) * small),
                ),
            ),
        ),
        uses=("mirror-rate",),
        twin=Twin(
            "floor",
            Implies(And((PART, TRIVIAL, le(M, kernel))), ge(log(M), ell)),
            instance(
                "walsh",
                4,
                alpha=(0, 1, 0, 1),
                r=(1, 1, 1, 1),
                f=(0, 1, 1, 1),
                M=1,
                mu=2,
                D0=0,
                T=1,
                beta=1,
            ),
        ),
    )
)
