"""The digits of a trajectory against routes that share nothing with it: Ei, dense matrices, mpmath's integrator."""

from __future__ import annotations

import ast
from pathlib import Path

import mpmath
import pytest
import reference
from mpmath import mp

import symflow

HERE = Path(__file__).parent
SOURCE = Path(symflow.__file__).parent
FOLDER = "flow/solve"
ROUTE = [
    *(
        f"{FOLDER}/{name}.py"
        for name in ("engine", "run", "balanced", "factors", "collapsing", "loss_time", "sums")
    ),
    f"{FOLDER}/quantities.py",
    *(f"numeric/ode/{name}.py" for name in ("kernel", "expansion", "stepper")),
]
UNEQUAL = {K: [f"{(k % 5 + 1) / 8}" for k in range(1, K)] for K in (4, 8, 16)}


def relative(found: str, true: object, digits: int) -> float:
    """The relative error of a decimal string."""
    with mp.workdps(digits + 20):
        return float(abs(mpmath.mpf(found) / true - 1))


def imported(path: Path) -> set[str]:
    """The packages that a file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in names}


def test_the_routes_share_no_module() -> None:
    """The references import mpmath or python-flint; the integrator and what it measures python-flint and themselves."""
    assert imported(HERE / "reference.py") == {"__future__", "collections", "typing", "mpmath"}
    assert "symflow" not in imported(HERE / "second_route.py")
    library = set.union(*(imported(SOURCE / name) for name in ROUTE))
    assert "flint" in library
    assert not library & {"mpmath", "reference", "numpy", "sympy"}


@pytest.mark.parametrize("digits", [15, 30, 50])
@pytest.mark.parametrize("K", [4, 8, 16])
def test_unequal_modes(K: int, digits: int) -> None:
    """Every printed digit is right but for the rounding of the last."""
    found = symflow.integrate(UNEQUAL[K], t_end="1/2", digits=digits, samples=2)
    true = reference.modes_at("walsh", UNEQUAL[K], "0.5", digits)
    assert (
        max(relative(x, y, digits) for x, y in zip(found.modes[-1], true, strict=True))
        <= 10.0 ** (1 - digits) / 2
    )


def test_the_integrator_of_mpmath() -> None:
    """The same from mpmath.odefun and dense matrices."""
    found = symflow.integrate(UNEQUAL[4], t_end="0.2", digits=15, samples=2)
    true = reference.modes_at("walsh", UNEQUAL[4], "0.2", 15, reference.by_odefun)
    assert max(relative(x, y, 15) for x, y in zip(found.modes[-1], true, strict=True)) <= 1e-14


@pytest.mark.parametrize(
    ("K", "start"), [(3, ["0.7", "0.7"]), (5, ["0.1", "2", "2", "0.1"]), (6, ["1", "0.2", "3", "0.2", "1"])]
)
def test_cyclic_modes(K: int, start: list[str]) -> None:
    """Real symmetric circulants."""
    found = symflow.integrate(start, scheme="cyclic", t_end="1/2", digits=25, samples=2)
    true = reference.modes_at("cyclic", start, "0.5", 25)
    assert found.K == K
    assert max(relative(x, y, 25) for x, y in zip(found.modes[-1], true, strict=True)) <= 1e-24


def test_unbalanced_factors() -> None:
    """Some of them start at 0."""
    a, b = ["0", "1", "0.5"], ["0.25", "0.125", "0.5"]
    found = symflow.integrate(a=a, b=b, t_end="1/2", digits=25, samples=2)
    true = reference.factors_at(a, b, "0.5", 25)
    assert max(relative(x, y, 25) for x, y in zip(found.a[-1] + found.b[-1], true, strict=True)) <= 1e-24
    with mp.workdps(50):
        products = [x * y for x, y in zip(true[:3], true[3:], strict=True)]
    assert max(relative(x, y, 24) for x, y in zip(found.modes[-1], products, strict=True)) <= 1e-23


@pytest.mark.parametrize(
    ("K", "start", "end", "digits"),
    [
        (8, "0.1", "3", 50),
        (3, "0.1", "3", 50),
        (2, "0.3", "20", 40),
        (2, "1e-12", "100", 20),
        (64, "0.01", "2", 15),
        (5, "1e-300", "400", 30),
        (4, "1000", "1e300", 15),
        (4, "0.5", "1e20", 15),
    ],
)
def test_equal_modes_against_the_exponential_integral(K: int, start: str, end: str, digits: int) -> None:
    """Ei(s) + (K - 1) log s = 2 K t + const, solved by Newton's method; K = 2 needs no equality."""
    found = symflow.integrate([start] * (K - 1), t_end=end, digits=digits, samples=2)
    true = reference.on_the_ray(K, start, end, digits)
    assert max(relative(x, true, digits) for x in found.modes[-1]) <= 10.0 ** (1 - digits) / 2
    assert set(found.lyapunov) == {"0"}


def test_the_loss_and_v_against_their_definitions() -> None:
    """From the modes at more digits: the loss as a logarithm of probabilities, V as a difference of logarithms."""
    found = symflow.integrate(UNEQUAL[4], t_end="50", digits=20, samples=3)
    fine = symflow.integrate(UNEQUAL[4], t_end="50", digits=60, samples=3)
    with mp.workdps(60):
        for i in range(3):
            s = [mpmath.mpf(x) for x in fine.modes[i]]
            z = [
                sum(x if (g & k).bit_count() % 2 == 0 else -x for k, x in enumerate(s, 1)) / 4
                for g in range(4)
            ]
            loss = -4 * mpmath.log(mpmath.exp(z[0]) / mpmath.fsum(map(mpmath.exp, z)))
            v = mpmath.log(mpmath.fsum(s) / 3) - mpmath.fsum(map(mpmath.log, s)) / 3
            assert relative(found.loss[i], loss, 20) <= 1e-19
            assert relative(str(found.lyapunov[i]), v, 20) <= 1e-19


def test_the_semigroup_law() -> None:
    """From the printed state at t = 2 the flow goes on to where it is at t = 5."""
    start = ["1/10", "3", "1/7"]
    halfway = symflow.integrate(start, t_end=2, digits=40, samples=2).modes[-1]
    whole = symflow.integrate(start, t_end=5, digits=30, samples=2).modes[-1]
    pieced = symflow.integrate(halfway, t_end=3, digits=30, samples=2).modes[-1]
    with mp.workdps(60):
        assert all(abs(mpmath.mpf(x) / mpmath.mpf(y) - 1) < 1e-28 for x, y in zip(whole, pieced, strict=True))
