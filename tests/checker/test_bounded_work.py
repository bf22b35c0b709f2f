"""Small certificates that ask for enormous work: it ends within the budget, or is not done at all, and proves nothing.

The budget is lowered, so that the tests are quick: without a limit at the place in question each of these certificates
would be accepted, after a little more work than is allowed here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import permutations
from math import factorial
from pathlib import Path

import pytest
from forging import judged, made, point, refuted
from toy_trees import certificate, domain, formula, identity, number, sign, space, use

from symflow import checker
from symflow.checker import names
from symflow.checker.certificate import canonical
from symflow.checker.domain import Domain
from symflow.checker.limits import Budget

OVER = "rewriting steps"
