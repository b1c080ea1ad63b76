"""Comparisons as study.toml states them, each in a table of its own such as `[compare.contrast]`."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from collabstudy import compare
from collabstudy.errors import SettingsError, StudyError
from collabstudy.model.study import Settings, Study

FILE = "study.toml"
# What a call gives and study.toml cannot say.
_NOT_THERE = ("study", "codings", "findings", "quoted", "topics", "summaries", "show")
_OF_BY = ("cuts", "before", "after", "paired", "groups")
_OF_SETS = ("calibration", "expectations")


def stated(settings: Settings) -> dict[str, Mapping[str, Any]]:
    """The choices for each comparison that study.toml names, in its order.

    Raises SettingsError for a comparison that there is not, and for a choice that it does not have; with the `others`.
    """
    wrong = tuple(_wrong(settings))
    if wrong:
        wrong[0].others = wrong[1:]
        raise wrong[0]
    return dict(settings.rest.get("compare", {}))


def make(study: Study, name: str, **given: Any) -> Any:
    """A comparison with the choices given here, and for the others those of study.toml.

    Raises SettingsError where a choice that has to be made is neither given nor stated, or where there is no such
    comparison; and what the comparison raises.
    """
    verb = _verb(name)
    given = {key: value for key, value in given.items() if value is not None}
    chosen = _of_sets_asked(_still_meant(stated(study.settings).get(name, {}), given), given) | given
    needed = [key for key, one in inspect.signature(verb).parameters.items() if one.default is inspect.Parameter.empty]
    if "unit" in needed:
        chosen.setdefault("unit", study.settings.unit)
    missing = [key for key in needed if key not in chosen and key != "study"]
    if missing:
        keys = " and ".join(f"`{key}`" for key in missing)
        hint = f"give {'them' if len(missing) > 1 else 'it'}, or write {missing[0]} = … under [compare.{name}]"
        if "topics" in missing:
            hint = "hand them in, as topics=cs.topics.fit(study, …)"
        raise SettingsError(f"`{name}` needs {keys}", hint=hint, file=FILE)
    return _told_where(name, verb, given)(study, **chosen)


@dataclass(frozen=True)
class NotMade:
    """A comparison that could not be made, and why; it counts as nothing."""

    name: str
    reason: StudyError

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        hint = f" ({self.reason.hint})" if self.reason.hint else ""
        return f"There is no {self.name}: {self.reason.problem}{hint}"


def attempt(study: Study, name: str, **given: Any) -> Any:
    """The same as `make`, for a page that goes on when there is too little to compare: then the reason, as a value."""
    try:
        return make(study, name, **given)
    except StudyError as reason:
        return NotMade(name, reason)


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
            where = SettingsError(f"[compare.{name}]: {error.problem}", hint=error.hint, file=FILE)
            where.others = error.others
            raise where from error

    return told


def _still_meant(stated: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """What was stated with another `by` does not go with the one that is given."""
    if "by" in given and given["by"] != stated.get("by"):
        return {key: value for key, value in stated.items() if key not in _OF_BY}
    return dict(stated)


def _of_sets_asked(stated: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Where other sets are given, what was stated of those that are no longer asked for is not meant either."""
    if not {"outcome", "conditions"} & given.keys():
        return dict(stated)
    chosen = {**stated, **given}
    names = (chosen.get("outcome"), *_listed(chosen.get("conditions")))
    asked = {name.removeprefix("~") for name in names if isinstance(name, str)}
    kept = {key: choice for key, choice in stated.items() if key in _OF_SETS and isinstance(choice, Mapping)}
    return {**stated} | {key: {of: how for of, how in choice.items() if of in asked} for key, choice in kept.items()}


def _listed(names: Any) -> tuple[Any, ...]:
    return tuple(names) if isinstance(names, list | tuple) else (names,)


def _wrong(settings: Settings) -> Iterator[SettingsError]:
    tables = settings.rest.get("compare", {})
    if not isinstance(tables, Mapping):
        hint = "write [compare.contrast] on a line of its own"
        yield SettingsError("`compare` is no table", hint=hint, file=FILE)
        return
    for name, choices in tables.items():
        if name not in compare.COMPARISONS:
            yield _no_such(name)
        elif not isinstance(choices, Mapping):
            hint = f"write [compare.{name}] on a line of its own"
            yield SettingsError(f"`compare.{name}` is no table", hint=hint, file=FILE)
        else:
            known = [key for key in inspect.signature(_verb(name)).parameters if key not in _NOT_THERE]
            hint = f"one of {', '.join(known)}"
            for key in choices:
                if key not in known:
                    yield SettingsError(f"[compare.{name}] has no choice `{key}`", hint=hint, file=FILE)


def _no_such(name: str) -> SettingsError:
    hint = f"one of {', '.join(compare.COMPARISONS)}"
    return SettingsError(f"there is no comparison `{name}`", hint=hint, file=FILE)


def _verb(name: str) -> Callable[..., Any]:
    if name not in compare.COMPARISONS:
        raise _no_such(name)
    verb: Callable[..., Any] = getattr(compare, name)
    return verb
