"""Comparisons as study.toml states them, each in a table of its own such as `[compare.contrast]`."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from collabstudy import compare
from collabstudy.errors import SettingsError
from collabstudy.model.study import Settings, Study

FILE = "study.toml"
# What a call gives and study.toml cannot say.
_NOT_THERE = ("study", "codings", "findings", "quoted", "topics", "summaries", "show")
_OF_BY = ("cuts", "before", "after", "paired", "groups")


def stated(settings: Settings) -> dict[str, Mapping[str, Any]]:
    """The choices for each comparison that study.toml names, in its order.

    Raises SettingsError for a comparison that there is not, and for a choice that it does not have.
    """
    tables = settings.rest.get("compare", {})
    if not isinstance(tables, Mapping):
        raise SettingsError("`compare` is no table", hint="write [compare.contrast] on a line of its own", file=FILE)
    return {name: _checked(name, choices) for name, choices in tables.items()}


def make(study: Study, name: str, **given: Any) -> Any:
    """A comparison with the choices given here, and for the others those of study.toml.

    Raises SettingsError where a choice that has to be made is neither given nor stated, or where there is no such
    comparison; and what the comparison raises.
    """
    verb = _verb(name)
    given = {key: value for key, value in given.items() if value is not None}
    chosen = _still_meant(stated(study.settings).get(name, {}), given) | given
    for key, parameter in inspect.signature(verb).parameters.items():
        if key not in chosen and key != "study" and parameter.default is inspect.Parameter.empty:
            if key == "unit":
                chosen[key] = study.settings.unit
                continue
            raise SettingsError(
                f"a {name} needs `{key}`", hint=f"give it, or write {key} = … under [compare.{name}]", file=FILE
            )
    return _told_where(name, verb, given)(study, **chosen)


def _told_where(name: str, verb: Callable[..., Any], given: Mapping[str, Any]) -> Callable[..., Any]:
    """The verb; a choice that it refuses stands in study.toml where nothing was given."""
    if given.keys() - set(_NOT_THERE):
        return verb

    def told(study: Study, **chosen: Any) -> Any:
        try:
            return verb(study, **chosen)
        except SettingsError as error:
            if error.file is not None:
                raise
            raise SettingsError(f"[compare.{name}]: {error.problem}", hint=error.hint, file=FILE) from error

    return told


def _still_meant(stated: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """What was stated with another `by` does not go with the one that is given."""
    if "by" in given and given["by"] != stated.get("by"):
        return {key: value for key, value in stated.items() if key not in _OF_BY}
    return dict(stated)


def _checked(name: str, choices: Any) -> Mapping[str, Any]:
    verb = _verb(name)
    if not isinstance(choices, Mapping):
        raise SettingsError(
            f"`compare.{name}` is no table", hint=f"write [compare.{name}] on a line of its own", file=FILE
        )
    known = [key for key in inspect.signature(verb).parameters if key not in _NOT_THERE]
    for key in choices:
        if key not in known:
            raise SettingsError(f"[compare.{name}] has no choice `{key}`", hint=f"one of {', '.join(known)}", file=FILE)
    return choices


def _verb(name: str) -> Callable[..., Any]:
    if name not in compare.COMPARISONS:
        raise SettingsError(
            f"there is no comparison `{name}`", hint=f"one of {', '.join(compare.COMPARISONS)}", file=FILE
        )
    verb: Callable[..., Any] = getattr(compare, name)
    return verb
