r"""A user's file, as it is run: Python in a process of its own, of which data come out and nothing else.

Whatever the file does to symflow it does to the copy in its own process: nothing there judges anything. What comes out
is a JSON text of claims or of steps, or a line that says what went wrong and where.
"""

from __future__ import annotations

import ast
import json
import os
import runpy
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from symflow.algebra.serial import to_json
from symflow.claim.claim import Claim
from symflow.errors import InputError, SymflowError

LARGEST = 2_000_000
LONGEST = 8_000_000
MOST = 1_000
FORM = "a file of claims defines claim = state(...) or claims = [state(...), ...], see docs/your-own-claim.md"


class TooLong(BaseException):
    """The time is over; no ``except Exception`` of the file stops it."""


def run_file(path: Path, name: str) -> dict[str, Any]:
    """The names that a file defines, run as Python under a module name; modules that lie beside it can be imported."""
    sys.path.insert(0, str(path.parent))
    return runpy.run_path(str(path), run_name=name)


def placed(path: Path, seconds: float, work: Callable[[], Any]) -> tuple[Any, str]:
    """What the work gives, or None and what went wrong in the file, with the line."""

    def stop(number: int, frame: object) -> None:
        raise TooLong

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return work(), ""
    except TooLong as error:
        return None, f"did not finish within {seconds:g} s{_where(error, path)}"
    except MemoryError:
        raise
    except RecursionError as error:
        return None, f"is nested too deeply, or calls itself without end{_where(error, path)}"
    except SymflowError as error:
        return None, f"{error}{_where(error, path)}"
    except Exception as error:  # noqa: BLE001 - whatever the file does is said in one line
        said = error.msg if isinstance(error, SyntaxError) else str(error)
        told = " ".join(f"{type(error).__name__}: {said}".split())[:300]
        return None, f"raised {told}{_where(error, path)}"
    except BaseException as error:  # noqa: BLE001 - sys.exit() too
        return None, f"ends the program: {type(error).__name__}{_where(error, path)}"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _where(error: BaseException, path: Path) -> str:
    """The last line of the file that was at work, as " (my_claim.py, line 7)"; "" if none was."""
    line = error.lineno if isinstance(error, SyntaxError) and error.filename == str(path) else None
    trace = error.__traceback__
    while trace is not None and not isinstance(error, SyntaxError):
        line = trace.tb_lineno if trace.tb_frame.f_code.co_filename == str(path) else line
        trace = trace.tb_next
    return f" ({path.name}, line {line})" if line is not None else ""


# -- claims -----------------------------------------------------------------------------------------


def claims_text(path: Path, seconds: float) -> str:
    """The claims of a file as JSON text (in this process: call it in one of its own)."""
    found, trouble = placed(path, seconds, lambda: json.dumps(list(_claims(path))))
    if found is not None and len(found) > LONGEST:
        found, trouble = None, f"states more than {LONGEST} characters of claims"
    return json.dumps({"claims": json.loads(found) if found else [], "trouble": trouble})


def _claims(path: Path) -> Iterator[dict[str, Any]]:
    if os.path.getsize(path) > LARGEST:
        raise InputError(f"is longer than {LARGEST} bytes; {FORM}")
    lines = _lines(path)
    space = run_file(path, "symflow_claim")
    proofs = space.get("proofs", {})
    if not isinstance(proofs, Mapping):
        raise InputError(f"proofs is a {_kind(proofs)}; give a dictionary from ids to functions")
    stated = list(_stated(space))
    if len(stated) > MOST:
        raise InputError(f"states {len(stated)} claims; a file may state {MOST}")
    stray = [name for name in proofs if name not in {claim.id for claim in stated}]
    if stray:
        raise InputError(f"proofs names {str(stray[0])[:60]!r}, which is no claim of the file")
    for claim in stated:
        yield {**_data(claim), "line": lines.get(claim.id, 0)}


def _stated(space: dict[str, Any]) -> Iterator[Claim]:
    """The claims under the names ``claim`` and ``claims``."""
    many = space.get("claims", [])
    if callable(many) and str(getattr(many, "__module__", "")).startswith("symflow."):
        many = []  # symflow.claims itself, after "from symflow import *"
    if not isinstance(many, list | tuple):
        raise InputError(f"claims is a {_kind(many)}, not a list of claims; {FORM}")
    found = [*([space["claim"]] if "claim" in space else []), *many]
    if not found:
        near = next((name for name, value in space.items() if isinstance(value, Claim)), "")
        raise InputError(f"defines no claim{f'; {near} is one: call it claim' if near else ''}; {FORM}")
    for item in dict.fromkeys(map(id, found)):
        claim = next(c for c in found if id(c) == item)
        if not isinstance(claim, Claim):
            raise InputError(f"claim is a {_kind(claim)}, not a claim; {FORM}")
        yield claim


def _data(claim: Claim) -> dict[str, Any]:
    """A claim as JSON data."""
    twin = claim.twin
    return {
        "id": claim.id,
        "prose": [
            claim.chapter,
            claim.title,
            claim.source,
            claim.domain.let,
            claim.reproduce,
            claim.expected,
        ],
        "domain": to_json(claim.domain_data),
        "parts": to_json(tuple(claim.parts)),
        "names": [list(claim.uses), list(claim.cites), list(claim.choice)],
        "twin": None if twin is None else [twin.part, to_json(twin.statement), to_json(twin.witness)],
    }


def _lines(path: Path) -> dict[str, int]:
    """The first line of the file on which each text stands: where a claim is named."""
    out: dict[str, int] = {}
    for node in ast.walk(compile(path.read_bytes(), str(path), "exec", ast.PyCF_ONLY_AST)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            out[node.value] = min(node.lineno, out.get(node.value, node.lineno))
    return out


def _kind(value: object) -> str:
    return type(value).__name__[:60]
