"""Interview studies in plain files: read, code, compare, and rebuild the briefing."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collabstudy import compare, figures, tables, tagging, topics
    from collabstudy.errors import StudyError
    from collabstudy.io.sources import read_source
    from collabstudy.model.study import Study
    from collabstudy.run import findings
    from collabstudy.run.check import check
    from collabstudy.run.opening import read_study
    from collabstudy.run.quotes import quotes

__version__ = "0.1.0"
__all__ = [
    "Study",
    "StudyError",
    "check",
    "compare",
    "figures",
    "findings",
    "quotes",
    "read_source",
    "read_study",
    "tables",
    "tagging",
    "topics",
]

_MODULES = {"findings": "collabstudy.run.findings"}
_FROM = {
    "Study": "collabstudy.model.study",
    "StudyError": "collabstudy.errors",
    "check": "collabstudy.run.check",
    "quotes": "collabstudy.run.quotes",
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
