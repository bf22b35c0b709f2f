"""Reading a file of a broken case: every line of it is checked before anything is computed.

Statement.  A file is accepted only if it is what `failure.store` writes: known schema and law, exactly its keys,
numbers as strings of exact rationals of bounded size, inputs of the sizes and kinds that the law declares, and
a digest that fits. Whatever else it is, one line says so. A file names no code and none is loaded for it.
"""

from __future__ import annotations

import json
import os
import re
import stat
from fractions import Fraction
from typing import Any, NoReturn

from symflow.errors import InputError
from symflow.testing.failure import SCHEMA, Record, digest
from symflow.testing.implementation import DTYPES
from symflow.testing.law import Case, Input, Law, Value
from symflow.testing.laws import LAWS
from symflow.testing.strategies import FAMILIES, LARGEST_K

LARGEST_FILE = 1_000_000
LARGEST_SIZE = 256
LONGEST_NUMBER = 200
NUMBER = re.compile(r"-?\d+(?:/[1-9]\d*)?", re.ASCII)
TEXTS = ("version", "law", "scheme", "dtype", "tolerance", "residual", "reason", "digest")
KEYS = {"schema", "K", "inputs", "seed", "volatile", *TEXTS}


class _Bad(Exception):
    """What is wrong with a file."""


def read(path: str) -> Record:
    """The record in a file; anything else is refused in one line."""
    try:
        return _record(_parsed(_text(path)))
    except _Bad as trouble:
        raise InputError.about("FILE", path, f"{trouble}; give a file that symflow.testing wrote") from None


def _text(path: str) -> str:
    try:
        found = os.stat(path)
        if not stat.S_ISREG(found.st_mode):
            raise _Bad("it is not a regular file")
        if found.st_size > LARGEST_FILE:
            raise _Bad(f"it has {found.st_size} bytes, more than {LARGEST_FILE}")
        with open(path, "rb") as file:
            return file.read(LARGEST_FILE + 1).decode("utf-8")
    except UnicodeDecodeError:
        raise _Bad("it is not UTF-8 text") from None
    except (OSError, ValueError) as error:
        raise _Bad(getattr(error, "strerror", None) or str(error)) from None


def _parsed(text: str) -> dict[str, Any]:
    try:
        content = json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=_no_float,
            parse_constant=_no_float,
            parse_int=_whole,
        )
    except RecursionError:
        raise _Bad("it is nested too deeply") from None
    except json.JSONDecodeError as error:
        raise _Bad(f"it is not JSON (line {error.lineno}: {error.msg})") from None
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise _Bad(f"its schema is not {SCHEMA}")
    return content


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Bad("it has the same key twice")
    return found


def _no_float(text: str) -> NoReturn:
    raise _Bad(f"it holds the float {text[:20]}; exact numbers are strings")


def _whole(text: str) -> int:
    if len(text) > 20:
        raise _Bad("it holds a number that is too long")
    return int(text)


def _record(content: dict[str, Any]) -> Record:
    if set(content) != KEYS:
        odd = min(set(content) ^ KEYS)
        raise _Bad(f"the key {odd[:40]!r} is {'unknown' if odd in content else 'missing'}")
    for key in TEXTS:
        if not isinstance(content[key], str):
            raise _Bad(f"{key} is not a string")
    if not isinstance(content["volatile"], dict):
        raise _Bad("volatile is not an object")
    law = LAWS.get(content["law"])
    if law is None:
        raise _Bad(f"no law is called {content['law'][:40]!r}")
    if content["dtype"] not in DTYPES:
        raise _Bad(f"dtype is neither of {', '.join(DTYPES)}")
    seed = content["seed"]
    if type(seed) is not int or not 0 <= seed < 2**63:
        raise _Bad("seed is not a whole number from 0 to 2^63 - 1")
    case = _case(law, content["scheme"], content["K"], content["inputs"])
    tolerance, residual = (_measured(key, content[key]) for key in ("tolerance", "residual"))
    if not 0 < tolerance < 1:
        raise _Bad("its tolerance is not between 0 and 1")
    rest = {key: value for key, value in content.items() if key not in ("digest", "volatile")}
    if digest(rest) != content["digest"]:
        raise _Bad("it was edited: its digest does not fit")
    return Record(law.name, case, content["dtype"], tolerance, residual, content["reason"], seed)


def _measured(key: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise _Bad(f"{key} is not a number") from None
    if not value >= 0:
        raise _Bad(f"{key} is not a number >= 0")
    return value


def _case(law: Law, family: str, K: object, inputs: object) -> Case:
    if family not in FAMILIES:
        raise _Bad(f"scheme is neither of {', '.join(FAMILIES)}")
    if type(K) is not int or not 2 <= K <= LARGEST_K:
        raise _Bad(f"K is not a whole number from 2 to {LARGEST_K}")
    if family == "walsh" and K & (K - 1):
        raise _Bad(f"K = {K} is not a power of two, which walsh needs")
    wanted = [declared.name for declared in law.inputs]
    if not isinstance(inputs, dict) or set(inputs) != set(wanted):
        raise _Bad(f"its inputs are not {', '.join(wanted)}, as {law.name} needs")
    sizes = {"K": K}
    values = [(declared.name, _value(declared, inputs[declared.name], sizes)) for declared in law.inputs]
    case = Case(family, K, tuple(values))
    for declared, (name, value) in zip(law.inputs, values, strict=True):
        for what, rule in declared.rules:
            if not rule(value, case.scheme):
                raise _Bad(f"its input {name} is not {what}")
    return case


def _value(declared: Input, given: object, sizes: dict[str, int], depth: int = 0) -> Value:
    """A number, vector or matrix of the declared dimensions; sizes are fixed by their first use."""
    if depth == len(declared.dims):
        return _number(declared, given)
    if not isinstance(given, list) or not 1 <= len(given) <= LARGEST_SIZE:
        raise _Bad(f"its input {declared.name} is not of the shape ({', '.join(declared.dims)})")
    size = sizes.setdefault(declared.dims[depth], len(given))
    if len(given) != size:
        raise _Bad(
            f"its input {declared.name} has {len(given)} entries where {declared.dims[depth]} = {size}"
        )
    return tuple(_value(declared, part, sizes, depth + 1) for part in given)


def _number(declared: Input, given: object) -> int | Fraction:
    if not isinstance(given, str) or len(given) > LONGEST_NUMBER or not NUMBER.fullmatch(given):
        raise _Bad(f"its input {declared.name} has an entry that is not an exact number such as '1/3'")
    value = Fraction(given)
    if declared.whole and value.denominator != 1:
        raise _Bad(f"its input {declared.name} has an entry that is not whole")
    return int(value) if declared.whole else value
