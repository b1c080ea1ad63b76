"""The study counted on the fingers, for every test of comparisons."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def load_handmade() -> ModuleType:
    """The module beside this file."""
    if "handmade" not in sys.modules:
        spec = importlib.util.spec_from_file_location("handmade", Path(__file__).with_name("handmade.py"))
        assert spec is not None
        assert spec.loader is not None
        sys.modules["handmade"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["handmade"])
    return sys.modules["handmade"]


@pytest.fixture(scope="session")
def hand() -> ModuleType:
    """The parts of the study, and `make` to put it together."""
    return load_handmade()
