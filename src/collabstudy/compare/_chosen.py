"""Choices looked at before anything is counted: they come from study.toml, and may be anything."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from collabstudy.errors import SettingsError
from collabstudy.model.study import Study


def one_of(what: str, value: Any, known: Sequence[str]) -> None:
    """Raise SettingsError unless the value is one of these."""
    if not isinstance(value, str) or value not in known:
        raise SettingsError(f"no {what} `{value}`", hint=f"one of {', '.join(known)}")


def whole(what: str, value: Any, *, least: int, most: int | None = None) -> None:
    """Raise SettingsError unless the value is a whole number in these limits."""
    if isinstance(value, bool) or not isinstance(value, int) or value < least or (most is not None and value > most):
        limits = f"from {least}" + (f" to {most:,}" if most is not None else "")
        raise SettingsError(f"{what} = {value!r} is no whole number {limits}", hint=f"for example {what} = {least}")


def names(what: str, value: Any) -> tuple[str, ...]:
    """One name or several, each once. Raises SettingsError where they are none.

    >>> names("codes", "trust"), names("codes", ["trust", "money", "trust"])
    (('trust',), ('trust', 'money'))
    """
    listed = (value,) if isinstance(value, str) else value
    if not isinstance(listed, Collection) or isinstance(listed, Mapping | bytes) or not all(map(_is_name, listed)):
        raise SettingsError(f"{what} = {value!r} is no list of names", hint=f'for example {what} = ["one", "another"]')
    if not listed:
        raise SettingsError(f"{what} is an empty list", hint=f"name some, or leave `{what}` out")
    return tuple(dict.fromkeys(listed))


def one_name(what: str, value: Any) -> str:
    """A name. Raises SettingsError where it is none."""
    if not _is_name(value):
        raise SettingsError(f"{what} = {value!r} is no name", hint=f'for example {what} = "trust"')
    return str(value)


def a_table(what: str, value: Any, example: str) -> Mapping[str, Any]:
    """What study.toml writes between braces, empty where nothing was given. Raises SettingsError for anything else."""
    if value is not None and not isinstance(value, Mapping):
        raise SettingsError(f"{what} = {value!r} is no table", hint=f"for example {what} = {example}")
    return value or {}


def seed_of(study: Study, value: Any) -> int:
    """Where drawing at random begins; study.toml's where not given. Raises SettingsError for what is no seed."""
    if value is None:
        return study.settings.seed
    whole("seed", value, least=0)
    return int(value)


def is_number(value: Any) -> bool:
    """Tell whether this is a finite number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < float("inf")


def is_attribute(study: Study, value: Any) -> None:
    """Raise SettingsError unless the value is an attribute of cases.csv."""
    known = dict.fromkeys(name for case in study.cases for name in case.attributes)
    if not isinstance(value, str) or value not in known:
        raise SettingsError(f"no attribute `{value}`", hint=f"one of {', '.join(known)}", file="corpus/cases.csv")


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(value)
