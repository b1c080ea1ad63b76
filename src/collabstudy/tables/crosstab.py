"""The case × code table in a notebook: click a mark, or go there with the keyboard, for its passages.

Works without network and, for want of scripts, by CSS alone. Keys pressed in the table do not reach the notebook.
"""

from __future__ import annotations

from collections.abc import Iterator

from collabstudy.compare.table import Cell, Crosstab, Group, Row, clustered, clusters, labels, told_origins, visible
from collabstudy.tables import look
from collabstudy.tables.look import Html, Quotes, attribute, text

GLYPHS = {"absent": "○", "not_asked": "–", "not_coded": '<span class="cs-cross">×</span>'}


def notebook(table: Crosstab, quotes: Quotes | None = None) -> Html:
    """The table as HTML. Words are shown only if `quotes` hands them out; without it, only where they are said."""
    groups = clustered(table.groups)
    body = "".join(_rows(table, groups, quotes))
    key = " · ".join(f"{GLYPHS[value]} {table.told[value]}" for value in table.silent)
    return Html(
        f'<div class="cs-table mathjax_ignore tex2jax_ignore">{look.style()}'
        f'<div class="cs-scroll"><table class="cs-grid">{_head(groups)}<tbody>{body}</tbody></table></div>'
        f'<div class="cs-drawer" aria-live="polite">Select a mark for its passages. '
        f'<span class="cs-key">● voiced, with the number of {text(table.count)} · {key}</span></div>'
        f'<p class="cs-note">{text(table.note)} '
        f"Denominators count the {text(table.plural)} that were {'asked and coded' if table.guided else 'coded'}.</p>"
        f"{look.script()}</div>"
    )


def _head(groups: tuple[Group, ...]) -> str:
    above = "".join(
        f'<th class="cs-cluster" colspan="{count}" scope="colgroup">{text(name)}</th>'
        for name, count in clusters(groups)
    )
    names = "".join(
        f'<th class="cs-name{_gap(groups, place)}" scope="col" title="{attribute(group.name)}">'
        f"<span>{text(group.name)}</span></th>"
        for place, group in enumerate(groups)
    )
    first = f"<tr><td></td>{above}<td></td></tr>" if any(group.cluster for group in groups) else ""
    return f"<thead>{first}<tr><td></td>{names}<td></td></tr></thead>"


def _gap(groups: tuple[Group, ...], place: int) -> str:
    return " cs-gap" if place and groups[place].cluster != groups[place - 1].cluster else ""


def _rows(table: Crosstab, groups: tuple[Group, ...], quotes: Quotes | None) -> Iterator[str]:
    names, counts, branch = labels(table.rows), table.denominators(), None
    cells = [table.cells[group.id, row.id] for group in groups for row in visible(table.rows)]
    most = max((cell.count(table.count) for cell in cells), default=0)
    for row in table.rows:
        first = " cs-first" if branch not in (None, row.branch) else ""
        branch = row.branch
        if row.heading:
            yield f'<tr class="cs-heading{first}"><th colspan="{len(groups) + 2}">{text(row.name)}</th></tr>'
            continue
        marks = "".join(
            f'<td class="cs-cell{_gap(groups, place)}">{_cell(table, group, row, most, quotes)}</td>'
            for place, group in enumerate(groups)
        )
        below = ' class="cs-below"' if names[row.id] != row.name else ""
        yield (
            f'<tr class="cs-row{first}"><th scope="row"{below} title="{attribute(row.path)}">{text(names[row.id])}</th>'
            f'{marks}<td class="cs-total"><b>{counts[row.id].present}</b> of {counts[row.id].of}</td></tr>'
        )


def _cell(table: Crosstab, group: Group, row: Row, most: int, quotes: Quotes | None) -> str:
    cell = table.cells[group.id, row.id]
    told = f"{row.name} · {group.name}: {_told(table, cell)}"
    shown = look.passages(cell.passages, quotes) if cell.passages else ""
    return (
        f'<span class="cs-mark" role="button" tabindex="0" aria-pressed="false" aria-label="{attribute(told)}" '
        f'title="{attribute(told)}">{_glyph(table, cell, most)}</span>'
        f'<div class="cs-panel" tabindex="-1"><b>{text(told)}</b>{shown}</div>'
    )


def _told(table: Crosstab, cell: Cell) -> str:
    if cell.value != "present":
        read = f"{cell.done} of {cell.sources} documents done" if cell.sources else "no documents"
        return f"{table.told[cell.value]} ({read})"
    number, words = len(cell.passages), f"{cell.words:,} words"
    return f"{number} {'passage' if number == 1 else 'passages'} ({told_origins(cell.origins)}), {words}"


def _glyph(table: Crosstab, cell: Cell, most: int) -> str:
    if cell.value != "present":
        return GLYPHS[cell.value]
    count = cell.count(table.count)
    size = 1 + round(4 * (count / most) ** 0.5) if most > 1 else 3
    return f'<span class="cs-dot cs-{min(size, 5)}">{count if count < 1000 else f"{count // 1000}k"}</span>'
