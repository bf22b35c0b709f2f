"""Files of users' claims: what they state comes out as data, and whatever else they do is said in one line."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from symflow.claim.claim import Claim
from symflow.errors import InputError
from symflow.ledger import examination, verify
from symflow.ledger.twins import examine_twin
from symflow.ledger.user import chosen, is_file, read

HEAD = """from symflow import *
x = atom("x")()
D = Domain("Let x be real.", Model((Variable("x"),)))
def one(id="mine", **more): return state(id, D, {"double": eq(x + x, 2 * x)}, **more)
def proof(claim): return [identity("p", claim["double"], "collect")]
"""
PROOF = 'return [identity("p", claim["double"], "collect")]'
BAD = {
    "not Python": ("\nclaim = (", "SyntaxError: '(' was never closed (f.py, line 7)"),
    "raises": ("raise ValueError('a\\nb')", "raised ValueError: a b (f.py, line 6)"),
    "exits": ("import sys; sys.exit(3)", "ends the program: SystemExit (f.py, line 6)"),
    "ends itself": ("import os; os._exit(0)", "ended without a result"),
    "kills itself": ("import os; os.kill(os.getpid(), 9)", "ended without a result"),
    "loops": ("while True: pass", "did not finish within 1 s (f.py, line 6)"),
    "takes all memory": ("b = bytearray(10**13)", "ran out of memory"),
    "recurses": ("def f(): return f()\nf()", "calls itself without end"),
    "writes into every channel": (
        "import os\nfor fd in range(3, 60):\n    try: os.write(fd, b'x' * 99)\n    except OSError: pass\nclaim = one()",
        "ended without a result",
    ),
    "states nothing": ("", "defines no claim; a file of claims defines claim = state(...)"),
    "calls it CLAIM": ("CLAIM = one()", "CLAIM is one: call it claim"),
    "a number": ("claim = 7", "claim is a int, not a claim"),
    "claims is a claim": ("claims = one()", "claims is a Claim, not a list of claims"),
    "claims is endless": ("import itertools\nclaims = itertools.count()", "not a list of claims"),
    "too many": ("claims = [one(f'c{i}') for i in range(1001)]", "states 1001 claims"),
    "too long": ("claim = one(title='t' * 10**7)", "more than 8000000 characters"),
    "too deep": ("e = x\nfor _ in range(5000): e = -(e + 1)\nclaim = state('m', D, eq(e, x))", "nested too deeply"),
    "proofs of another": ("proofs = {'other': proof}\nclaim = one()", "proofs names 'other'"),
    "proofs is a list": ("proofs = [proof]\nclaim = one()", "proofs is a list; give a dictionary"),
    "an id of the package": ("claim = one('lyapunov-decrease')", "symflow has a claim of that id"),
    "its twin": ("claim = one('lyapunov-decrease-false-twin')", "symflow has a claim of that id"),
    "its own twin": ("claims = [one('a'), one('a-false-twin')]", "that of the false twin of a"),
    "an id twice": ("claims = [one(), one()]", "the id stands twice"),
    "letters of another script": ("claim = one('кольцо')", "use lower-case letters, digits and hyphens (f.py, line 4)"),
    "a long id": ("claim = one('a' * 101)", "its id has 101 characters"),
    "half a character": ("claim = one(title='\\ud800')", "is no text that can be written (f.py, line 4)"),
    "a chapter of the package": ("claim = one(chapter='hadamard')", "chapter 'hadamard' is one of symflow's"),
    "a verdict of its own": ("claim = one(expected='TRUE')", "is not a verdict"),
    "an unknown claim": ("claim = one(uses=['no-such'])", "uses 'no-such', which is no claim"),
    "not declared": ("claim = state('other', D, eq(atom('y')(), 0))", "quantity 'y' is not declared (f.py, line 6)"),
    "a label with a colon": ("claim = state('mine', D, {'a:b': eq(x, x)})", "name it by letters"),
    "a truth value": ("claim = state('mine', D, {'a': x == x})", "a bool is no statement"),
    "a float": ("claim = state('mine', D, eq(x, 0.5))", "0.5 cannot be used; give an int, a Fraction"),
    "a pair for parts": ("claim = Claim('m', 'user', '', '', D, ('a', eq(x, x)))", 'a pair ("name", statement)'),
    "a twin of no part": ("claim = one(twin=('no', eq(x, 0), instance('none', 2, x=1)))", "its twin edits part 'no'"),
    "a twin without point": ("claim = one(twin=('double', eq(x, 0), 5))", "no instance(...)"),
    "an id that is no text": ("claim = one()\nobject.__setattr__(claim, 'id', 5)", "where a text should be"),
    "a part that is none": (
        "claim = one()\nobject.__setattr__(claim, 'parts', (('a', 7),))",
        "holds a int where a statement should be",
    ),
    "a model that is none": ("claim = one()\nobject.__setattr__(D, 'model', 7)", "not made of a model"),
    "a variable that is none": ("claim = one()\nobject.__setattr__(D.model, 'variables', ('x',))", "it is no claim"),
    "an unknown sign": (
        "claim = one()\nobject.__setattr__(D.model.variables[0], 'sign', 'negative')",
        "sign 'negative' is unknown",
    ),
    "an order of the wrong group": ("claim = state('m', modes_on('ring', 10), eq(x, x))", "use one of abelian"),
}  # fmt: skip
Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a file of claims; little effort is spent beside a proof."""
    quick = replace(examination.LEVELS["quick"], cases=5, search=0.3)
    monkeypatch.setitem(examination.LEVELS, "quick", quick)

    def file(tail: str, name: str = "f.py", head: str = HEAD) -> str:
        place = tmp_path / name
        place.write_bytes((head + tail).encode())
        return str(place)

    return file


