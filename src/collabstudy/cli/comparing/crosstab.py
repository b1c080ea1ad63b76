"""`collabstudy compare crosstab`: cases × codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated

import typer

from collabstudy.cli import say

if TYPE_CHECKING:
    from collabstudy.compare.counting.asked import Value
    from collabstudy.compare.table import Crosstab, Group, Row


def register(group: typer.Typer) -> None:
    """Add the command."""
    group.command("crosstab")(crosstab)


def crosstab(
    study: say.StudyFolder = None,
    unit: Annotated[
        str | None, typer.Option(help="turn, sentence, coding or document; otherwise study.toml's.")
    ] = None,
    by: Annotated[str, typer.Option(help="case, an attribute, kind, year or document.")] = "case",
    count: Annotated[str, typer.Option(help="passages, codings, words or documents.")] = "passages",
    level: Annotated[str, typer.Option(help="code or branch.")] = "code",
    json: say.AsJson = False,
) -> None:
    """Who speaks of what: a number is passages, ○ asked and not voiced, – not asked, × not coded yet."""
    from collabstudy.compare.crosstab import crosstab as cross
    from collabstudy.run.opening import read_study

    opened = read_study(say.home(study))
    with say.waiting("comparing"):
        table = cross(opened, unit=unit or opened.settings.unit, by=by, count=count, level=level)
    if json:
        say.as_json(say.records(table.frame()))
        return
    if not table.rows or not table.groups:
        say.line(f"nothing to compare yet: {'there are no codes' if table.groups else f'nothing to compare by {by}'}")
        return
    _show(table, count)
    say.line(" · ".join(f"{_MARKS[value]} {table.told[value]}" for value in table.silent))
    say.paragraph(table.note)


_GAP = 2
_LONGEST_CODE = 32
_MARKS: dict[Value, str] = {"absent": "○", "not_asked": "–", "not_coded": "×"}


def _show(table: Crosstab, count: str) -> None:
    """The table; groups under numbers where their names do not fit, and in several parts where those do not."""
    rows = [row for row in table.rows if not row.heading]
    denominators = table.denominators()
    told = [f"{denominators[row.id].present} of {denominators[row.id].of}" for row in rows]
    code = max(len("code"), *(min(len(row.name), _LONGEST_CODE) for row in rows))
    last_head = "of those asked" if table.guided else "of those coded"
    room = say.width() - code - _GAP - max(len(last_head), *map(len, told))
    columns = {group.id: [_mark(table, group, row, count) for row in rows] for group in table.groups}
    heads = [group.name for group in table.groups]
    widths = [max(map(len, [head, *columns[g.id]])) + _GAP for head, g in zip(heads, table.groups, strict=True)]
    numbered = sum(widths) > room
    if numbered:
        heads = [str(number) for number, _ in enumerate(heads, 1)]
        widths = [max(map(len, [head, *columns[g.id]])) + _GAP for head, g in zip(heads, table.groups, strict=True)]
    for part in _parts(widths, room):
        names = [_short(row.name) for row in rows]
        cells = [columns[table.groups[at].id] for at in part]
        last = part[-1] == len(heads) - 1
        shown = [heads[at] for at in part]
        say.table(
            ("code", *shown, *([last_head] if last else [])),
            zip(names, *cells, *([told] if last else []), strict=True),
            right=shown,
        )
    if numbered:
        _legend([f"{number} {group.name}" for number, group in enumerate(table.groups, 1)])


def _legend(names: Sequence[str]) -> None:
    for line in wrap(" · ".join(name.replace(" ", "\xa0") for name in names), say.width()):
        say.line(line.replace("\xa0", " "))


def _mark(table: Crosstab, group: Group, row: Row, count: str) -> str:
    cell = table.cell(group.id, row.id)
    return f"{cell.count(count):,}" if cell.value == "present" else _MARKS[cell.value]


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_CODE else name[: _LONGEST_CODE - 1] + "…"


def _parts(widths: Sequence[int], room: int) -> Iterator[list[int]]:
    """The columns that fit beside each other, part by part."""
    part: list[int] = []
    used = 0
    for at, width in enumerate(widths):
        if part and used + width > room:
            yield part
            part, used = [], 0
        part.append(at)
        used += width
    if part:
        yield part
