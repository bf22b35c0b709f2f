"""Ctrl-C within a block: once, and not while it is ignored; then everything is as before."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from symflow.cli.interrupts import Interrupts


def press() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_the_first_interrupt_is_raised_and_no_other() -> None:
    """The second one falls into the writing of what was done."""
    before = signal.getsignal(signal.SIGINT)
    with Interrupts():
        with pytest.raises(KeyboardInterrupt):
            press()
        press()
    assert signal.getsignal(signal.SIGINT) is before


def test_none_is_raised_while_they_are_ignored() -> None:
    """And the handler from before is back afterwards, whatever ends the block."""
    before = signal.getsignal(signal.SIGINT)
    with Interrupts() as interrupts:
        interrupts.ignore()
        press()
    assert signal.getsignal(signal.SIGINT) is before


def test_outside_of_the_main_thread_nothing_is_changed() -> None:
    """Signals are not handled there."""
    before, seen = signal.getsignal(signal.SIGINT), []

    def work() -> None:
        with Interrupts():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [before]
