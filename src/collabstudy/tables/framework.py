"""The framework matrix in a notebook: a case a row, a theme a column; select a text for its passages and what is new.

Works without network and, for want of scripts, by CSS alone. Keys pressed in the table do not reach the notebook.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from collabstudy.compare.counting.asked import Value
from collabstudy.compare.framework import Framework, FrameworkCell, State, told_state
from collabstudy.compare.table import Row
from collabstudy.model.summary import paragraphs
from collabstudy.tables import look
from collabstudy.tables.look import Html, Quotes, attribute, text

GLYPHS: Mapping[State, str] = {"written": "●", "stale": "▲", "not_tied": "◇"}
VALUES: Mapping[Value, str] = {"present": "+", "absent": "○", "not_asked": "–", "not_coded": "×"}


def notebook(table: Framework, quotes: Quotes | None = None) -> Html:
    """The matrix as HTML. Words of participants are shown only if `quotes` hands them out; without it, only where."""
    if not table.groups or not table.rows:
        return Html(f'<div class="cs-table">{look.style()}<p class="cs-told">{text(table.note)}</p></div>')
    body = "".join(_row(table, place, quotes) for place in range(len(table.groups)))
    states = " · ".join(f"{glyph} {text(told_state(state))}" for state, glyph in _states(table))
    values = ", ".join(f"{VALUES[value]} {text(table.told_values[value])}" for value in VALUES)
    return Html(
        f'<div class="cs-table cs-framework mathjax_ignore tex2jax_ignore">{look.style("framework.css")}'
        f'<div class="cs-scroll"><table class="cs-grid">{_head(table)}<tbody>{body}</tbody></table></div>'
        f'<div class="cs-drawer" aria-live="polite">Select a cell for its passages. '
        f'<span class="cs-key">{states} · nothing written: {values}</span></div>'
        f'<p class="cs-note">{text(table.note)}</p>{look.script()}</div>'
    )


def _states(table: Framework) -> Iterator[tuple[State, str]]:
    counts = table.counts()
    return ((state, glyph) for state, glyph in GLYPHS.items() if state == "written" or counts[state])


def _head(table: Framework) -> str:
    names = "".join(f'<th scope="col" title="{attribute(row.path)}">{text(row.name)}</th>' for row in table.rows)
    return f"<thead><tr><td></td>{names}</tr></thead>"


def _row(table: Framework, place: int, quotes: Quotes | None) -> str:
    group = table.groups[place]
    cells = "".join(f'<td class="cs-cell">{_cell(table, group.name, row, place, quotes)}</td>' for row in table.rows)
    return f'<tr class="cs-row"><th scope="row">{text(group.name)}</th>{cells}</tr>'


def _cell(table: Framework, case: str, row: Row, place: int, quotes: Quotes | None) -> str:
    cell = table.cells[table.groups[place].id, row.id]
    told = f"{case} · {row.name}: {cell.told}"
    shown = f'<span class="cs-words">{text(cell.text)}</span>' if cell.text else f"<i>{text(cell.told)}</i>"
    glyph = GLYPHS.get(cell.state) or VALUES[cell.value]
    return (
        f'<span class="cs-mark cs-{cell.state}" role="button" tabindex="0" aria-pressed="false" '
        f'aria-label="{attribute(f"{told}. {cell.text}" if cell.text else told)}">'
        f'<b aria-hidden="true">{glyph}</b>{shown}</span>'
        f'<div class="cs-panel" tabindex="-1"><b>{text(told)}</b>{_panel(cell, quotes)}</div>'
    )


def _panel(cell: FrameworkCell, quotes: Quotes | None) -> str:
    """What stands behind a cell: its text, what is new since, and its passages."""
    said = "".join(f"<p>{text(paragraph)}</p>" for paragraph in paragraphs(cell.text))
    news = f'<p class="cs-news">Since this was written: {text(cell.told_news)}</p>' if cell.told_news else ""
    if not cell.passages:
        return said + news
    number = len(cell.passages)
    new = cell.new_passages
    added = f"<p>New:</p>{look.passages(new, quotes)}" if new else ""
    count = f"<p>{number} {'passage' if number == 1 else 'passages'}:</p>"
    return said + news + added + count + look.passages(cell.passages, quotes)
