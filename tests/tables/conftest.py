"""The study counted on the fingers, as in tests/compare."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def hand() -> ModuleType:
    """The parts of the study, and `make` to put it together."""
    if "handmade" not in sys.modules:
        path = Path(__file__).parents[1] / "compare" / "handmade.py"
        spec = importlib.util.spec_from_file_location("handmade", path)
        assert spec is not None
        assert spec.loader is not None
        sys.modules["handmade"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["handmade"])
    return sys.modules["handmade"]
