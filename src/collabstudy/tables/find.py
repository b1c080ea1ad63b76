"""What a query found, in a notebook: place by place, with the passages behind each number."""

from __future__ import annotations

from collections.abc import Iterator

from collabstudy.compare.querying.found import PLURALS, Found, Having
from collabstudy.compare.table import told_values
from collabstudy.tables import look
from collabstudy.tables.crosstab import GLYPHS
from collabstudy.tables.look import Html, Quotes, attribute, text


def notebook(found: Found, quotes: Quotes | None = None) -> Html:
    """The hits as HTML. Words are shown only if `quotes` hands them out; without it, only where they are said."""
    told = told_values(guided=found.guided)
    key = " · ".join(f"{GLYPHS[value]} {told[value]}" for value in told if value in GLYPHS)
    return Html(
        f'<div class="cs-table mathjax_ignore tex2jax_ignore">{look.style()}'
        f"<p><code>{text(found.understood)}</code>{_where(found)}: <b>{text(found.counted)}</b></p>"
        f'<div class="cs-scroll"><table class="cs-grid">{_head(found)}<tbody>{"".join(_rows(found, quotes))}</tbody>'
        f'</table></div><div class="cs-drawer" aria-live="polite">Select a number for its passages. '
        f'<span class="cs-key">{key}</span></div>'
        f'<p class="cs-told">{text(found.note)}</p>{look.script()}</div>'
    )


def _where(found: Found) -> str:
    return f" where <code>{text(found.where)}</code>" if found.where else ""


def _head(found: Found) -> str:
    heads = ("documents", "gone through")
    told = "".join(f'<th scope="col" style="padding-left:18px;text-align:right">{head}</th>' for head in heads)
    return f'<thead><tr><td></td><th scope="col">{PLURALS[found.unit]}</th>{told}</tr></thead>'


def _rows(found: Found, quotes: Quotes | None) -> Iterator[str]:
    for having in found.cases:
        yield (
            f'<tr class="cs-row"><th scope="row">{text(having.name)}</th><td class="cs-cell">'
            f'{_mark(found, having, quotes)}</td><td class="cs-total">{having.documents or ""}</td>'
            f'<td class="cs-total">{having.done} of {having.sources}</td></tr>'
        )
    nobody = tuple(hit.passage for hit in found.hits if not hit.cases)
    if nobody:
        told = f"of no {found.plural}"
        documents = len({passage.document for passage in nobody})
        yield (
            f'<tr class="cs-row cs-first"><th scope="row" class="cs-below">{text(told)}</th><td class="cs-cell">'
            f"{_button(told, len(nobody), look.passages(nobody, quotes))}</td>"
            f'<td class="cs-total">{documents}</td><td></td></tr>'
        )


def _mark(found: Found, having: Having, quotes: Quotes | None) -> str:
    if having.value == "present":
        told = f"{having.name}: {having.hits:,} in {having.documents} of its documents"
        return _button(told, having.hits, look.passages(found.evidence(having.case), quotes))
    told = told_values(guided=found.guided)[having.value]
    return f'<span title="{attribute(told)}" aria-label="{attribute(told)}" role="img">{GLYPHS[having.value]}</span>'


def _button(told: str, number: int, shown: str) -> str:
    size = 1 + min(4, len(str(number)))
    return (
        f'<span class="cs-mark" role="button" tabindex="0" aria-pressed="false" aria-label="{attribute(told)}" '
        f'title="{attribute(told)}"><span class="cs-dot cs-{size}">'
        f"{number if number < 1000 else f'{number // 1000}k'}</span></span>"
        f'<div class="cs-panel" tabindex="-1"><b>{text(told)}</b>{shown}</div>'
    )
