"""A broken case becomes small and stays broken; its file replays, and an edited one is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from symflow.cli import main
from symflow.errors import SymflowError
from symflow.testing.laws import LAWS
from symflow.testing.measure import Residual
from symflow.testing.sweep import shrink
from symflow.testing.sweep.grid import NO_FLOW, Place
from symflow.testing.sweep.judge import BROKEN, examine
from symflow.testing.sweep.shrink import shrunk

AT = Place("V-falls", "depth:3", 16, "1", 0, 15, "4")


@pytest.mark.parametrize(("law", "flow", "K"), [("V-falls", "depth:3", 4), ("modes-rise", "squared", 2)])
def test_a_motion(law: str, flow: str, K: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The least K at which it can be broken, few and short numbers; and the replay says broken, with exit code 1."""
    at = replace(AT, law=law, flow=flow)
    assert examine(at).outcome == BROKEN
    small = shrunk(at)
    content = json.loads(small.content)
    assert content["K"] == K
    assert all(len(number) <= 3 for number in content["modes"])
    file = tmp_path / small.name
    file.write_text(small.content)
    assert main(["replay", str(file)]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "broken"
    assert main(["replay", str(file), "--implementation", "x:y"]) == 2


def test_a_law_of_testing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Hypothesis shrinks it; the file is one of symflow.testing, which replay reads."""
    planted = replace(
        LAWS["softmax-rows"],
        residual=lambda calls, case: Residual(float(case.K > 2 and max(case["s"]) > 1), "planted"),
    )
    monkeypatch.setitem(LAWS, "softmax-rows", planted)
    small = shrunk(Place("softmax-rows", NO_FLOW, 16, "10", 0, 15, "4"))
    content = json.loads(small.content)
    assert (content["K"], content["schema"]) == (4, "symflow.failure/1")  # walsh stays walsh
    file = tmp_path / small.name
    file.write_text(small.content)
    assert main(["replay", str(file)]) == 1


def test_what_is_not_broken_now() -> None:
    """A case that was broken elsewhere, and is not here: it is said, and no file is made of it."""
    for at in (replace(AT, flow="balanced"), Place("softmax-rows", NO_FLOW, 4, "1", 0, 15, "4")):
        with pytest.raises(SymflowError, match="it is not broken when it is tried again"):
            shrunk(at)


def test_a_fault_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """What raises on the way to a smaller case is passed over."""
    on_modes = shrink.on_modes

    def bad(law: Any, moving: Any, at: Place, s: Any) -> Any:
        if at.K < 8:
            raise ZeroDivisionError("planted")
        return on_modes(law, moving, at, s)

    monkeypatch.setattr(shrink, "on_modes", bad)
    assert json.loads(shrunk(AT).content)["K"] == 8


@pytest.mark.parametrize(
    "change",
    [
        {"law": "softmax-rows"},
        {"law": "nope"},
        {"flow": "foo"},
        {"K": 5},
        {"K": "4"},
        {"modes": ["1", "2"]},
        {"modes": ["1", "2", "x"]},
        {"modes": ["1", "2", "-1"]},
        {"modes": "123"},
        {"digits": 0},
        {"t_end": "1/0"},
        {"measured": 3},
        {"scheme": "cyclic"},
        {"more": 1},
    ],
)
def test_an_edited_file(
    change: dict[str, object], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Refused in one line, whether its digest was made to fit or not."""
    from hashlib import sha256

    from symflow.testing.sweep.grid import canonical

    content = {**json.loads(shrunk(AT).content), **change}
    file = tmp_path / "case.json"
    for text in (
        json.dumps(content, indent=1),
        json.dumps(
            {
                **content,
                "digest": sha256(
                    canonical({k: v for k, v in content.items() if k != "digest"}).encode()
                ).hexdigest(),
            },
            indent=1,
        ),
    ):
        file.write_text(text)
        assert main(["replay", str(file)]) == 2
        assert capsys.readouterr().err.count("\n") == 1
