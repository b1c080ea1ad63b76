"""`collabstudy compare find`: passages by what is coded there, what stands near, who speaks and when."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Annotated

import typer

from collabstudy.cli import say

if TYPE_CHECKING:
    from collabstudy.compare.counting.asked import Value
    from collabstudy.compare.querying.found import Found, Having
    from collabstudy.model.study import Study

_MARKS: dict[Value, str] = {"absent": "○", "not_asked": "–", "not_coded": "×"}


def register(group: typer.Typer) -> None:
    """Add the command."""
    group.command("find")(find)


def find(
    query: Annotated[
        str | None,
        typer.Argument(help="As in 'trust & !money within 3 turns of power'; otherwise the one of study.toml."),
    ] = None,
    study: say.StudyFolder = None,
    where: Annotated[
        str | None, typer.Option(help="Which cases and documents, as in \"sector == 'charity' and staff < 100\".")
    ] = None,
    unit: Annotated[
        str | None, typer.Option(help="turn, sentence, coding or document; otherwise study.toml's.")
    ] = None,
    evidence: Annotated[
        list[str] | None, typer.Option(help="person or rules; may be given several times; otherwise study.toml's.")
    ] = None,
    quotes: Annotated[bool, typer.Option("--quotes", help="What was said, as far as consent allows.")] = False,
    json: say.AsJson = False,
) -> None:
    """Find passages by their codes, by what stands near, by who speaks and when.

    Signs: ! not, & and, | or. Words: within 3 turns of (or 20 words of), overlaps, inside, contains, follows, precedes.
    Signs bind tighter than words. Terms: a code (with those below it), own:code, "Name of a code", * (any code),
    role:"…", speaker:"…", time > 00:20:00, date >= 2025-03, turn <= 10.
    """
    from collabstudy.compare.find import find as search
    from collabstudy.compare.stated import make
    from collabstudy.run.opening import read_study

    opened = read_study(say.home(study))
    with say.waiting("searching"):
        if query is None:
            found: Found = make(opened, "find", where=where, unit=unit, evidence=evidence or None)
        else:
            found = search(opened, query, unit=unit or opened.settings.unit, where=where, evidence=evidence or None)
    if json:
        say.as_json(say.records(found.frame()))
        return
    _show(found)
    if quotes:
        _say(opened, found)
    say.paragraph(found.note)


def _show(found: Found) -> None:
    from collabstudy.compare.querying.found import PLURALS
    from collabstudy.compare.table import told_values

    units = PLURALS[found.unit]
    rows = [(one.name, _number(one), one.documents or "", f"{one.done} of {one.sources}") for one in found.cases]
    right = (units, "in documents", "gone through")
    say.table((found.plural, *right), rows, right=right, cut=[found.plural])
    values = told_values(guided=found.guided)
    silent = {one.value for one in found.cases}
    say.line(" · ".join(f"{mark} {values[value]}" for value, mark in _MARKS.items() if value in silent))
    hits = [(h.document, h.turn or "", "; ".join(h.cases), h.role or "", len(h.codings)) for h in found.hits]
    if hits:
        say.table(("document", "turn", "case", "role", "codings"), hits, right=["turn", "codings"])


def _number(one: Having) -> str:
    return f"{one.hits:,}" if one.value == "present" else _MARKS[one.value]


def _say(study: Study, found: Found) -> None:
    from collabstudy.briefing.quotes import passages

    shown = passages(study, found.evidence(), {coding.id: coding for coding in (*study.codings, *study.tags)})
    for quote in shown.quotes:
        where = f" ({quote.document}, turn {quote.turn})" if quote.document and quote.turn else ""
        for line in wrap(f"“{quote.text}” {quote.attribution}{where}", say.width(), subsequent_indent="  "):
            say.line(line)
    for number, why in ((shown.withheld, "may not be shown"), (shown.lost, "no longer in the text")):
        if number:
            say.line(f"{number} {why}")
