"""The small study and what is made of it, for every test of the briefing."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from collabstudy.briefing.blocks import Briefing
from collabstudy.briefing.compose import compose
from collabstudy.briefing.material import Material
from collabstudy.briefing.settings import choices
from collabstudy.compare.crosstab import crosstab
from collabstudy.io.briefing import read_briefing
from collabstudy.model.study import Study

MANIFEST = {
    "inputs": {
        "study.toml": "11aa",
        "corpus/interviews/D1.txt": "22bb",
        "corpus/interviews/D5.txt": "withdrawn",
        "codings/mira/D1.jsonl": "33cc",
        "codings/mira/D5.jsonl": "withdrawn",
        "notebooks/10.ipynb": "44dd",
    },
    "versions": {"pandas": "3.1.1"},
}


def load_small() -> ModuleType:
    """The module beside this file."""
    if "small" not in sys.modules:
        spec = importlib.util.spec_from_file_location("small", Path(__file__).with_name("small.py"))
        assert spec is not None
        assert spec.loader is not None
        sys.modules["small"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["small"])
    return sys.modules["small"]


@pytest.fixture(scope="session")
def small() -> ModuleType:
    """The parts of the small study."""
    return load_small()


@pytest.fixture
def make(small: ModuleType, tmp_path: Path) -> Callable[..., Study]:
    """Put the small study together, in a folder of this test's own."""
    return lambda **changes: small.study(tmp_path, **changes)


@pytest.fixture
def composed(make: Callable[..., Study]) -> Callable[..., Briefing]:
    """The briefing of the small study."""

    def compose_it(**changes: Any) -> Briefing:
        study = make(**changes)
        return compose(study, crosstab=crosstab(study, unit="turn"), figures={}, manifest=MANIFEST)

    return compose_it


@pytest.fixture
def material(make: Callable[..., Study]) -> Callable[..., Material]:
    """What the parts of the small study's briefing are made from."""

    def gather(**changes: Any) -> Material:
        study = make(**changes)
        written = read_briefing(study.folder)
        return Material(study, crosstab(study, unit="turn"), written, choices(written), {}, MANIFEST)

    return gather
