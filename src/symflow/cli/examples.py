"""Examples for ``--help``: of every command, two to four lines that can be typed as they stand.

The tests type them, in the order of the table and in an empty folder; where an example ends with another exit code
than 0, or needs a part that may be missing, the table says so and so does the help. A new command needs its lines
here and nothing else: ``helpful`` puts them below its options.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

WIDEST = 76
_TAG = re.compile(r"(?<!\\)\[(?=[a-z#/@])")


@dataclass(frozen=True, slots=True)
class Example:
    """A line for the shell, what it is for, its exit code, and the package or program that it needs."""

    line: str
    why: str
    code: int = 0
    needs: str = ""


EXAMPLES: dict[str, tuple[Example, ...]] = {
    "list": (
        Example("symflow list", "every claim"),
        Example("symflow list --chapter hadamard --json claims.json", "one chapter, as data too"),
    ),
    "verify": (
        Example("symflow verify chebyshev", "one claim"),
        Example('symflow verify "exp-*" "log-*" --json report.json', "some, with a report"),
        Example("symflow verify chebyshev --certificates certificates", "for symflow check"),
        Example("symflow verify ulpm-lemma-3-3-limit --quiet", "open, as expected: nothing is said"),
    ),
    "explain": (
        Example("symflow explain chebyshev", "the steps, as they were checked"),
        Example("symflow explain max-min-ratio-16", "a false claim: where it fails"),
        Example("symflow explain ulpm-lemma-3-3-limit", "an open one: what is missing"),
    ),
    "flow": (
        Example('symflow flow --modes "1/10,1/5,3/10" --t-end 1e6', "to a late time"),
        Example("symflow flow --K 6 --init 1/10 --seed 1 --t-end 3 --csv flow.csv", "a random start"),
        Example('symflow flow --modes "1,2,3" --t-end 1 --samples 3 --rigorous', "with error bounds"),
    ),
    "lyapunov": (
        Example('symflow lyapunov "log(mean(s)) - mean(log(s))" --K 4', "V itself"),
        Example('symflow lyapunov "max(s) - min(s)" --K 4', "refuted, with a witness (exit code 1)", 1),
        Example('symflow lyapunov "log(max(s)/min(s))" --K 4 --json answer.json', "as data too"),
    ),
    "certify": (
        Example("""echo '{"W": [[1,-1],[-1,1]], "H": [[1,-1],[-1,1]]}' > point.json""", "a point"),
        Example("symflow certify point.json", "its class"),
        Example("symflow certify point.json --digits 30 --json certificate.json", "as data too"),
    ),
    "experiment": (
        Example("symflow experiment fig2 --seeds 1 --scales 1 --steps 1000", "Fig. 2, in short"),
        Example("symflow experiment late --seeds 1 --scales 1 --log-t 50", "the gradient flow"),
    ),
    "experiment fig2": (
        Example("symflow experiment fig2 --seeds 1 --scales 1 --steps 1000", "in short"),
        Example("symflow experiment fig2 --seeds 2 --steps 500 --state run", "can be interrupted ..."),
        Example("symflow experiment fig2 --seeds 2 --steps 500 --state run --json f.json", "... goes on"),
    ),
    "experiment late": (
        Example("symflow experiment late --seeds 1 --scales 1 --log-t 50", "until log t = 50"),
        Example("symflow experiment late --seeds 1 --scales 1 --log-t 50 --json late.json", "as data"),
    ),
    "experiment train": (
        Example("symflow experiment train --small --epochs 1", "one epoch of the small network", 0, "torch"),
        Example("symflow experiment train --small --state run --json t.json", "resumable", 0, "torch"),
    ),
    "report": (
        Example("symflow report chebyshev -o chebyshev.html", "one claim, and what it rests on"),
        Example('symflow report "exp-*" "log-*" -o calculus.html', "some"),
    ),
    "plot": (
        Example("symflow plot --list", "the pictures"),
        Example("symflow plot bound -o bound.svg", "one, with its data in bound.csv", 0, "matplotlib"),
        Example("symflow plot modes late --K 4 --seed 1 --folder pictures", "two", 0, "matplotlib"),
    ),
    "sweep": (
        Example("symflow sweep -o run.sqlite --K 4,8 --seeds 0:5", "V and the loss", 0, "distributed"),
        Example(
            "symflow sweep -o run.sqlite --K 4,8 --seeds 0:5 --json run.json", "goes on", 0, "distributed"
        ),
        Example(
            "symflow sweep -o deep.sqlite --laws V-falls --K 4 --flow depth:3",
            "a law is broken (exit code 1)",
            1,
            "distributed",
        ),
    ),
    "latex": (
        Example("symflow latex chebyshev lyapunov-identity -o appendix.tex", r"for \input"),
        Example("symflow latex chebyshev --standalone -o page.tex", "a document of its own"),
        Example("symflow latex --check appendix.tex", "does it still say what is verified?"),
        Example("symflow latex chebyshev --pdf -o paper.tex", "typeset, as paper.pdf", 0, "pdflatex"),
    ),
    "diff": (
        Example("symflow verify chebyshev --json old.json", "a report"),
        Example("symflow verify chebyshev exp-tangent --json new.json", "another"),
        Example("symflow diff old.json new.json", "one claim is new (exit code 1)", 1),
        Example("symflow diff old.json old.json --quiet", "nothing changed"),
    ),
    "check": (
        Example("symflow verify chebyshev --certificates certificates", "makes some"),
        Example("symflow check certificates", "accepted or rejected, without the provers"),
        Example("symflow check certificates --statements", "and what each states"),
    ),
    "doctor": (
        Example("symflow doctor", "what is here, and what is missing"),
        Example("symflow doctor > doctor.txt", "to go with a question"),
    ),
    "replay": (
        Example("symflow replay .symflow/failures/*.json", "symflow's own: the law holds"),
        Example("symflow replay .symflow/failures/*.json --timeout 30", "with more time or less"),
    ),
    "completion": (
        Example("source <(symflow completion bash)", "for this shell; put it into ~/.bashrc to stay"),
        Example("symflow completion zsh > _symflow", "move it into a folder of $fpath"),
        Example("symflow completion fish > symflow.fish", "move it into ~/.config/fish/completions"),
    ),
}


def epilog(name: str) -> str:
    """The examples of a command, as its help shows them."""
    lines = ["Examples", ""]
    for example in EXAMPLES.get(name, ()):
        need = f" (needs {example.needs})" if example.needs else ""
        lines += [f"  $ {example.line}", f"      {example.why}{need}"]
    return "\n".join(lines) if len(lines) > 2 else ""


def helpful(command: Any, name: str) -> Any:
    """The command with its examples in its help, in which what is written in [brackets] stays."""
    if not command.epilog:
        command.epilog = epilog(name) or None
    command.epilog = _kept(command.epilog)
    command.help = _kept(command.help)
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = _kept(parameter.help)
    return command


def _kept(text: str | None) -> str | None:
    """A text whose brackets are shown: the pages of help would take [words] for styles, and drop them."""
    return None if text is None else _TAG.sub(r"\\[", text)
