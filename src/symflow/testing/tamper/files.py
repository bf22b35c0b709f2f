r"""Edits of the bytes of a certificate: cut short, added to, hostile JSON; and edits that change nothing."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from random import Random
from typing import Any

from symflow.checker.certificate import LARGEST_FILE, canonical

Bytes = Callable[[bytes, dict[str, Any], Random], bytes]


def _inside(raw: bytes, rng: Random, *marks: bytes) -> int:
    """A position after one of the marks, of which there is one."""
    found = [n + 1 for n in range(len(raw)) if raw[n : n + 1] in marks]
    return rng.choice(found)


def _flipped(raw: bytes, data: dict[str, Any], rng: Random) -> bytes:
    n = rng.randrange(len(raw) - 1)
    return raw[:n] + bytes([raw[n] ^ (1 << rng.randrange(8))]) + raw[n + 1 :]


def _digit(raw: bytes, data: dict[str, Any], rng: Random) -> bytes:
    n = raw.index(b'"statement"') + rng.randrange(len(canonical(data["statement"])))
    while not raw[n : n + 1].isdigit():
        n += 1
    return raw[:n] + str((int(raw[n : n + 1]) + 1) % 10).encode() + raw[n + 1 :]


def _sown(raw: bytes, data: dict[str, Any], rng: Random) -> bytes:
    n = rng.randrange(len(raw))
    return raw[:n] + rng.randbytes(9) + raw[n:]


def _repeated(raw: bytes, data: dict[str, Any], rng: Random) -> bytes:
    key = rng.choice(sorted(data))
    again = f"{json.dumps(key)}:{json.dumps(data[key])},".encode()
    return b"{" + again + raw.lstrip()[1:]


def _nested(levels: int, opening: bytes, closing: bytes) -> Bytes:
    return lambda raw, data, rng: (
        raw.rstrip()[:-1] + b',"volatile2":' + opening * levels + b"1" + closing * levels + b"}"
    )


def _at_some_key(text: bytes) -> Bytes:
    """Put in place of the value of a key that is bound."""

    def change(raw: bytes, data: dict[str, Any], rng: Random) -> bytes:
        key = rng.choice(sorted(set(data) - {"volatile"}))
        rest: bytes = canonical({k: v for k, v in data.items() if k != key}).encode()
        return rest[:-1] + b"," + json.dumps(key).encode() + b":" + text + b"}"

    return change


HOSTILE: dict[str, Bytes] = {
    "empty": lambda raw, data, rng: b"",
    "cut short": lambda raw, data, rng: raw[: rng.randrange(1, len(raw) - 2)],
    "cut by one byte": lambda raw, data, rng: raw.rstrip()[:-1],
    "beginning left out": lambda raw, data, rng: raw[rng.randrange(1, len(raw)) :],
    "a byte left out": lambda raw, data, rng: (lambda n: raw[:n] + raw[n + 1 :])(rng.randrange(len(raw) - 2)),
    "a bit flipped": _flipped,
    "a digit of the statement": _digit,
    "a key twice": _repeated,
    "text after it": lambda raw, data, rng: raw + b"PROVED",
    "twice": lambda raw, data, rng: raw + raw,
    "a null after it": lambda raw, data, rng: raw + b"\0",
    "a comment": lambda raw, data, rng: b"// honest\n" + raw,
    "a comma at the end": lambda raw, data, rng: raw.rstrip()[:-1] + b",}",
    "single quotes": lambda raw, data, rng: raw.replace(b'"', b"'"),
    "random bytes": lambda raw, data, rng: rng.randbytes(rng.randrange(1, 5000)),
    "random bytes inside": _sown,
    "compressed": lambda raw, data, rng: gzip.compress(raw),
    "a list around it": lambda raw, data, rng: b"[" + raw + b"]",
    "only null": lambda raw, data, rng: b"null",
    "only a text": lambda raw, data, rng: json.dumps(raw.decode()).encode(),
    "only a number": lambda raw, data, rng: b"1" * 4000,
    "a number of 100000 digits": _at_some_key(b"1" * 100_000),
    "a float": _at_some_key(b"1.5"),
    "a float of 10^400": _at_some_key(b"1e400"),
    "NaN": _at_some_key(b"NaN"),
    "Infinity": _at_some_key(b"-Infinity"),
    "a lone surrogate": _at_some_key(b'"\\ud800"'),
    "invalid UTF-8": _at_some_key(b'"\xff\xfe"'),
    "an overlong null": _at_some_key(b'"\xc0\x80"'),
    "lists 300 deep": _nested(300, b"[", b"]"),
    "lists 10^5 deep": _nested(100_000, b"[", b"]"),
    "objects 10^5 deep": _nested(100_000, b'{"a":', b"}"),
    "never closed 10^6": lambda raw, data, rng: b"[" * 1_000_000,
    "too large": lambda raw, data, rng: raw + b" " * LARGEST_FILE,
    "a list of 10^6 zeros": _at_some_key(b"[" + b"0," * 1_000_000 + b"0]"),
    "null bytes": lambda raw, data, rng: b"\0" * 1000,
}  # fmt: skip


def _shuffled(value: Any, rng: Random) -> Any:
    """The same data with the keys of every object in another order."""
    if isinstance(value, dict):
        keys = sorted(value)
        rng.shuffle(keys)
        return {key: _shuffled(value[key], rng) for key in keys}
    return [_shuffled(item, rng) for item in value] if isinstance(value, list) else value


def _volatile(change: Callable[[dict[str, Any]], Any]) -> Bytes:
    return lambda raw, data, rng: canonical({**data, "volatile": change(data["volatile"])}).encode()


HARMLESS: dict[str, Bytes] = {
    "order of keys": lambda raw, data, rng: json.dumps(_shuffled(data, rng)).encode(),
    "indented": lambda raw, data, rng: json.dumps(data, indent=rng.randrange(1, 5)).encode(),
    "keys in the other order": lambda raw, data, rng: json.dumps(dict(sorted(data.items(), reverse=True))).encode(),
    "white space around it": lambda raw, data, rng: b" \n\t" + raw + b"\r\n  ",
    "tabs": lambda raw, data, rng: json.dumps(data, indent="\t").encode(),
    "spaces after signs": lambda raw, data, rng: json.dumps(data, separators=(" , ", " : ")).encode(),
    "lines of Windows": lambda raw, data, rng: json.dumps(data, indent=1).replace("\n", "\r\n").encode(),
    "letters written as codes": lambda raw, data, rng: raw.replace(b'"id"', b'"\\u0069d"'),
    "another title": _volatile(lambda v: {**v, "title": "Another title"}),
    "nothing volatile": _volatile(lambda v: {}),
    "volatile null": _volatile(lambda v: None),
    "volatile evidence added": _volatile(lambda v: {**v, "reported": ["exact x universal: I say so"]}),
}  # fmt: skip
