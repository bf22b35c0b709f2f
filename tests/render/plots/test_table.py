"""The table of a picture."""

from __future__ import annotations

import math

from symflow.render.plots.table import Table, log10, parsed

ONE = Table(("a [1]", "b"), (("1e-4000", "x"), ("1/3", ""), ("2", "x")))


def test_a_table_is_read_back() -> None:
    assert parsed(ONE.text()) == ONE
    assert ONE.text().splitlines()[0] == "a [1],b"
    assert parsed(ONE.text()).mark == ONE.mark != Table(ONE.columns, ONE.rows[:2]).mark


def test_columns_and_rows() -> None:
    assert ONE.texts("b") == ["x", "x"]
    assert ONE.where("b", "x").rows == (ONE.rows[0], ONE.rows[2])
    assert ONE.after(1).rows == ONE.rows[1:]
    assert Table(("a",), (("0.5",), ("2",))).column("a") == [0.5, 2.0]


def test_logarithms_of_numbers_beyond_every_float() -> None:
    assert ONE.logarithms("a [1]")[0] == -4000
    assert log10("1e1000000") == 1e6
    assert math.isclose(log10("1/8"), -3 * math.log10(2))
    assert all(math.isnan(log10(text)) for text in ("0", "-1", "0/5"))
