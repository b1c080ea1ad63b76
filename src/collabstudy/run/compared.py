"""The comparisons that study.toml states, made for a run."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from collabstudy import plugins
from collabstudy.errors import MissingPartError, TooFewError

if TYPE_CHECKING:
    from collabstudy.compare.comparison import Comparison
    from collabstudy.run.work import Work


def compared(work: Work) -> tuple[dict[str, Comparison], dict[str, str]]:
    """Each comparison by its name, and for those that could not be made the reason.

    Raises SettingsError for a comparison or choice that there is not.
    """
    from collabstudy.compare.stated import make, stated

    made: dict[str, Comparison] = {}
    left_out: dict[str, str] = {}
    for name in stated(work.study.settings):
        try:
            made[name] = make(work.study, name, **_shared(work, name))
        except (TooFewError, MissingPartError) as error:
            left_out[name] = f"{error.problem} ({error.hint})" if error.hint else error.problem
    return made, left_out


# What a run has made already, by the name under which a comparison asks for it.
_SHARED: Mapping[str, Callable[[Work], Any]] = {
    "topics": lambda work: work.topics,
    "findings": lambda work: [outcome.finding for outcome in work.findings],
    "quoted": lambda work: work.quoted,
}


def _shared(work: Work, name: str) -> dict[str, Any]:
    verb = getattr(plugins.part("collabstudy.compare", name), name)
    return {key: get(work) for key, get in _SHARED.items() if key in inspect.signature(verb).parameters}
