"""The comparisons that study.toml states, made for a run."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from collabstudy import plugins
from collabstudy.errors import MissingPartError, TooFewError
from collabstudy.figures.saving import plotted
from collabstudy.io.exporters import csv, xlsx

if TYPE_CHECKING:
    from collabstudy.compare.comparison import Comparison
    from collabstudy.figures._data import Data
    from collabstudy.run.work import Work

Compared = tuple[dict[str, "Comparison"], dict[str, str]]


def compared(work: Work, *, quotes: bool) -> Compared:
    """Each comparison by its name, and for those that could not be made the reason.

    With `quotes` those that look at the quotations of the briefing, else those that do not: what depends on the
    briefing need not be made again with the rest, nor the rest with it.

    Raises SettingsError for a comparison or choice that there is not.
    """
    from collabstudy.compare.stated import stated

    made: dict[str, Comparison] = {}
    left_out: dict[str, str] = {}
    for name in stated(work.study.settings):
        wanted = _asks_for(name)
        if ("quoted" in wanted) != quotes:
            continue
        try:
            made[name] = comparison(work, name)
        except (TooFewError, MissingPartError) as error:
            left_out[name] = f"{error.problem} ({error.hint})" if error.hint else error.problem
    return made, left_out


def comparison(work: Work, name: str) -> Comparison:
    """One comparison as study.toml states it, with all that a run can hand in. Raises what the comparison raises."""
    from collabstudy.compare.stated import make

    found: Comparison = make(work.study, name, **{key: _SHARED[key](work) for key in _asks_for(name)})
    return found


def write_tables(work: Work, comparisons: Iterable[Comparison]) -> None:
    """Write all tables of comparisons as CSV and as workbooks."""
    for comparison in comparisons:
        for name, frame in comparison.frames().items():
            for exporter in (csv, xlsx):
                path = work.build / "tables" / f"{name}{exporter.SUFFIX}"
                exporter.write(frame, path)
                work.wrote(path)


def drawn(comparisons: Iterable[Comparison]) -> Iterator[tuple[str, Data]]:
    """What is plotted in the figures of comparisons."""
    for comparison in comparisons:
        yield from plotted(comparison)


# What a run has made already, by the name under which a comparison asks for it.
_SHARED: Mapping[str, Callable[[Work], Any]] = {
    "topics": lambda work: work.topics,
    "findings": lambda work: [outcome.finding for outcome in work.findings],
    "quoted": lambda work: work.quoted,
}


def _asks_for(name: str) -> list[str]:
    verb = getattr(plugins.part("collabstudy.compare", name), name)
    return [key for key in _SHARED if key in inspect.signature(verb).parameters]
