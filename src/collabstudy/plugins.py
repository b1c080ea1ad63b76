"""Parts that are found by their file name: one file in one folder is one importer, figure or method."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


@cache
def names(package: str) -> tuple[str, ...]:
    """Names of the parts in a package, sorted; files that start with `_` are helpers, not parts.

    >>> "codebook" in names("collabstudy.model")
    True
    """
    return tuple(
        sorted(module.name for module in iter_modules(import_module(package).__path__) if module.name[0] != "_")
    )


def part(package: str, name: str) -> ModuleType:
    """The part with this name.

    Raises:
        LookupError: there is no such part; the message lists those there are.

    >>> part("collabstudy.model", "span").__name__
    'collabstudy.model.span'
    """
    if name not in names(package):
        raise LookupError(f"{name} is none of {', '.join(names(package))}")
    return import_module(f"{package}.{name}")


def parts(package: str) -> dict[str, ModuleType]:
    """All parts of a package by name."""
    return {name: part(package, name) for name in names(package)}
