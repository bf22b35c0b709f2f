"""A sample of the corpus: what changes meaning is refused, what changes nothing is accepted, and nothing crashes."""

from __future__ import annotations

import collections
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

import symflow.checker
from symflow.checker.certificate import canonical
from symflow.checker.judge import answers
from symflow.checker.steps import Proof
from symflow.testing.tamper.corpus import Corpus
from symflow.testing.tamper.fields import field_edits
from symflow.testing.tamper.judge import is_seal
from symflow.testing.tamper.run import outcomes, run, wrong
from symflow.testing.tamper.seal import resealed

EDITS, AT_LEAST, FRESH = 2300, 2000, 8
LIMIT = 240.0


@pytest.fixture(scope="module")
def found(corpus: Corpus, examined: dict) -> list[dict]:
    """What came of the first edits, each in a limit of time."""
    out: list[dict] = []
    assert run(corpus, examined, range(EDITS), 2, LIMIT, out.extend) == ""
    return sorted(out, key=lambda one: one["number"])


def test_nothing_is_wrong(found: list[dict]) -> None:
    """No crash, no edit without an answer in time, no false statement, no known id with another statement."""
    assert len(found) == EDITS
    assert [
        (one["number"], one["id"], one["kind"], wrong(one), one["why"]) for one in found if wrong(one)
    ] == []


def test_thousands_of_edits_are_refused(found: list[dict]) -> None:
    """Whatever changes the statement is refused where the statements are known; most is refused in any case."""
    changed = [one for one in found if not one["same"]]
    refused = [one for one in changed if one["state"] != "accepted"]
    assert len(refused) >= AT_LEAST
    known = [one for one in changed if one["known"] == "accepted"]
    assert {one["survived"] for one in known} <= {"another proof"}


def test_what_changes_nothing_is_accepted(found: list[dict]) -> None:
    """Another order of the keys, white space, a title."""
    same = collections.Counter(one["kind"] for one in found if one["same"])
    assert len(same) > 8
    assert {one["state"] for one in found if one["same"]} == {"accepted"}


def test_every_area_is_edited(found: list[dict]) -> None:
    """Statements, every kind of step but one that few claims have, uses, points, witnesses, boxes and fields."""
    areas = {one["kind"].partition(":")[0] for one in found}
    wanted = {f"step {kind}" for kind in ("Identity", "Derive", "Sign", "ZeroSet", "Induct", "Cite")}
    wanted |= {"variable", "definition", "flow", "domain", "hypothesis", "part", "witness", "file"}
    assert wanted <= areas
    assert {one["mode"] for one in found} == {"plain", "sealed", "carried", "everywhere", "bytes", "harmless"}


def test_boxes(corpus: Corpus) -> None:
    """The boxes of a cover, which few certificates have: dropped, shrunk, grown, moved, turned inside out."""
    data = corpus.books["mode-growth"]
    found = {}
    for field, change, new in field_edits(data, corpus.books, Random(1)):
        if field == "covers" and change.startswith("box ") and change != "box doubled":
            raw = canonical(resealed({**data, "covers": new}, {"covers"})).encode()
            found[change] = answers([("edited", raw)])["edited"]
    assert len(found) == 7
    assert {answer.state for answer in found.values()} == {"rejected"}
    assert all(answer.why.startswith("covers, 0: ") for answer in found.values())


def test_sealed_edits_are_refused_for_what_they_say(found: list[dict]) -> None:
    """All digests are right there; the reason names something else, and for a good part it is a proof that fails."""
    sealed = [one for one in found if one["mode"] in ("sealed", "carried", "everywhere") and one["why"]]
    own = ("field 'digest'", "field 'certificate'", "field 'text'")
    assert [one for one in sealed if is_seal(one["why"]) and not one["kind"].startswith(own)] == []
    mathematical = [
        one for one in sealed if one["why"].startswith(("step ", "part ", "witness: ", "covers", "point: "))
    ]
    assert len(mathematical) > len(sealed) / 4


def test_the_harness_sees_a_checker_that_believes(
    corpus: Corpus, examined: dict, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where identities are believed without a look, false statements come through, and are found out."""
    monkeypatch.setattr(Proof, "equal", lambda self, *given: True)
    carried = [number for number in range(400) if corpus.edit(number).mode == "carried"]
    believed = outcomes(corpus, examined, carried[:12])
    assert {"a false statement is accepted", "the prover does not agree"} & {wrong(one) for one in believed}


def test_the_harness_sees_a_crash(corpus: Corpus, examined: dict, monkeypatch: pytest.MonkeyPatch) -> None:
    """A checker that stops with an exception fails."""
    monkeypatch.setattr(Proof, "read", lambda self, step: {}["nothing"])
    stumbled = [wrong(one) for one in outcomes(corpus, examined, range(40))]
    assert {"crash", "the checker stumbles"} & set(stumbled)


def test_alone_in_a_fresh_interpreter(corpus: Corpus, found: list[dict], tmp_path: Path) -> None:
    """A copy of the checker under another name says of the same files what was said here."""
    away = tmp_path / "renamed"
    shutil.copytree(
        Path(symflow.checker.__file__).parent,
        away,
        ignore=shutil.ignore_patterns("__pycache__", "names.json"),
    )
    chosen = [one for one in found if one["mode"] == "carried"][:FRESH]
    chosen += [one for one in found if one["mode"] in ("bytes", "harmless")][:FRESH]
    for one in chosen:
        edit, folder = corpus.edit(one["number"]), tmp_path / str(one["number"])
        folder.mkdir()
        (folder / "edited.json").write_bytes(edit.raw)
        for name in with_uses(corpus, edit.id):
            (folder / f"{name}.json").write_bytes(corpus.sources[name].raw)
        done = subprocess.run(
            [sys.executable, "-I", "-S", "renamed", str(folder)],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        lines = [line for line in done.stdout.splitlines() if "edited.json" in line]
        accepted = not lines or lines[0].startswith("accepted")
        assert accepted == (one["state"] == "accepted"), (one, done.stdout, done.stderr)
        assert done.returncode in ((0,) if accepted else (1, 4))


def with_uses(corpus: Corpus, name: str) -> set[str]:
    """The ids of what a certificate rests on."""
    direct = set(corpus.books[name]["uses"])
    return direct.union(*(with_uses(corpus, used) for used in direct))
