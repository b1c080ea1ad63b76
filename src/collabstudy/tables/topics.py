"""The topics in a notebook: their words, how large and how stable they are, their most typical passages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from collabstudy.compare.table import Passage, choices
from collabstudy.tables import look
from collabstudy.tables.look import Html, Quotes, attribute, text

if TYPE_CHECKING:
    from collabstudy.topics.passages import Passage as Piece
    from collabstudy.topics.topics import Topic, Topics

TYPICAL = 3
HEADS = {
    "passages": "how many passages belong to it",
    "documents": "in how many documents",
    "cases": "in how many cases",
    "stability": "how much of it is left when a fifth of the passages is taken away, from 0 to 1",
}


def notebook(topics: Topics, quotes: Quotes | None = None) -> Html:
    """The topics as HTML. Words of passages are shown only if `quotes` hands them out; without it, only places."""
    heads = "".join(f'<th class="cs-total" title="{attribute(told)}">{name}</th>' for name, told in HEADS.items())
    rows = "".join(_row(topics, topic, quotes) for topic in topics)
    return Html(
        f'<div class="cs-table mathjax_ignore tex2jax_ignore">{look.style()}'
        f'<table class="cs-rows"><thead><tr><th></th><th>words that set it apart</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
        f'<p class="cs-told">{" ".join(text(told) for told in _notes(topics))}</p></div>'
    )


def _row(topics: Topics, topic: Topic, quotes: Quotes | None) -> str:
    words = [text(word) for word, _ in topic.words]
    members = topics.evidence(topic.id)
    cases = {case for passage in members for case in passage.cases}
    numbers = (topic.size, len({passage.document for passage in members}), len(cases), _share(topic.stability))
    typical = look.passages([_place(piece) for piece in topics.representative(topic.id, TYPICAL)], quotes)
    more = f"<details><summary>typical passages</summary>{typical}</details>" if typical else ""
    return (
        f'<tr><td class="cs-result">{text(topic.id)}</td>'
        f"<td><b>{' · '.join(words[:4])}</b> {' · '.join(words[4:])}{more}</td>"
        + "".join(f'<td class="cs-total">{number}</td>' for number in numbers)
        + "</tr>"
    )


def _place(piece: Piece) -> Passage:
    """A topic's passage in the form that quotations are handed out for."""
    return Passage(piece.document, piece.turn, (piece.span,), (), ("topics",), ("topic",))


def _notes(topics: Topics) -> Iterator[str]:
    kept = f"{len(topics.passages):,} passages"
    if topics.without_topic:
        kept += f", {topics.without_topic:,} of them without a topic"
    yield f"{kept}; stability of the whole: {_share(topics.stability)}."
    if topics.left_out:
        yield "Left out: " + ", ".join(f"{reason} ({number:,})" for reason, number in topics.left_out.items()) + "."
    for remark in topics.remarks:
        yield f"Note: {remark}."
    yield f"{choices(topics.made_by)}."


def _share(stability: float) -> str:
    return f"{stability:.2f}" if stability == stability else "not asked"
