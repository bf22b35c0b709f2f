"""``symflow flow --matrices --perturb`` as a user sees it: the data, the table, the picture, the refusals."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from symflow.cli import main

SMALL = ["flow", "--K", "4", "--modes", "1/10,1/5,2", "--matrices", "--t-end", "2", "--samples", "3"]
PERTURBED = [*SMALL, "--perturb", "1/100", "--seed", "5"]


def test_the_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The fields under "matrices", and the table of the terminal."""
    file = tmp_path / "f.json"
    assert main([*PERTURBED, "--json", str(file)]) == 0
    record = json.loads(file.read_text(encoding="utf-8"))
    full = record["matrices"]
    assert (full["perturb"], full["seed"]) == ("1/100", 5)
    lists = {name: value for name, value in full.items() if isinstance(value, list)}
    assert set(lists) == {
        "off_diagonal_W",
        "off_diagonal_H",
        "off_diagonal",
        "modes_difference",
        "loss",
        "lyapunov",
        "modes",
        "predicted",
    }
    assert {len(value) for value in lists.values()} == {3}
    assert {len(row) for row in [*full["modes"], *full["predicted"]]} == {3}
    assert full["modes"][0] == full["predicted"][0] != record["modes"][0]
    assert all(isinstance(x, str) for x in [*full["loss"], *full["lyapunov"], *full["modes"][2]])
    out = capsys.readouterr().out
    assert "Full matrices, perturbed by 1/100 (seed 5)" in out
    assert full["off_diagonal"][2] in out
    assert full["modes_difference"][2] in out


def test_the_seed_and_the_size_matter(tmp_path: Path) -> None:
    """The same seed gives the same numbers, another one other numbers; the reduced flow is the same."""
    found = []
    for size, seed in (("1/100", "5"), ("0.01", "5"), ("1/100", "6"), ("1/10", "5")):
        file = tmp_path / "f.json"
        assert main([*SMALL, "--perturb", size, "--seed", seed, "--quiet", "--json", str(file)]) == 0
        found.append(json.loads(file.read_text(encoding="utf-8")))
    assert found[0]["matrices"] == found[1]["matrices"]
    assert len({str(record["matrices"]["modes"]) for record in found}) == 3
    assert len({str(record["modes"]) for record in found}) == 1


def test_the_table_of_values(capsys: pytest.CaptureFixture[str]) -> None:
    """More columns, named; an empty field where V is infinite."""
    assert main([*PERTURBED[:2], "4", "--init", "0", *PERTURBED[5:], "--quiet", "--csv", "-"]) == 0
    rows = list(csv.reader(capsys.readouterr().out.splitlines()))
    names = [f"{x}_{k}" for x in ("S", "predicted") for k in (1, 2, 3)]
    assert rows[0][6:] == [*names, "loss_matrices", "lyapunov_matrices", "off_diagonal", "difference"]
    assert {len(row) for row in rows} == {16}
    assert rows[1][rows[0].index("lyapunov_matrices")] == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--K", "4", "--perturb", "1"],
            "--perturb: only the full matrices can be perturbed; give --matrices too",
        ),
        (["--K", "4", "--matrices", "--perturb", "x"], "--perturb: 'x'"),
        (
            ["--K", "4", "--matrices", "--perturb", "-1"],
            "--perturb: '-1' cannot be used; give a number from 0 to 100",
        ),
        (["--K", "4", "--matrices", "--init", "0"], "--init: '0'"),
        (["--modes", "1", "--seed", "1", "--matrices"], "--init, --seed: cannot be used with modes"),
    ],
)
def test_what_cannot_be_used(capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    """One line, exit code 2."""
    assert main(["flow", *arguments]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"symflow: {said}")
    assert err.count("\n") == 1
