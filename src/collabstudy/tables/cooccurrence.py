"""Codes by codes in a notebook, the lower half: click a number, or go there with the keyboard, for the passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from collabstudy.compare.cooccurring.together import Cooccurrence, Pair
from collabstudy.compare.table import Row
from collabstudy.tables import look
from collabstudy.tables.look import Html, Quotes, attribute, text

MOST_PAIRS = 200  # with their passages


def notebook(found: Cooccurrence, quotes: Quotes | None = None) -> Html:
    """The table as HTML. Words are shown only if `quotes` hands them out; without it, only where they are said."""
    rows = [row for row in found.rows if found.count(row.id)]
    unused = len(found.rows) - len(rows)
    rest = f" Not coded anywhere: {unused} of {len(found.rows)} codes." if unused else ""
    body = "".join(_rows(found, rows, _with_passages(found), quotes))
    return Html(
        f'<div class="cs-table mathjax_ignore tex2jax_ignore">{look.style()}'
        f'<div class="cs-scroll"><table class="cs-grid">{_head(found, rows)}<tbody>{body}</tbody></table></div>'
        '<div class="cs-drawer" aria-live="polite">Select a number for the passages. '
        f'<span class="cs-key">● both in so many {text(found.units)} · '
        "○ never together · – one code stands below the other · * one more than five times as frequent</span></div>"
        f'<p class="cs-told">{text(found.note + rest)}</p>{look.script()}</div>'
    )


def _with_passages(found: Cooccurrence) -> frozenset[tuple[str, str]]:
    """The pairs whose passages are looked up: those oftenest together."""
    together = sorted((pair for pair in found if pair.found.both), key=lambda pair: -pair.found.both)
    return frozenset((pair.code_a, pair.code_b) for pair in together[:MOST_PAIRS])


def _head(found: Cooccurrence, rows: Sequence[Row]) -> str:
    names = "".join(
        f'<th class="cs-name" scope="col" title="{attribute(row.path)}"><span>{text(row.name)}</span></th>'
        for row in rows[:-1]
    )
    return f'<thead><tr><td></td>{names}<th class="cs-total" scope="col">{text(found.units)}</th></tr></thead>'


def _rows(
    found: Cooccurrence, rows: Sequence[Row], shown: frozenset[tuple[str, str]], quotes: Quotes | None
) -> Iterator[str]:
    most = max((pair.found.both for pair in found if not pair.nested), default=0)
    for at, row in enumerate(rows):
        cells = "".join(
            f'<td class="cs-cell">{_cell(found, other, row, most, shown, quotes)}</td>' for other in rows[:at]
        )
        empty = "<td></td>" * (len(rows) - 1 - at)
        total = f'<td class="cs-total"><b>{found.count(row.id):,}</b> of {found.of:,}</td>'
        name = f'<th scope="row" title="{attribute(row.path)}">{text(row.name)}</th>'
        yield f'<tr class="cs-row">{name}{cells}{empty}{total}</tr>'


def _cell(
    found: Cooccurrence, left: Row, below: Row, most: int, shown: frozenset[tuple[str, str]], quotes: Quotes | None
) -> str:
    pair = found.pair(left.id, below.id)
    told = f"{left.name} · {below.name}: {pair.told(found.units)}"
    passages = ""
    if (pair.code_a, pair.code_b) in shown:
        passages = look.passages(found.evidence(pair.code_a, pair.code_b), quotes)
    elif pair.found.both:
        passages = "<p><small>Ask <code>evidence(…)</code> for the passages of these two codes.</small></p>"
    return (
        f'<span class="cs-mark" role="button" tabindex="0" aria-pressed="false" aria-label="{attribute(told)}" '
        f'title="{attribute(told)}">{_glyph(pair, most)}</span>'
        f'<div class="cs-panel" tabindex="-1"><b>{text(told)}</b>{passages}</div>'
    )


def _glyph(pair: Pair, most: int) -> str:
    both = pair.found.both
    if pair.nested or not both:
        return "–" if pair.nested else "○"
    size = 1 + round(4 * (both / most) ** 0.5) if most > 1 else 3
    told = both if both < 1000 else f"{both // 1000}k"
    return f'<span class="cs-dot cs-{min(size, 5)}">{told}</span>{"*" if pair.uneven else ""}'
