"""Processor time: of this process with all its threads, and of the processes that it started and has waited for."""

from __future__ import annotations

import gc
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

Result = TypeVar("Result")


def cpu() -> float:
    """Seconds of the processor so far."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """A result, and the seconds that it took."""
    gc.collect()
    began = cpu()
    result = work()
    return result, cpu() - began


@dataclass(frozen=True, slots=True)
class Budget:
    """So many seconds from now on."""

    seconds: float
    began: float = field(default_factory=cpu)

    @property
    def used(self) -> float:
        """The seconds since the beginning."""
        return cpu() - self.began

    @property
    def over(self) -> bool:
        """Whether they are used up."""
        return self.used > self.seconds
