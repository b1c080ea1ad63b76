"""What study.toml says about topics."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

from collabstudy.errors import SettingsError
from collabstudy.model.cache import Cache
from collabstudy.model.document import DOCUMENT_KINDS, DocumentKind
from collabstudy.model.study import Study
from collabstudy.topics.embed import Progress
from collabstudy.topics.fit import MIN_PASSAGES, ROUNDS, fit
from collabstudy.topics.methods import method_names
from collabstudy.topics.passages import UNITS, Unit
from collabstudy.topics.topics import Topics

_FILE = "study.toml"


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of `fit`, as the table `[topics]` of study.toml makes them."""

    method: str
    unit: Unit
    seed: int
    n: int | None = None
    min_words: int = 5
    kinds: tuple[DocumentKind, ...] = DOCUMENT_KINDS
    stop_words: tuple[str, ...] = ()
    min_passages: int = MIN_PASSAGES
    rounds: int = ROUNDS


def stated(study: Study) -> Choices:
    """What the table `[topics]` says; unit and seed are the study's own where it does not.

    Raises SettingsError when there is no such table, or it says something that cannot be meant.
    """
    table = study.settings.rest.get("topics")
    if not isinstance(table, dict) or "method" not in table:
        raise SettingsError(
            "no method for topics is chosen",
            hint='add a table [topics] with, say, method = "ward" and n = 12',
            file=_FILE,
        )
    told: dict[str, Any] = {"unit": study.settings.unit, "seed": study.settings.seed} | {
        name: tuple(value) if isinstance(value, list) else value for name, value in table.items()
    }
    _check(told)
    return Choices(**told)


def fit_stated(study: Study, *, cache: Cache | None = None, progress: Progress | None = None) -> Topics:
    """Model the topics as study.toml says. Raises what `stated` and `fit` raise."""
    return fit(study, **asdict(stated(study)), cache=cache, progress=progress)


def _check(told: dict[str, Any]) -> None:
    known = [field.name for field in fields(Choices)]
    for name in told:
        if name not in known:
            raise SettingsError(f"[topics] knows no {name}", hint=f"it knows {', '.join(known)}", file=_FILE)
    _one_of("method", told["method"], method_names())
    _one_of("unit", told["unit"], UNITS)
    for kind in _words("kinds", told):
        _one_of("kinds", kind, DOCUMENT_KINDS)
    _words("stop_words", told)
    for name, least in (("seed", 0), ("n", 2), ("min_words", 1), ("min_passages", 2), ("rounds", 0)):
        value = told.get(name, least)
        if type(value) is not int or value < least:
            raise SettingsError(f"[topics] {name} must be a whole number from {least} on", file=_FILE)


def _one_of(name: str, value: Any, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise SettingsError(f"[topics] {name} cannot be {value!r}", hint=f"use {', '.join(allowed)}", file=_FILE)


def _words(name: str, told: dict[str, Any]) -> tuple[str, ...]:
    value = told.get(name, ())
    if not isinstance(value, tuple) or not all(isinstance(word, str) for word in value):
        raise SettingsError(f"[topics] {name} must be a list of words", file=_FILE)
    return value
