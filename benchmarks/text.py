"""Times, errors and reasons as they are printed, in the terminal and on the page."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from benchmarks.outcome import EXTRAPOLATED, MEASURED, Entry

UNITS = ((1e-6, 1e6, "µs"), (1e-3, 1e3, "ms"), (1.0, 1.0, "s"))


def length(seconds: float | None) -> str:
    """A time with two or three digits and its unit."""
    if seconds is None:
        return "-"
    scale, unit = next(((s, u) for least, s, u in reversed(UNITS) if seconds >= least), (1e6, "µs"))
    return f"{power(seconds) if seconds >= 1e4 else figures(seconds * scale)} {unit}"


def figures(value: float) -> str:
    """Three significant digits, or all before the point."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def power(value: float) -> str:
    """A large number: 4.1e7, not 4.1e+07."""
    mantissa, _, exponent = f"{value:.1e}".partition("e")
    return f"{mantissa}e{int(exponent)}"


def count(value: float) -> str:
    """A number of steps, or of times faster."""
    if value >= 1e5:
        return power(value)
    return f"{value:,.0f}" if value >= 100 else f"{value:.2g}"


def cell(entry: Entry | None) -> str:
    """A competitor on a problem: time and error; compilation after a plus; how it was extrapolated; or why not."""
    if entry is None:
        return "-"
    if entry.status == MEASURED:
        compiled = f" + {length(entry.compiled)}" if entry.compiled is not None else ""
        return f"{length(entry.seconds)}{compiled}, error {error(entry.error)}"
    if entry.status == EXTRAPOLATED:
        return f"≥ {length(entry.seconds)} ({steps(entry)} measured)"
    return entry.reason


def steps(entry: Entry) -> str:
    """How much of an extrapolated run was measured."""
    return f"{entry.measured or 0:.2g} of ≥ {count(entry.needed or 0)} steps"


def error(text: str) -> str:
    """A relative error to one digit; its exponent may be beyond floats."""
    try:
        return f"{Decimal(text):.0e}".replace("e-0", "e-").replace("e+0", "e")
    except InvalidOperation:
        return text
