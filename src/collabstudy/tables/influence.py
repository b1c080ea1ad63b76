"""How much hangs on one case, in a notebook: select a mark for what would be left, and for the passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from collabstudy.compare.influencing.influenced import Influence
from collabstudy.compare.influencing.voices import Voice
from collabstudy.compare.influencing.without import Standing
from collabstudy.tables import look
from collabstudy.tables.look import Html, Quotes, attribute, text

DOT, RING = '<span class="cs-dot"></span>', "○"
CROSS, NONE = '<span class="cs-cross">×</span>', "·"


def notebook(influence: Influence, quotes: Quotes | None = None) -> Html:
    """The influence of each case as HTML. Words are shown only if `quotes` hands them out."""
    body = "".join(
        (*_rows(influence, "Themes", influence.themes, quotes), *_rows(influence, "Claims", influence.claims, quotes))
    )
    return Html(
        f'<div class="cs-table cs-influence mathjax_ignore tex2jax_ignore">{look.style("influence.css")}'
        f'<div class="cs-scroll"><table class="cs-grid">{_head(influence)}<tbody>{body}</tbody></table></div>'
        f'<div class="cs-drawer" aria-live="polite">Select a mark for what would be left, and for the passages. '
        f'<span class="cs-key">● hangs on it · {CROSS} held back by it · ○ only counts in it</span></div>'
        f"{_voices(influence)}"
        f'<p class="cs-note">{text(influence.note)}</p>{look.script()}</div>'
    )


def _head(influence: Influence) -> str:
    names = "".join(
        f'<th class="cs-name" scope="col" title="{attribute(name)}"><span>{text(name)}</span></th>'
        for name in influence.cases.values()
    )
    return f"<thead><tr><td></td>{names}<td></td></tr></thead>"


def _rows(influence: Influence, heading: str, standings: Iterable[Standing], quotes: Quotes | None) -> Iterator[str]:
    for place, standing in enumerate(standings):
        if not place:
            wide = len(influence.cases) + 2
            yield f'<tr class="cs-heading"><th colspan="{wide}" scope="colgroup">{heading}</th></tr>'
        cells = "".join(
            f'<td class="cs-cell">{_cell(influence, standing, case, quotes)}</td>' for case in influence.cases
        )
        only = f' · <span class="cs-only">{text(influence.cases[standing.only])} alone</span>' if standing.only else ""
        yield (
            f'<tr class="cs-row"><th scope="row" title="{attribute(standing.name)}">{text(standing.name)}</th>{cells}'
            f'<td class="cs-total"><b>{text(standing.told)}</b> {text(standing.result)}{only}</td></tr>'
        )


def _cell(influence: Influence, standing: Standing, case: str, quotes: Quotes | None) -> str:
    left = standing.left(case)
    behind = case in standing.support
    then = " ".join(part for part in (left.told, left.result) if part)
    told = f"{standing.name} without {influence.cases[case]}: {then}"
    mark = (DOT if behind else CROSS) if left.changes else RING if behind else NONE
    passages = influence.evidence(standing.kind, standing.id, case) if behind else ()
    shown = look.passages(passages, quotes) if passages else ""
    return (
        f'<span class="cs-mark" role="button" tabindex="0" aria-pressed="false" aria-label="{attribute(told)}" '
        f'title="{attribute(told)}">{mark}</span>'
        f'<div class="cs-panel" tabindex="-1"><b>{text(told)}</b>{shown}</div>'
    )


def _voices(influence: Influence) -> str:
    """Whose voice it is: the cases open, their speakers behind a click."""
    cases = [voice for voice in influence.voices.every if voice.kind == "case"]
    speakers = [voice for voice in influence.voices.every if voice.kind == "speaker"]
    return (
        f"{_voice_table(influence, cases, influence.plural)}"
        f"<details><summary>by speaker</summary>{_voice_table(influence, speakers, 'speakers')}</details>"
    )


def _voice_table(influence: Influence, voices: Iterable[Voice], what: str) -> str:
    rows = "".join(_voice(influence, voice) for voice in voices)
    return (
        f'<div class="cs-scroll"><table class="cs-grid cs-voices"><thead><tr><th scope="col">{text(what)}</th>'
        f'<th scope="col">coded passages</th>{_quotations(influence)}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _quotations(influence: Influence) -> str:
    return '<th scope="col">quotations</th>' if influence.voices.quotations else ""


def _voice(influence: Influence, voice: Voice) -> str:
    shares = influence.shares(voice)[: 2 if influence.voices.quotations else 1]
    above = any(influence.too_much(count, of) for count, of, _ in shares)
    cells = "".join(
        f'<td class="cs-number">{count} of {of}{_warning(influence, count, of)}</td>' for count, of, _ in shares
    )
    return f'<tr{" class=cs-above" if above else ""}><th scope="row">{text(voice.name)}</th>{cells}</tr>'


def _warning(influence: Influence, count: int, of: int) -> str:
    return f" ▲ more than {influence.bound}" if influence.too_much(count, of) else ""
