"""Runs the tests against one planted error after another, in a private copy of the tree.

    python worker.py COPY

A request is a line of JSON on standard input: the module, its text with the error, the files of tests in order, the folder
of certificates, the seconds of processor time allowed. The answer is a line on standard output: what noticed the error
("" if nothing did) and the seconds. Everything costly is imported once; each mutant is tried in a fork of this process, which ends with it.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import signal
import sys
import time
from pathlib import Path
from typing import Any

MEMORY = 3 * 2**30
PATIENCE = 10  # the time allowed is processor time; so much more may pass on a machine that has other work
LIMIT = "the time limit"
ARGUMENTS = [
    "-x",
    "-q",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:faulthandler",
    "--import-mode=importlib",
    "--tb=no",
    "-o",
    "addopts=",
]
COSTLY = ("pytest", "_pytest.python", "_pytest.assertion.rewrite", "hypothesis", "mpmath", "sympy", "flint")


def tried(request: dict[str, Any], copy: Path) -> str:
    """What notices the error: the first file of tests that fails, the certificates, or "" if nothing does."""
    import pytest

    for files in request["tests"]:
        paths = [str(copy / file) for file in files]
        arguments = [*ARGUMENTS, f"--rootdir={copy}", f"--confcutdir={Path(paths[0]).parent}", *paths]
        if pytest.main(arguments) != 0:
            return files[0] if len(files) == 1 else "tests"
    if request["certificates"]:
        judge = __import__("symflow.checker.judge", fromlist=["main"])
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            code = judge.main([request["certificates"]])
        if f"{code}\n{said.getvalue()}" != request["said"] and request["said"]:
            return "certificates"
        if not request["said"]:
            (Path(request["certificates"]) / "said.txt").write_text(f"{code}\n{said.getvalue()}")
    return ""


def child(request: dict[str, Any], copy: Path, report: int) -> None:
    """The fork: quiet, with bounded memory and processor time, and never back into this file's loop."""
    os.setsid()
    seconds = max(1, round(request["seconds"]))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(quiet, stream)
    noticed = "an error on the way"
    try:
        noticed = tried(request, copy)
    finally:
        os.write(report, noticed.encode())
        os._exit(0)


def answer(request: dict[str, Any], copy: Path) -> dict[str, Any]:
    """Put the error in, fork, wait, take it out."""
    path = copy / request["module"]
    source, began = path.read_text(encoding="utf-8"), time.monotonic()
    try:
        path.write_text(request["code"], encoding="utf-8")
        noticed = forked(request, copy, began)
    finally:
        path.write_text(source, encoding="utf-8")
    return {"noticed": noticed, "seconds": round(time.monotonic() - began, 2)}


def forked(request: dict[str, Any], copy: Path, began: float) -> str:
    """What the fork reports, within the time allowed; a signal that ends what takes too long is that limit too."""
    read, write = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(read)
        child(request, copy, write)
    os.close(write)
    while time.monotonic() - began < PATIENCE * request["seconds"]:
        done, status = os.waitpid(process, os.WNOHANG)
        if done:
            with os.fdopen(read) as pipe:
                said = pipe.read()
            late = os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL)
            return said if status == 0 else LIMIT if late else "a crash"
        time.sleep(0.01)
    os.close(read)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return LIMIT


def main(copy: Path) -> None:
    """Answer requests until there are no more."""
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(copy / "src"))
    os.environ.update(PYTEST_DISABLE_PLUGIN_AUTOLOAD="1", HYPOTHESIS_NO_PLUGINS="1")
    os.environ.update(PYTHONDONTWRITEBYTECODE="1", PYTHONPATH=str(copy / "src"))
    os.chdir(copy)
    for module in COSTLY:
        __import__(module)
    with contextlib.suppress(BrokenPipeError):  # the session has ended
        print("ready", flush=True)
        for line in sys.stdin:
            print(json.dumps(answer(json.loads(line), copy)), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