@pytest.fixture(scope="session")
def package() -> dict[str, Claim]:
    """Two claims in the place of the package's."""
    import symflow

    known = symflow.claims()
    return {name: known[name] for name in ("lyapunov-decrease", "exp-tangent")}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_one_line(case: str, write: Write, package: dict[str, Claim]) -> None:
    """InputError, which the command line ends with exit code 2; it names the file, and the line where there is one."""
    text, said = BAD[case]
    with pytest.raises(InputError) as error:
        chosen([write(text)], package, 1.0 if case == "loops" else 30.0)
    assert said in str(error.value)
    assert "\n" not in str(error.value)
    assert error.value.exit_code == 2


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda p: p / "none.py", "there is no such file"),
        (lambda p: p, "a file of claims ends in .py"),
        (lambda p: (p / "d.py").mkdir() or p / "d.py", "it is no file that can be read"),
        (lambda p: os.mkfifo(p / "q.py") or p / "q.py", "it is no file that can be read"),
        (lambda p: (p / "h.py").write_bytes(b"#" * 2_000_001) and p / "h.py", "is longer than 2000000 bytes"),
        (lambda p: (p / "b.py").write_bytes(b"x = '\xe9'") and p / "b.py", "SyntaxError"),
    ],
)
def test_what_is_no_file_of_claims(make: Callable[[Path], Path], said: str, tmp_path: Path) -> None:
    """It is refused before anything runs, or as soon as it does."""
    with pytest.raises(InputError, match=r"^[^\n]*$") as error:
        read(str(make(tmp_path)) + ("/" if said.endswith(".py") else ""))
    assert said in str(error.value)


