"""A contrast in a notebook: who says it in each group; select a count for the places and their passages."""

from __future__ import annotations

from collections.abc import Iterator

from collabstudy.compare.claiming.claims import Tally
from collabstudy.compare.contrasting.contrasted import Contrast
from collabstudy.compare.contrasting.differences import Difference
from collabstudy.compare.contrasting.telling import by_value, difference, k_of_n, ps
from collabstudy.compare.table import Group, labels, told_values
from collabstudy.tables import look
from collabstudy.tables.look import Html, Quotes, attribute, text

MOST_MARKS = 30


def notebook(contrast: Contrast, quotes: Quotes | None = None) -> Html:
    """The contrast as HTML. Words are shown only if `quotes` hands them out; without it, only where they are said."""
    rows = "".join(_rows(contrast, quotes))
    return Html(
        f'<div class="cs-table cs-contrast mathjax_ignore tex2jax_ignore">{look.style("contrast.css")}'
        f'<div class="cs-scroll"><table class="cs-grid">{_head(contrast)}<tbody>{rows}</tbody></table></div>'
        f'<div class="cs-drawer" aria-live="polite">Select a count for its {text(contrast.plural)} and passages.</div>'
        f'<p class="cs-note">{text(contrast.note)}</p>{look.script()}</div>'
    )


def _head(contrast: Contrast) -> str:
    groups = "".join(
        f'<th scope="col">{text(group.name)} ({len(contrast.members[group.id])})</th>' for group in contrast.groups
    )
    numbers = ["p", "adjusted (Holm)"]
    if contrast.direction:
        numbers.insert(0, f"{contrast.direction}, {100 * (1 - contrast.alpha):g} %")
    told = "".join(f'<th class="cs-number" scope="col">{text(number)}</th>' for number in numbers)
    why = '<th scope="col">why no p</th>' if any(line.reason for line in contrast.lines) else ""
    return f'<thead><tr><th scope="col">code</th>{groups}{told}{why}</tr></thead>'


def _rows(contrast: Contrast, quotes: Quotes | None) -> Iterator[str]:
    names = labels(contrast.rows)
    paths = {row.id: row.path for row in contrast.rows}
    reasons = any(line.reason for line in contrast.lines)
    for line in contrast.lines:
        cells = "".join(
            f'<td class="cs-cell">{_cell(contrast, line, group, side, quotes)}</td>'
            for group, side in zip(contrast.groups, line.sides, strict=True)
        )
        numbers = [*([difference(line)] if contrast.direction else []), *ps(line)]
        told = "".join(f'<td class="cs-number">{text(number)}</td>' for number in numbers)
        why = f'<td class="cs-why">{text(line.reason)}</td>' if reasons else ""
        yield (
            f'<tr class="cs-row"><th scope="row" title="{attribute(paths[line.code])}">{text(names[line.code])}</th>'
            f"{cells}{told}{why}</tr>"
        )


def _cell(contrast: Contrast, line: Difference, group: Group, side: Tally, quotes: Quotes | None) -> str:
    name = next(row.name for row in contrast.rows if row.id == line.code)
    told = f"{name} · {group.name}: {k_of_n(side)} {contrast.plural}"
    passages = contrast.evidence(line.code, group.id)
    shown = look.passages(passages, quotes) if passages else ""
    who = "".join(f"<p>{text(place)}</p>" for place in _places(contrast, line, side))
    return (
        f'<span class="cs-mark" role="button" tabindex="0" aria-pressed="false" aria-label="{attribute(told)}" '
        f'title="{attribute(told)}">{_marks(side)}<span class="cs-count">{text(k_of_n(side))}</span></span>'
        f'<div class="cs-panel" tabindex="-1"><b>{text(told)}</b>{who}{shown}</div>'
    )


def _marks(side: Tally) -> str:
    """A mark for each place; none where there are too many to be seen."""
    if side.of + side.unknown > MOST_MARKS:
        return ""
    marks = "".join(f'<i class="cs-{value}"></i>' for value, cases in by_value(side) for _ in cases)
    return f'<span class="cs-places" aria-hidden="true">{marks}</span>'


def _places(contrast: Contrast, line: Difference, side: Tally) -> Iterator[str]:
    """The places by name, by what they say."""
    told = told_values(guided=contrast.guided)
    for value, cases in by_value(side):
        if cases:
            yield f"{told[value]}: {contrast.told_places(cases)}"
    for what, cases in (
        (f"known on one side only, so not compared: {contrast.told_places(line.unpaired)}", line.unpaired),
        (f"only {contrast.groups[-1].name}: {contrast.told_places(line.gained)}", line.gained),
        (f"only {contrast.groups[0].name}: {contrast.told_places(line.lost)}", line.lost),
    ):
        if cases:
            yield what
