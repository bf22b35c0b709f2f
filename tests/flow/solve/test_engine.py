"""Laws of trajectories, and extreme starts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from mpmath import mp, mpf

import symflow

START = ["1/10", "3", "1/7"]


def close(x: Sequence[str], y: Sequence[str], digits: int) -> bool:
    """Whether the numbers agree to a relative 10^-digits."""
    with mp.workdps(digits + 20):
        return all(
            abs(mpf(p) - mpf(q)) <= abs(mpf(q)) * mpf(10) ** -digits for p, q in zip(x, y, strict=True)
        )


def test_the_shape_of_a_trajectory() -> None:
    """One row for each time, one column for each mode; the start is printed as it was given."""
    found = symflow.integrate(START, t_end=2, digits=20, samples=5)
    assert found.t == ("0", "0.5", "1", "1.5", "2")
    assert found.modes[0] == ("0.10000000000000000000", "3.0000000000000000000", "0.14285714285714285714")
    assert (found.K, found.scheme, found.digits, found.complete, found.rigorous) == (
        4,
        "walsh",
        20,
        True,
        False,
    )
    assert (found.a, found.b, found.radius, found.frozen) == ((), (), (), ())
    assert found.modes_array().shape == (5, 3)
    assert found.lyapunov_array().shape == found.loss_array().shape == found.times_array().shape == (5,)
    assert (found.agreement, found.ray) == (None, None)
    assert "not checked by a second run, and no bound" in found.method
    with pytest.raises(TypeError, match="no truth value"):
        bool(found)
    assert "<table>" in found._repr_html_()
    assert found._repr_latex_().startswith("$K = 4,")


def test_modes_grow_and_the_loss_and_v_fall() -> None:
    """For positive balanced modes."""
    found = symflow.integrate(["1/100", "1", "1/3", "2", "1/2", "1/5", "1/50"], t_end=20, samples=41)
    assert (found.modes_array()[1:] > found.modes_array()[:-1]).all()
    assert (found.loss_array()[1:] < found.loss_array()[:-1]).all()
    assert (found.lyapunov_array()[1:] < found.lyapunov_array()[:-1]).all()


def test_zero_modes_stay_zero() -> None:
    """Exactly; V is infinite; two modes that separate the classes bring the loss to 0 all the same."""
    found = symflow.integrate([0, "1/2", "1/2"], t_end=1000, samples=4)
    assert {row[0] for row in found.modes} == {"0"}
    assert set(found.lyapunov) == {None}
    assert float(found.loss[-1]) < 0.01
    kernel = symflow.integrate([0, "1/2", 0], t_end=1000, samples=2)
    assert 4 * 0.69 < float(kernel.loss[-1]) < 4 * 0.70
    nothing = symflow.integrate([0, 0, 0], t_end=1000, samples=2)
    assert nothing.modes[-1] == ("0", "0", "0")
    assert close([nothing.loss[-1]], ["5.545177444479562"], 14)


def test_relabelling_the_classes() -> None:
    """Exchanging two bits of k is an automorphism of the group: the modes are exchanged with it."""
    start = ["0.1", "0.7", "2", "0.3", "1.1", "0.9", "0.4"]
    order = [(k & 4) | (k & 1) << 1 | (k & 2) >> 1 for k in range(1, 8)]
    found = symflow.integrate(start, t_end=3, digits=25, samples=2)
    moved = symflow.integrate([start[k - 1] for k in order], t_end=3, digits=25, samples=2)
    assert moved.modes[-1] == tuple(found.modes[-1][k - 1] for k in order)
    assert (moved.loss, moved.lyapunov) == (found.loss, found.lyapunov)


def test_the_cyclic_group_of_four_is_a_walsh_flow() -> None:
    """Symmetric circulants of order 4 with modes x, y, x have the classes of Walsh modes y, x, x."""
    cyclic = symflow.integrate(["0.3", "2", "0.3"], scheme="cyclic", t_end=5, digits=30, samples=3)
    walsh = symflow.integrate(["2", "0.3", "0.3"], t_end=5, digits=30, samples=3)
    assert cyclic.modes[-1] == tuple(walsh.modes[-1][i] for i in (1, 0, 2))
    assert (cyclic.loss, cyclic.lyapunov) == (walsh.loss, walsh.lyapunov)


def test_two_classes_in_both_schemes() -> None:
    """One mode, and V = 0."""
    walsh, cyclic = (
        symflow.integrate(["0.3"], scheme=name, t_end=9, samples=3) for name in ("walsh", "cyclic")
    )
    assert (walsh.modes, walsh.loss) == (cyclic.modes, cyclic.loss)
    assert walsh.lyapunov == cyclic.lyapunov == ("0", "0", "0")


def test_equal_factors_are_balanced() -> None:
    """a = b gives the flow of s = a^2."""
    factors = symflow.integrate(a=["1/2", 1, 2], b=["1/2", 1, 2], t_end=4, digits=25, samples=3)
    modes = symflow.integrate(["1/4", 1, 4], t_end=4, digits=25, samples=3)
    assert factors.modes == modes.modes
    assert (factors.loss, factors.lyapunov) == (modes.loss, modes.lyapunov)
    assert factors.a == factors.b


def test_imbalance_is_conserved() -> None:
    """a^2 - b^2, to the digits that it has beside a^2; a mode at 0 leaves 0 with all its digits."""
    found = symflow.integrate(a=[0, 1, "1/3"], b=[1, "1/2", 2], t_end="1e-3", digits=25, samples=3)
    assert [found.modes[i][0] == "0" for i in range(3)] == [True, False, False]
    assert [v is None for v in found.lyapunov] == [True, False, False]
    with mp.workdps(50):
        for row, (a, b) in enumerate(zip(found.a, found.b, strict=True)):
            for k, constant in enumerate((-1, mpf(3) / 4, mpf(1) / 9 - 4)):
                assert abs(mpf(a[k]) ** 2 - mpf(b[k]) ** 2 - constant) < 1e-23, (row, k)


def test_v_leaves_zero_where_only_the_products_are_equal() -> None:
    """Equal modes are not collapse if the factors are unequal."""
    found = symflow.integrate(a=[1, 2, 4], b=[4, 2, 1], t_end=1, samples=3)
    assert found.lyapunov[0] == "0"
    assert all(float(str(v)) > 1e-6 for v in found.lyapunov[1:])


def test_scales_far_apart() -> None:
    """Each mode to its own digits, the smallest and the largest; a loss of 1e-300."""
    found = symflow.integrate(["1e-300", "1e-12", "1000"], t_end=100, digits=15, samples=2)
    fine = symflow.integrate(["1e-300", "1e-12", "1000"], t_end=100, digits=30, samples=2)
    assert close(found.modes[-1], fine.modes[-1], 14)
    assert found.modes[-1][2] == "1000.00000000000"
    tiny = symflow.integrate([700, 701, 702], t_end=1, samples=2)
    assert close(
        [tiny.loss[-1]], symflow.integrate([700, 701, 702], t_end=1, digits=30, samples=2).loss[-1:], 14
    )
    assert tiny.loss[-1].endswith("e-304")


def test_v_near_collapse_gets_the_digits_that_it_needs() -> None:
    """Modes that differ in their 30th digit: V has 15 right digits at 1e-60."""
    start = ["1", "1.00000000000000000000000000001", "1"]
    found = symflow.integrate(start, t_end=2, digits=15, samples=2)
    fine = symflow.integrate(start, t_end=2, digits=60, samples=2)
    with mp.workdps(60):
        for i in range(2):
            s = [mpf(x) for x in fine.modes[i]]
            mean = mp.fsum(s) / 3
            v = mp.fsum(((x / mean - 1) ** 2) / 2 for x in s) / 3  # the next term is 1e-30 of it
            assert abs(mpf(str(found.lyapunov[i])) / v - 1) < 1e-14
    assert float(str(found.lyapunov[1])) < 1e-58


def test_one_digit() -> None:
    """And an odd number of samples."""
    assert symflow.integrate(["1/3"] * 3, t_end=1, digits=1, samples=3).modes[0] == ("0.3", "0.3", "0.3")


@pytest.mark.parametrize("end", ["1e10", "1e20", "1e-1000"])
def test_ends_far_away(end: str) -> None:
    """The last time is the one that was asked for."""
    found = symflow.integrate(START, t_end=end, samples=3)
    assert found.complete
    assert found.t[-1] == end


def test_the_same_input_gives_the_same_result() -> None:
    """To the last character."""
    first, second = (symflow.integrate(K=8, t_end=3, samples=4, seed=5) for _ in range(2))
    assert first == second
    assert first != symflow.integrate(K=8, t_end=3, samples=4, seed=6)