def test_a_pattern_is_a_file_or_a_name() -> None:
    """By its form alone."""
    assert [is_file(p) for p in ("a.py", "d/a", "./a.py", "a", "lyapunov-*")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_claims_of_files_beside_those_of_the_package(write: Write, package: dict[str, Claim]) -> None:
    """Each once, and each with its file."""
    first, second = (
        write("claims = [one('a'), one('b', uses=['a'])]"),
        write("claim = one('c', uses=['b'])", "g.py"),
    )
    found = chosen([first, "exp-*", second, first], package)
    assert found.patterns == ["a", "b", "exp-*", "c"]
    assert set(found.book) == {"a", "b", "c", *package}
    assert found.proofs == {"a": Path(first), "b": Path(first), "c": Path(second)}
    assert package.keys() == {"lyapunov-decrease", "exp-tangent"}


def test_verdicts(write: Write, package: dict[str, Claim]) -> None:
    """The proof counts, and nothing else does; what a file does to symflow stays in its own process."""
    patched = """
import symflow.evidence.verdict as v, symflow.ledger.run as r, symflow.evidence.proving.exact as e
v.compute = lambda *a: "PROVED"
r.verify = r.select = None
e.ExactChecker.check = lambda self, step: None
import symflow.claim.registry as g
g._CLAIMS.clear()
claims = [one("true"), state("false", D, {"double": eq(x + x, 3 * x)}), state("open", D, {"double": le(x, x * x + 9)})]
"""
    found = {r.claim.id: r.verdict for r in verify([write(patched)], known=package)}
    assert found == {"true": "PROVED", "false": "REFUTED", "open": "UNDECIDED"}


def test_claims_in_a_circle_are_refused(write: Write, package: dict[str, Claim]) -> None:
    """Before anything is verified."""
    with pytest.raises(InputError, match="in a circle: a -> b -> a"):
        verify([write("claims = [one('a', uses=['b']), one('b', uses=['a'])]")], known=package)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("claim = one()\ndel proof", "f.py defines no function proof(claim)"),
        ("claims = [one()]\nproofs = {}\ndel proof", "defines no function proof(claim) for mine"),
        (f"claim = one()|{PROOF}|return 1 / 0", "raised ZeroDivisionError: division by zero (f.py, line 5)"),
        (f"claim = one()|{PROOF}|exit()", "ends the program: SystemExit (f.py, line 5)"),
        (f"claim = one()|{PROOF}|return [7]", "returned a int, which is no proof step"),
    ],
)
def test_a_bad_proof_leaves_the_claim_open(
    text: str, said: str, write: Write, package: dict[str, Claim]
) -> None:
    """With the reason, and the line."""
    tail, *change = text.split("|")
    head = HEAD.replace(*change) if change else HEAD
    (result,) = verify([write(tail, head=head)], known=package)
    assert result.verdict == "SUPPORTED"
    assert any(said in message for message in result.messages), result.messages


def test_a_process_that_will_not_end_is_ended(write: Write, package: dict[str, Claim]) -> None:
    """It ignores signals, or leaves a thread or copies of itself behind."""
    deaf = "import signal\nfor s in (14, 15): signal.signal(s, signal.SIG_IGN)\nwhile True: pass"
    with pytest.raises(InputError, match="did not finish within"):
        chosen([write(deaf)], package, 0.5)
    thread = "import threading, time\nthreading.Thread(target=time.sleep, args=(600,)).start()\nclaim = one()"
    assert chosen([write(thread)], package).patterns == ["mine"]
    forks = "import os\nfor _ in range(3): os.fork()\nclaim = one()"
    assert chosen([write(forks)], package).patterns == ["mine"]


def test_what_a_file_prints_goes_nowhere(
    write: Write, package: dict[str, Claim], capfd: pytest.CaptureFixture[str]
) -> None:
    """Its own output, and that of programs that it starts."""
    text = "import os, sys\nprint('x' * 10**6); sys.stderr.write('y'); os.system('echo z; echo z >&2')\nclaim = one()"
    assert chosen([write(text)], package).patterns == ["mine"]
    assert capfd.readouterr() == ("", "")


def test_modules_beside_the_file(write: Write, package: dict[str, Claim]) -> None:
    """They can be imported, as for any script."""
    write("NAME = 'from-beside'", "beside_module.py", head="")
    assert chosen([write("import beside_module\nclaim = one(beside_module.NAME)")], package).patterns == [
        "from-beside"
    ]


def test_a_proof_that_goes_by_ids_meets_the_twin(write: Write, package: dict[str, Claim]) -> None:
    """It is run on the false twin under the id of the claim, and fails there at a step."""
    twin = "twin=('double', eq(x + x, 3 * x), instance('none', 2, x=1))"
    found = chosen([write(f"claim = one({twin})\nproofs = {{'mine': proof}}\ndel proof")], package)
    report = examine_twin(found.book["mine"], found.book, found.proofs["mine"])
    assert report is not None
    assert report.told_apart
    assert report.failed is not None
    assert report.messages == ()
