"""What stops the tour."""

from __future__ import annotations


class Trouble(Exception):
    """A wheel that is not what it should be; the message is one line, with the command and what it said."""


class Lacking(Exception):
    """A part of this machine that the tour needs is not here; nothing is said about the wheel."""
