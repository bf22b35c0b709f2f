"""pytest runs a file of claims: ``pytest my_claim.py`` reports one test per claim.

A test passes if the verdict is the one that the claim expects, neither weaker nor stronger, and its false twin, if it
has one, is told apart from it. Files are taken that are named on the command line, or that match the option
``symflow_claims`` (globs, from the root of the project), and that state claims: a module that imports symflow, sets
``claim`` or ``claims`` and has no tests of its own. They are run as Python in a process of their own, as
``symflow verify`` does. pytest loads this module in every run: it imports nothing of symflow before there is a claim.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from symflow.ledger.run import Result
    from symflow.ledger.twins import TwinReport

LARGEST = 2_000_000
STATED = frozenset({"claim", "claims"})


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option of pytest's configuration."""
    parser.addini(
        "symflow_claims", "files of claims to be verified by symflow: globs", type="args", default=[]
    )


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> Any:
    """A file of claims in place of the module that pytest would import."""
    wanted = parent.session.isinitpath(module_path) or _listed(module_path, parent.config)
    return _file(module_path, parent) if wanted and states_claims(module_path) else None


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Any:
    """A file of claims that pytest itself would not look at."""
    if file_path.suffix != ".py" or parent.session.isinitpath(file_path):
        return None  # what is named on the command line becomes a module
    patterns = parent.config.getini("python_files")
    if any(_fits(file_path, pattern) for pattern in patterns) or not _listed(file_path, parent.config):
        return None
    return _file(file_path, parent) if states_claims(file_path) else None


def _file(path: Path, parent: pytest.Collector) -> Any:
    return ClaimFile.from_parent(parent, path=path)


def _listed(path: Path, config: pytest.Config) -> bool:
    """Whether the configuration names the file."""
    try:
        place = path.relative_to(config.rootpath).as_posix()
    except ValueError:
        return False
    return any(fnmatch(place, pattern) for pattern in config.getini("symflow_claims"))


def _fits(path: Path, pattern: str) -> bool:
    return fnmatch(str(path) if "/" in pattern else path.name, pattern)


def states_claims(path: Path) -> bool:
    """Whether a file imports symflow, sets ``claim`` or ``claims``, and has no tests; nothing is run."""
    try:
        if path.stat().st_size > LARGEST:
            return False
        text = path.read_bytes()
        body = ast.parse(text).body if b"symflow" in text else []
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    names = {name for node in body for name in _names(node)}
    tests = any(n.startswith("test") and isinstance(d, ast.FunctionDef) for d in body for n in _names(d))
    tests = tests or any(isinstance(d, ast.ClassDef) and d.name.startswith("Test") for d in body)
    return bool(STATED & names) and not tests and any(map(_imports, body))


def _names(node: ast.stmt) -> Iterator[str]:
    """The names that a statement at the top of a module sets."""
    if isinstance(node, ast.FunctionDef):
        yield node.name
    targets = node.targets if isinstance(node, ast.Assign) else []
    for target in [*targets, *([node.target] if isinstance(node, ast.AnnAssign | ast.AugAssign) else [])]:
        yield from (n.id for n in ast.walk(target) if isinstance(n, ast.Name))


def _imports(node: ast.stmt) -> bool:
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").split(".")[0] == "symflow"
    return isinstance(node, ast.Import) and any(a.name.split(".")[0] == "symflow" for a in node.names)


class ClaimFailed(Exception):
    """A claim that did not come out as expected; the text says why."""


class ClaimFile(pytest.File):
    """The claims of one file, verified together when the first of them is asked for."""

    _found: dict[str, tuple[Result, TwinReport | None]] | None = None

    def collect(self) -> Iterator[pytest.Item]:
        """A test for each claim."""
        from symflow.errors import SymflowError
        from symflow.ledger import user

        try:
            found = user.read(str(self.path))
        except SymflowError as error:
            raise self.CollectError(str(error)) from None
        for claim in found:
            yield ClaimItem.from_parent(self, name=claim.id)

    def outcome(self, name: str) -> tuple[Result, TwinReport | None]:
        """The result of a claim, with its false twin."""
        if self._found is None:
            wanted = [item.name for item in self.session.items if item.parent is self]
            self._found = _verified(str(self.path), wanted or [name])
        return self._found[name]


def _verified(file: str, wanted: list[str]) -> dict[str, tuple[Result, TwinReport | None]]:
    """The results of the wanted claims of a file."""
    from symflow.ledger import user
    from symflow.ledger.run import claims, verify
    from symflow.ledger.twins import examine_twin

    found = user.chosen([file], claims())
    results = verify(
        [name for name in found.patterns if name in wanted], known=found.book, proofs=found.proofs
    )
    return {
        r.claim.id: (r, examine_twin(r.claim, found.book, found.proofs.get(r.claim.id)))
        for r in results
        if r.requested
    }


class ClaimItem(pytest.Item):
    """One claim: it passes if its verdict is the expected one."""

    def runtest(self) -> None:
        """Verify it."""
        from symflow.errors import SymflowError

        file = self.parent
        if not isinstance(file, ClaimFile):
            raise ClaimFailed("the claim is not in a file of claims")
        try:
            result, twin = file.outcome(self.name)
        except SymflowError as error:
            raise ClaimFailed(str(error)) from None
        said = list(complaints(result, twin))
        if said:
            raise ClaimFailed("\n".join(said))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The reason in words, without a traceback."""
        if isinstance(excinfo.value, ClaimFailed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """The file and the claim."""
        return self.path, None, f"claim {self.name}"


def complaints(result: Result, twin: TwinReport | None) -> Iterator[str]:
    """What is not as the claim expects, in lines; nothing if all is."""
    from symflow.render.advice import next_thing
    from symflow.render.explain import refutation_lines

    claim = result.claim
    if not result.as_expected:
        yield f"{claim.id}: {result.verdict}, expected {claim.expected}"
        yield from (f"    {message}" for message in result.messages[:4])
        if result.refutation is not None:
            yield from (f"    {line}" for line in refutation_lines(result.refutation))
        yield from (f"    next: {line}" for line in next_thing(result, {claim.id: result}))
    elif twin is not None and not twin.told_apart:
        yield f"{claim.id}: {result.verdict} as expected, but its false twin is not told apart from it"
        if twin.failed is None and twin.steps:
            yield "    every step of the proof holds for the twin as well: the proof does not use what differs"
        if not twin.refuted:
            yield "    the witness of the twin does not refute it"
        yield from (f"    {message}" for message in twin.messages)
