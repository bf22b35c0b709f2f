"""How the tests run: the hypothesis profiles, and the rule that a skipped test proves nothing.

HYPOTHESIS_PROFILE chooses a profile: `quick` (the default: 50 examples, the same ones every time) or `deep`.
With SYMFLOW_FAIL_ON_SKIP=1 one skipped test fails the session. What Coq compiles is kept in build/cache, unless
XDG_CACHE_HOME says where.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("XDG_CACHE_HOME", str(Path(__file__).resolve().parents[1] / "build" / "cache"))

settings.register_profile("quick", max_examples=50, deadline=None, derandomize=True)
settings.register_profile(
    "deep", max_examples=2000, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

# The planted layer violations and the typed consumer need the tools of `make check`, pictures need matplotlib, the
# network torch, mutants cosmic-ray: without them these files are not part of the suite.
_NEEDS = {
    "cli/test_plot_files.py": "matplotlib",
    "cli/test_sweep.py": "distributed",
    "docs/test_notebooks.py": "ipykernel",
    "experiment/test_network.py": "torch",
    "gates/test_layers.py": "importlinter",
    "packaging/test_typed.py": "mypy",
    "render/test_experiment_plot.py": "matplotlib",
    "render/plots/test_drawing.py": "matplotlib",
    "render/report/test_browser.py": "selenium",
    "render/test_flow_plot.py": "matplotlib",
    "testing/sweep/test_cluster.py": "distributed",
    "tools/test_gallery_drawing.py": "matplotlib",
    "tools/test_mutation.py": "cosmic_ray",
}
collect_ignore = [file for file, package in _NEEDS.items() if find_spec(package) is None]


def _skips_that_fail(config: pytest.Config) -> list[str]:
    """Node ids of the tests and files that were skipped, where a skip counts as a failure."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("SYMFLOW_FAIL_ON_SKIP") != "1" or reporter is None:
        return []
    return [report.nodeid for report in reporter.stats.get("skipped", [])]


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Turn a session that would pass into a failed one if anything was skipped."""
    if exitstatus == pytest.ExitCode.OK and _skips_that_fail(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say why such a session failed."""
    skips = _skips_that_fail(config)
    if skips:
        terminalreporter.write_line(
            f"SYMFLOW_FAIL_ON_SKIP=1: {len(skips)} skipped, which counts as failed", red=True
        )
