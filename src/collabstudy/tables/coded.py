"""A transcript with its codings, whole: the researcher's own view, never part of what leaves a study."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from collabstudy.errors import ConsentError
from collabstudy.model.coding import UNCOUNTED, Coding
from collabstudy.model.consent import is_interviewer, may_count
from collabstudy.tables.look import Html, attribute, text

if TYPE_CHECKING:
    from collabstudy.model.document import Transcript, Turn
    from collabstudy.model.study import Study

STYLE = """<style>
.cs-coded{max-width:62em;font:15px/1.6 system-ui,"Segoe UI",Roboto,Arial,"DejaVu Sans",sans-serif}
.cs-coded .cs-turn{display:grid;grid-template-columns:5.5em minmax(0,1fr) 13em;gap:0 1em}
.cs-coded .cs-turn{margin:0 0 .7em;break-inside:avoid}
.cs-coded .cs-who,.cs-coded .cs-codes,.cs-coded .cs-told{font-size:12px;line-height:1.5;color:#5b6a70}
.cs-coded .cs-turn p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
.cs-coded .cs-interviewer p{font-style:italic}
.cs-coded .cs-codes ul{list-style:none;margin:0;padding:0 0 0 .6em;border-left:2px solid #9cc7c4}
.cs-coded mark{color:#1d2a2f;background:#dcebfa;border-bottom:1px solid #2a6fb0}
.cs-coded mark.cs-2{background:#bfdaf4}
.cs-coded mark.cs-3{background:#9cc5ee}
</style>"""


def coded_html(study: Study, document: str, *, coders: Collection[str] | None = None) -> Html:
    """The whole transcript of a document as HTML, codings marked in it and named beside it; of some coders, if given.

    It holds every word, names too: it is for those who may read the transcript, whatever may be quoted elsewhere.

    Raises:
        StudyError: there is no such document, or its source cannot be read.
        ConsentError: the document was withdrawn.
    """
    source = study.document(document)
    if not may_count(source):
        raise ConsentError(
            f"{document} was withdrawn, so it is not shown", hint="take it out of corpus/", file="corpus/documents.csv"
        )
    transcript = study.transcript(document)
    own = [c for c in study.codings if c.document == document and (coders is None or c.coder in coders)]
    placed = sorted(filter(lambda c: _is_placed(c, transcript), own), key=lambda c: (c.start, -c.end, c.code, c.id))
    lost = len(own) - len(placed)
    told = f"{document}: {len(placed)} codings by {', '.join(sorted({c.coder for c in placed})) or 'nobody yet'}"
    told += f", {lost} more without a place in this text" if lost else ""
    told += f". Consent: {source.consent}. This is the whole text: not for passing on."
    turns = "".join(_turn(study, transcript, turn, placed) for turn in transcript.turns)
    language = attribute(source.language or study.settings.language)
    head = f'<div class="cs-coded mathjax_ignore tex2jax_ignore" lang="{language}">{STYLE}'
    return Html(f'{head}<p class="cs-told">{text(told)}</p>{turns}</div>')


def segments(
    start: int, end: int, codings: Sequence[Coding], gaps: Sequence[tuple[int, int]] = ()
) -> list[tuple[int, int, tuple[Coding, ...]]]:
    """The stretch start:end cut wherever a coding or a gap begins or ends, with the codings over each piece; no gaps.

    >>> both = [Coding("1", "P01", "trust", "mira", 2, 6, ""), Coding("2", "P01", "money", "mira", 4, 9, "")]
    >>> [(a, b, [c.code for c in over]) for a, b, over in segments(0, 8, both)]
    [(0, 2, []), (2, 4, ['trust']), (4, 6, ['trust', 'money']), (6, 8, ['money'])]
    """
    inside = [c for c in codings if start < c.end and c.start < end and c.start < c.end]
    edges = [edge for c in inside for edge in (c.start, c.end)] + [edge for gap in gaps for edge in gap]
    cuts = sorted({start, end, *(edge for edge in edges if start < edge < end)})
    pieces = [(a, b) for a, b in pairwise(cuts) if not any(gap[0] <= a and b <= gap[1] for gap in gaps)]
    return [(a, b, tuple(c for c in inside if c.start <= a and c.end >= b)) for a, b in pieces]


def _is_placed(coding: Coding, transcript: Transcript) -> bool:
    return coding.status not in UNCOUNTED and coding.end <= len(transcript.text)


def _turn(study: Study, transcript: Transcript, turn: Turn, codings: Sequence[Coding]) -> str:
    here = [c for c in codings if c.start < turn.end and c.end > turn.start]
    pieces = "".join(_piece(study, transcript, *segment) for segment in segments(turn.start, turn.end, here, turn.gaps))
    who = " ".join(filter(None, (str(turn.number), turn.speaker)))
    begun = Counter(f"{_name(study, c.code)} · {c.coder}" for c in here if c.start >= turn.start)
    items = "".join(f"<li>{text(name)}{f' ×{count}' if count > 1 else ''}</li>" for name, count in begun.items())
    kind = "cs-turn cs-interviewer" if is_interviewer(turn) else "cs-turn"
    return (
        f'<div class="{kind}"><span class="cs-who">{text(who)}</span><p>{pieces}</p>'
        f'<div class="cs-codes">{f"<ul>{items}</ul>" if items else ""}</div></div>'
    )


def _piece(study: Study, transcript: Transcript, start: int, end: int, over: tuple[Coding, ...]) -> str:
    said = escape(transcript.text[start:end]).replace("$", "<span>$</span>")
    if not over or not said:
        return said
    named = attribute("; ".join(f"{_name(study, c.code)} ({c.coder})" for c in over))
    return f'<mark class="cs-{min(len(over), 3)}" title="{named}">{said}</mark>'


def _name(study: Study, code: str) -> str:
    return study.codebook[code].name if code in study.codebook else code
