"""What every test may use; the rule on skips."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

# No test is timed: how fast a machine is says nothing of whether the code is right.
settings.register_profile("kawat", deadline=None)
settings.load_profile("kawat")

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
"""Material beside the checkout that is not part of the project."""


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder ``../shared``, or skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"needs {SHARED}, which is not part of the project")
    return SHARED


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure where ``KAWAT_FORBID_SKIPS`` is set, as ``.ci/run`` does."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("KAWAT_FORBID_SKIPS"):
        report.outcome = "failed"
        report.longrepr = f"skipped where skips are forbidden: {report.longrepr}"
    return report
