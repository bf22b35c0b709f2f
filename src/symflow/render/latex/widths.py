r"""About how wide things are, in em of the text font: enough to choose where a formula breaks.

The numbers are those of Computer Modern, rounded up. Nothing but the look of a page depends on them.
"""

from __future__ import annotations

_CLASSES = {
    "ilt": 0.36,
    "bcejopqrs": 0.5,
    "adgvyzI": 0.53,
    "fhknux": 0.6,
    "wJLST": 0.74,
    "ABCEFGOPQRUVYZ": 0.82,
    "mDHKNX": 0.92,
    "MW": 1.08,
}
_LETTERS = {letter: width for letters, width in _CLASSES.items() for letter in letters}
MEASURE = 32.0
GREEK_LETTER = 0.63
DIGIT = 0.5
BRACKET = 0.39
BIG_BRACKET = 0.6
BINARY = 1.23
RELATION = 1.34
ARROW = 2.6
COMMA = 0.45
QUAD = 1.0
SCRIPT = 0.71
SUM_SIGN = 1.45
SIDE_GAP = 0.17
OPERATOR_GAP = 0.35
TEXT_LETTER = 0.47
RULE_GAP = 0.26
ROOT = 0.85


def symbol_width(name: str) -> float:
    """The width of a letter, a digit, or a Greek letter given by name."""
    return _LETTERS.get(name, DIGIT if name.isdigit() else GREEK_LETTER)


def index_width(text: str) -> float:
    """The width of an index as printed in a subscript: letters, digits, signs, primes, Greek letters by name."""
    total, rest = 0.0, text
    while rest:
        if rest.startswith("\\"):
            name = rest[1:].split("\\")[0].split(" ")[0].rstrip("'{}-+,0123456789")
            rest = rest[1 + len(name) :].lstrip()
            total += GREEK_LETTER
            continue
        total += {"-": 0.8, "+": 0.8, "'": 0.3, ",": 0.3, " ": 0.0}.get(rest[0], symbol_width(rest[0]))
        rest = rest[1:]
    return total * SCRIPT


def text_width(text: str) -> float:
    """The width of words in the text font."""
    return TEXT_LETTER * len(text)
