"""When each place was heard: its documents in time, with how much of them was coded."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt
from typing import TYPE_CHECKING, Any

from collabstudy.compare.table import Crosstab
from collabstudy.errors import StudyError
from collabstudy.figures import look
from collabstudy.figures._data import Data
from collabstudy.figures._dates import UNDATED, Calendar, iso
from collabstudy.figures._page import Page, page, shortened, width_of
from collabstudy.model.study import Study

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from matplotlib.figure import Figure

ROW, HEAD, NAME = 6.4, 4.0, 52.0  # millimetres
SHAPES = {"interview": "circle", "article": "square", "note": "diamond"}
SEVERAL = "several places"
COLUMNS = ("document", "title", "case", "name", "kind", "date", "codings")


def figure(table: Crosstab, study: Study) -> go.Figure:
    """The figure for a notebook, of a table by document (`by="document"`)."""
    return plot(data(table, study))


def data(table: Crosstab, study: Study) -> Data:
    """What is plotted: a row per document with its case, date, kind and number of codings.

    Raises StudyError when the table is not by document.
    """
    import pandas as pd

    if table.by != "document":
        raise StudyError("the timeline is of a table by document", hint='make it with by="document"')
    rows = [_document(table, study, group.id, group.name) for group in table.groups]
    dated = sorted(row[5] for row in rows if row[5])
    alt = f"{len(rows)} documents" + (f" from {dated[0]} to {dated[-1]}" if dated else "")
    told = "; ".join(f"{row[0]} ({row[3]}, {row[5] or UNDATED}): {row[6]} codings" for row in rows)
    caption = "Documents by date. The size of a mark is the number of codings in the document, an empty mark has none."
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return Data("timeline", frame, look.plain(f"{alt}. {told}."), caption, table.note, {"order": _order(study)})


def _document(table: Crosstab, study: Study, name: str, title: str) -> tuple[Any, ...]:
    document = study.document(name)
    case = next((case for case in study.cases if case.id == document.case), None)
    codings = sum(table.cells[name, row.id].own for row in table.rows)
    place = case.name if case else SEVERAL
    return (name, title, document.case or "", place, document.kind, iso(document.date), codings)


def _order(study: Study) -> list[str]:
    """Names of cases, those of one group together."""
    group_by = str(study.settings.rest.get("cases", {}).get("group_by", ""))
    groups = list(dict.fromkeys(case.attributes.get(group_by, "") for case in study.cases))
    return [case.name for case in sorted(study.cases, key=lambda c: groups.index(c.attributes.get(group_by, "")))]


def plot(found: Data) -> go.Figure:
    """The figure on a screen."""
    import plotly.graph_objects as go

    names = _names(found)
    figure = go.Figure(layout={"template": look.template()})
    for kind in _kinds(found):
        rows = [row for row in _rows(found) if row["kind"] == kind]
        figure.add_trace(
            go.Scatter(
                x=[row["day"] for row in rows],
                y=[names.index(row["name"]) + row["dodge"] for row in rows],
                mode="markers",
                name=look.on_screen(kind),
                marker={
                    "symbol": SHAPES[kind],
                    "size": [8 + 16 * row["size"] for row in rows],
                    "color": [look.ACCENT if row["codings"] else look.PAPER for row in rows],
                    "opacity": 1,
                    "line": {"color": [look.PAPER if row["codings"] else look.ACCENT for row in rows], "width": 1.4},
                },
                hoverinfo="text",
                hovertext=[look.on_screen(_told(row)) for row in rows],
                cliponaxis=False,
            )
        )
    ticks = list(_calendar(found).ticks())
    figure.update_xaxes(tickvals=[day for day, _ in ticks], ticktext=[told for _, told in ticks], fixedrange=True)
    figure.update_yaxes(
        range=[len(names) - 0.4, -0.6],
        tickvals=list(range(len(names))),
        ticktext=[look.on_screen(look.short(name)) for name in names],
        showgrid=True,
        gridcolor=look.LINE,
        ticks="",
        fixedrange=True,
    )
    height = 30 * len(names) + 90
    legend = {"y": -44 / height, "itemsizing": "constant"}
    figure.update_layout(height=height, width=860, hovermode="closest", showlegend=True, legend=legend)
    return figure


def draw(found: Data) -> Figure:
    """The figure on a page."""
    with look.style():
        names = _names(found)
        bottom = HEAD + len(names) * ROW
        sheet = page(bottom + 15)
        left = min(NAME, max((width_of(look.plain(name), 8) for name in names), default=0)) + 6
        calendar = _calendar(found)
        scale = (look.PAGE - left - 14) / max(calendar.last - calendar.first, 1)
        for day, told in calendar.ticks():
            x = left + 5 + (day - calendar.first) * scale
            sheet.line((x, bottom), (x, bottom + 1.2), color=look.MARK)
            sheet.text(x, bottom + 4.2, told, 6.8, ha="center", color=look.SOFT)
        for place, name in enumerate(names):
            y = HEAD + (place + 0.5) * ROW
            sheet.text(left - 4, y, shortened(name, 8, NAME), 8, ha="right", va="center_baseline")
            sheet.line((left, y), (look.PAGE, y))
        for row in _rows(found):
            y = HEAD + (names.index(row["name"]) + 0.5 + row["dodge"]) * ROW
            _marker(sheet, left + 5 + (row["day"] - calendar.first) * scale, y, row)
        _key(sheet, found, bottom + 11)
    return sheet.figure


def _marker(sheet: Page, x: float, y: float, row: dict[str, Any]) -> None:
    inside, around = (look.ACCENT, look.PAPER) if row["codings"] else (look.PAPER, look.ACCENT)
    shape, size = look.ON_PAPER[SHAPES[row["kind"]]], 4 + 8 * row["size"]
    sheet.axes.plot([x], [y], marker=shape, ms=size, mfc=inside, mec=around, mew=0.8, clip_on=False, zorder=3)


def _key(sheet: Page, found: Data, y: float) -> None:
    at = 0.0
    for kind in _kinds(found):
        _marker(sheet, at + 2, y, {"kind": kind, "size": 0.25, "codings": 1})
        sheet.text(at + 4.6, y, kind, 6.8, va="center_baseline", color=look.SOFT)
        at += 12 + width_of(kind, 6.8)
    sheet.text(at, y, "(size: codings; empty: none)", 6.8, va="center_baseline", color=look.SOFT)


def _rows(found: Data) -> Iterator[dict[str, Any]]:
    """The documents with their day as a number, their size, and how far to move those of one place and day apart."""
    calendar = _calendar(found)
    rows = [{str(name): value for name, value in row.items()} for row in found.frame.to_dict("records")]
    most = max((row["codings"] for row in rows), default=0) or 1
    for row in rows:
        same = [other["document"] for other in rows if (other["name"], other["date"]) == (row["name"], row["date"])]
        dodge = (same.index(row["document"]) - (len(same) - 1) / 2) * min(0.4, 0.9 / len(same))
        yield row | {"day": calendar.day(row["date"]), "size": sqrt(row["codings"] / most), "dodge": dodge}


def _told(row: dict[str, Any]) -> str:
    number = f"{row['codings']} {'coding' if row['codings'] == 1 else 'codings'}"
    return f"{row['document']} · {row['name']} · {row['date'] or UNDATED} · {number}"


def _calendar(found: Data) -> Calendar:
    return Calendar.of(found.frame["date"])


def _names(found: Data) -> list[str]:
    """The places that have documents, in the order of their groups, then what speaks of several."""
    there = set(found.frame["name"])
    return [name for name in dict.fromkeys([*found.more["order"], SEVERAL]) if name in there]


def _kinds(found: Data) -> list[str]:
    there = set(found.frame["kind"])
    return [kind for kind in SHAPES if kind in there]
