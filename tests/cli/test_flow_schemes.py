"""``symflow flow --scheme hamming:3,2`` and the like as a user sees it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from symflow.cli import main

REFUSED = {
    "modes": (["--scheme", "tree:2,3", "--modes", "1,2,3"], "--modes: has 3 entries; tree:2,3 needs 2"),
    "family": (["--scheme", "grid:2,3"], "--scheme: 'grid:2,3' cannot be used; give one of hamming:m,q"),
    "numbers": (["--scheme", "johnson:5", "--modes", "1"], "write johnson:n,k, whole numbers"),
    "sizes": (["--scheme", "tree:2,1", "--modes", "1,1"], "branching: 1 cannot be used"),
    "K": (["--scheme", "tree:2,3", "--K", "7"], "--K: 7 cannot be used; the scheme tree:2,3 has K = 6"),
    "factors": (["--scheme", "tree:2,3", "--a", "1,1", "--b", "1,1"], "--a, --b: need walsh or cyclic"),
    "depth": (["--scheme", "tree:2,3", "--modes", "1,1", "--depth", "3"], "--depth: is not available"),
    "rigorous": (["--scheme", "tree:2,3", "--modes", "1,1", "--rigorous"], "--rigorous: is not available"),
    "matrices": (["--scheme", "tree:2,3", "--modes", "1,1", "--matrices"], "--matrices: is not available"),
    "long": (["--scheme", "tree:" + "2," * 5000 + "2"], "--scheme: 'tree:2,2,"),
}


@pytest.mark.parametrize(("arguments", "message"), REFUSED.values(), ids=REFUSED)
def test_refusals(arguments, message, capsys):
    """One line, exit 2."""
    assert main(["flow", *arguments]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert message in lines[0]


def test_the_data(tmp_path: Path, capsys):
    """The distinct modes, their multiplicities, and a mean that counts them."""
    target = tmp_path / "flow.json"
    table = tmp_path / "flow.csv"
    arguments = [
        "flow",
        "--scheme",
        "tree:2,3",
        "--modes",
        "3,1/2",
        "--t-end",
        "1",
        "--samples",
        "2",
        "--digits",
        "8",
    ]
    assert main([*arguments, "--json", str(target), "--csv", str(table)]) == 0
    record = json.loads(target.read_text(encoding="utf-8"))
    assert record["schema"] == "symflow.flow/1"
    assert (record["K"], record["scheme"]) == (6, "tree:2,3")
    assert record["multiplicities"] == ["1", "4"]
    assert [len(row) for row in record["modes"]] == [2, 2]
    rows = list(csv.reader(table.read_text(encoding="utf-8").splitlines()))
    assert rows[0] == ["t", "s_1", "s_2", "loss", "lyapunov"]
    assert rows[1][:3] == ["0", "3.0000000", "0.50000000"]
    shown = capsys.readouterr().out
    assert "tree:2,3 flow, K = 6, balanced modes" in shown
    assert "0  0.500000    1.00000" in shown  # (3 + 4/2) / 5


def test_a_large_number_of_classes(tmp_path: Path, capsys):
    """K = 2^80 is a string in the data, and short in the table."""
    target = tmp_path / "flow.json"
    arguments = [
        "flow",
        "--scheme",
        "hamming:80,2",
        "--init",
        "1",
        "--t-end",
        "1",
        "--samples",
        "2",
        "--digits",
        "5",
    ]
    assert main([*arguments, "--json", str(target)]) == 0
    record = json.loads(target.read_text(encoding="utf-8"))
    assert record["K"] == str(2**80)
    assert sum(map(int, record["multiplicities"])) == 2**80 - 1
    assert "K = 1.20892e24" in capsys.readouterr().out


def test_walsh_and_cyclic_have_no_multiplicities(tmp_path: Path):
    """Their data are what they were."""
    target = tmp_path / "flow.json"
    assert (
        main(
            [
                "flow",
                "--modes",
                "1,2,1",
                "--scheme",
                "cyclic",
                "--t-end",
                "1",
                "--json",
                str(target),
                "--quiet",
            ]
        )
        == 0
    )
    assert "multiplicities" not in json.loads(target.read_text(encoding="utf-8"))
