"""Interview studies in plain files: read, code, compare, and rebuild the briefing."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collabstudy import agreement, compare, figures, tables, tagging, topics
    from collabstudy.errors import StudyError
    from collabstudy.io.sources import read_source
    from collabstudy.model.study import Study
    from collabstudy.run import coding as coding
    from collabstudy.run import findings, summaries
    from collabstudy.run.check import check
    from collabstudy.run.findings import finding
    from collabstudy.run.finished import quotes_in
    from collabstudy.run.opening import read_study
    from collabstudy.run.quotes import quotes
    from collabstudy.widget.coder import coder
    from collabstudy.widget.framework import framework

__version__ = "0.1.0"
__all__ = [
    "Study",
    "StudyError",
    "agreement",
    "check",
    "coder",
    "coding",
    "compare",
    "figures",
    "finding",
    "findings",
    "framework",
    "quotes",
    "quotes_in",
    "read_source",
    "read_study",
    "summaries",
    "tables",
    "tagging",
    "topics",
]

_MODULES = {"findings": "collabstudy.run.findings", "summaries": "collabstudy.run.summaries"}
_FROM = {
    "Study": "collabstudy.model.study",
    "StudyError": "collabstudy.errors",
    "check": "collabstudy.run.check",
    "coder": "collabstudy.widget.coder",
    "finding": "collabstudy.run.findings",
    "framework": "collabstudy.widget.framework",
    "quotes": "collabstudy.run.quotes",
    "quotes_in": "collabstudy.run.finished",
    "read_source": "collabstudy.io.sources",
    "read_study": "collabstudy.run.opening",
}


def __getattr__(name: str) -> Any:
    """Import on first use, so that `import collabstudy` loads nothing heavy."""
    if name in _FROM:
        return getattr(import_module(_FROM[name]), name)
    if name in __all__:
        return import_module(_MODULES.get(name, f"collabstudy.{name}"))
    raise AttributeError(f"module 'collabstudy' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


class _Package(ModuleType):
    """This package. In it `coding` is what people do with codings, not the folder of that name, which serves it."""

    @property
    def coding(self) -> ModuleType:
        return import_module("collabstudy.run.coding")

    @coding.setter
    def coding(self, folder: ModuleType) -> None:
        """Where Python hands in the folder collabstudy/coding/ as it is loaded; it is found without."""


sys.modules[__name__].__class__ = _Package
