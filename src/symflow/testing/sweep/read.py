"""The axes of a grid as text: each is read whole, or refused in one line."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeVar

from symflow.errors import InputError
from symflow.exact import exact
from symflow.flow.families import motion
from symflow.testing.sweep.grid import MOST_CASES, Plan, planned
from symflow.testing.sweep.laws import pairs, select

MOST_K, MOST_ENTRIES, LARGEST_SEED = 256, 64, 10**9
LEAST_SCALE, MOST_SCALE = Fraction(1, 10**12), Fraction(10**4)
MOST_DIGITS, LATEST = 200, Fraction(10**6)
USUAL = ("V-falls", "loss-falls")
T = TypeVar("T")


def read_K(text: str) -> tuple[int, ...]:
    """Numbers of classes."""
    values = []
    for part in _parts("--K", text):
        if not (part.isascii() and part.isdigit() and len(part) <= 4 and 2 <= int(part) <= MOST_K):
            raise InputError.about("--K", part, f"give whole numbers from 2 to {MOST_K}, such as 2,4,8")
        values.append(int(part))
    return tuple(_different("--K", text, values))


def read_scales(text: str) -> tuple[str, ...]:
    """Sizes of the modes at the start."""
    values = [exact(part, "--scale") for part in _parts("--scale", text)]
    for value in values:
        if not LEAST_SCALE <= value <= MOST_SCALE:
            raise InputError.about(
                "--scale", str(value), "give numbers from 1e-12 to 10000, such as 1e-3,1,10"
            )
    return tuple(str(value) for value in _different("--scale", text, values))


def read_seeds(text: str) -> tuple[int, int]:
    """FROM:UNTIL, or one seed."""
    first, colon, last = text.strip().partition(":")
    advice = f"give FROM:UNTIL such as 0:100 (UNTIL is not among them), or one number, up to {LARGEST_SEED}"
    if not all(
        part.isascii() and part.isdigit() and len(part) <= 10 for part in (first, last)[: 1 + bool(colon)]
    ):
        raise InputError.about("--seeds", text, advice)
    start = int(first)
    end = int(last) if colon else start + 1
    if not start < end <= LARGEST_SEED + 1:
        raise InputError.about("--seeds", text, advice)
    return start, end


def read_flows(text: str) -> tuple[str, ...]:
    """Motions of flow/families.py, each in one form."""
    found = []
    for part in _parts("--flow", text):
        try:
            moving = motion(part)
        except InputError as error:
            raise InputError(f"--{error}") from None
        found.append(moving.name if moving.value is None else f"{moving.name}:{moving.value}")
    return tuple(_different("--flow", text, found))


def read_end(text: str) -> str:
    """The time until which trajectories are enclosed."""
    value = exact(text, "--t-end")
    if not 0 < value <= LATEST:
        raise InputError.about("--t-end", text, f"give a time above 0, up to {LATEST}")
    return str(value)


def grid(
    laws: str | None, enclosing: bool, K: str, scale: str, seeds: str, flow: str, digits: int, end: str
) -> tuple[Plan, list[str]]:
    """The plan of these axes, and which laws do not speak of which flows."""
    usual = () if enclosing else USUAL
    chosen = select(usual if laws is None else _parts("--laws", laws), enclosing)
    found, left = pairs(chosen, read_flows(flow))
    if not found:
        raise InputError(f"--laws, --flow: nothing is left to try: {'; '.join(left[:4])}")
    plan = planned(tuple(found), read_K(K), read_scales(scale), read_seeds(seeds), digits, read_end(end))
    if len(plan) > MOST_CASES:
        raise InputError(f"--K, --scale, --seeds: that makes {len(plan)} cases; give at most {MOST_CASES}")
    return plan, left


def _parts(argument: str, text: str) -> list[str]:
    parts = [part.strip() for part in text.split(",")]
    if not all(parts) or len(parts) > MOST_ENTRIES:
        raise InputError.about(argument, text, f"give at most {MOST_ENTRIES} values, separated by commas")
    return parts


def _different(argument: str, text: str, values: list[T]) -> list[T]:
    if len(set(values)) < len(values):
        raise InputError.about(argument, text, "it names the same twice")
    return values
