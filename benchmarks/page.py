"""The page of the benchmarks, from the data alone."""

from __future__ import annotations

from benchmarks.findings import K, findings
from benchmarks.outcome import EXTRAPOLATED, MEASURED, Data
from benchmarks.pictures import PICTURES
from benchmarks.tables import checks, grid, growth, ray, table
from benchmarks.text import length

HEAD = """\
<!-- Written by python -m benchmarks from data.json; edits are lost. -->

# Benchmarks

The flow s_k' = 2 s_k (1 − π_k) of section 3 of [the theory](THEORY), from unequal modes to the time t, by
symflow and by others, in one run. **Time never stands without the error**: the largest relative error of a mode at
the end. `make bench` runs a small part in a few minutes, `make bench-full` measures and writes this page."""

HOW = """\
- Every solver is given the same exact start, s_k = ((7k mod 11) + 1)/16, and the same end, in one process. They take
  turns: each is run once to warm up, then in rounds, and the median counts; whoever needs more than 5 s is run once.
  Times are those of the processor, threads and child processes included.
- *symflow* is the call that a user makes, `symflow.integrate(modes, t_end=..., digits=...,
  samples=2)`: one run; *rigorous* adds `rigorous=True`, which bounds every error. It returns as many digits as were
  asked for, so that its error is about one unit in the last.
- *mpmath.odefun* is called at that many digits, with its own tolerance and degree. It makes two steps for each unit of
  t at least. Where it cannot finish within the budget, the time is extrapolated **from below**, as time per measured
  step times the steps that are needed at least, and the number of steps measured is beside it.
- *heyoka* (compact mode) gets the tolerance of two more digits than asked for in `real`, and its own in double.
  Compilation is apart, after a plus sign. *Textbook* is the equation above in t, *loss time* the polynomial form in
  which symflow works too. *SciPy* gets relative tolerances of 1e-13 (DOP853) and 1e-12 (LSODA).
- Everybody's sums over characters are fast Walsh-Hadamard transforms, or products with a matrix (SciPy).
- "over N s" means that the budget of one solution was used up, "not finite" that numbers of the format overflowed."""

RATIOS = """\
How many times longer the other one takes; below 1 it is faster than symflow. At 15 digits the others compute with the
doubles of the machine in compiled code, symflow with long integers from Python: the ratios to heyoka double are the
price of that. Against heyoka in loss time both solve the same polynomial equations, one compiled for them, the other
interpreted."""

CHECKED = """\
Errors are measured against symflow at 15 more digits than the largest number asked for; another program, with other
code and another order, confirms these."""

PICTURE_TEXT = {
    "time-by-K": "Time against K at 50 digits, t = 1000, on logarithmic axes.",
    "time-by-digits": "Time against the digits at t = 1000, for K = 4 and K = 16, on logarithmic axes.",
    "time-by-t": "Time against the decimal exponent of t at 50 digits, for K = 4 and K = 16, on logarithmic axes.",
}


def page(data: Data, theory: str, apart: str = "") -> str:
    """The page; `theory` is where the page of the theory is, and `apart` was measured in another session.

    Pictures and data lie in the folder benchmarks.
    """
    blocks = [
        HEAD.replace("THEORY", theory),
        summary(data),
        table(("machine", ""), data.machine.items()),
        "## How it is measured",
        HOW,
        f"## Ratios at K = {K}",
        RATIOS,
        findings(data),
        "## At double precision, 15 digits",
        grid(data, double=True),
        "## With any number of digits",
        grid(data, double=False),
        "## Growth",
        *(f"![{PICTURE_TEXT[p.name]}](benchmarks/{p.name}.svg)" for p in PICTURES),
        growth(data),
        "## Where the correct answers come from",
        CHECKED,
        checks(data),
        "Equal modes have a first integral, Ei(s) + (K − 1) log s = 2Kt + const; against it:",
        ray(data),
    ]
    if apart:
        blocks.append(apart)
    warm = first_calls(data)
    if warm:
        blocks.insert(5, warm)
    return "\n\n".join(blocks) + "\n"


def summary(data: Data) -> str:
    """How much there is."""
    guessed = sum(e.status == EXTRAPOLATED for e in data.entries)
    return (
        f"The profile is *{data.profile}*: {len(data.entries)} cells, {guessed} of them extrapolated; the budget of "
        f"one solution is {data.budget:g} s. Data: [data.json](benchmarks/data.json)."
    )


def first_calls(data: Data) -> str:
    """How much the first call of symflow differs from the later ones: nothing may be kept from one to the next."""
    ours = [e for e in data.entries if e.name == "ours" and e.status == MEASURED and e.runs > 1 and e.seconds]
    if not ours:
        return ""
    worst = max(ours, key=lambda e: (e.first or 0.0) / (e.seconds or 1.0))
    ratio = (worst.first or 0.0) / (worst.seconds or 1.0)
    return (
        f"- The first call of symflow took at most {ratio:.2g} times the median of the later ones "
        f"({length(worst.first)}, then {length(worst.seconds)})."
    )
