"""The quotations of a finished document in a notebook: what became of each, those to be looked at first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from collabstudy.tables import look
from collabstudy.tables.look import Html, text


class Differs(Protocol):
    """Where the words of the document and what was said differ."""

    @property
    def told(self) -> str:
        """The difference in words."""


class Held(Protocol):
    """A quotation and what became of it."""

    @property
    def meaning(self) -> str:
        """What the worst of that means."""

    @property
    def results(self) -> Sequence[str]:
        """All that is true of it, the worst first."""

    @property
    def alarm(self) -> bool:
        """Whether the document must not go out like this."""

    @property
    def attention(self) -> bool:
        """Whether somebody should look at it."""

    @property
    def text(self) -> str:
        """The document's words."""

    @property
    def place(self) -> str:
        """Where it stands in the document."""

    @property
    def credit(self) -> str:
        """Who said it, says the document."""

    @property
    def document(self) -> str:
        """Where it was said; empty where that may not be told."""

    @property
    def turn(self) -> int | None:
        """In which turn."""

    @property
    def speaker(self) -> str:
        """Who said it, as far as that may be told."""

    @property
    def said(self) -> str:
        """The transcript's words, where they may be shown."""

    @property
    def differences(self) -> Sequence[Differs]:
        """Where both differ."""

    @property
    def why(self) -> Sequence[str]:
        """The reasons."""


class AllHeld(Protocol):
    """The quotations of one document."""

    @property
    def file(self) -> str:
        """The document's name."""

    @property
    def worst_first(self) -> Sequence[Held]:
        """All of them."""

    @property
    def counts(self) -> Mapping[str, int]:
        """How many have which result."""

    @property
    def note(self) -> str:
        """What was searched."""


def notebook(found: AllHeld) -> Html:
    """The quotations as HTML: those that need somebody's eye, then the others, folded."""
    first = [one for one in found.worst_first if one.attention]
    rest = [one for one in found.worst_first if not one.attention]
    counts = " · ".join(f"{number} {result}" for result, number in found.counts.items()) or "no quotations"
    good = '<p class="cs-told cs-holds">Nothing to be looked at.</p>' if not first else ""
    folded = f"<details><summary>{len(rest)} in order</summary>{_table(rest)}</details>" if rest else ""
    return Html(
        f'<div class="cs-table mathjax_ignore tex2jax_ignore">{look.style()}'
        f'<p class="cs-told"><b>{text(found.file)}</b>: {text(counts)}</p>{good}{_table(first)}{folded}'
        f'<p class="cs-told">{text(found.note)}</p></div>'
    )


def _table(verdicts: Sequence[Held]) -> str:
    if not verdicts:
        return ""
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Result", "In the document", "In the transcripts"))
    rows = "".join(map(_row, verdicts))
    return f'<table class="cs-rows"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _row(one: Held) -> str:
    state = "cs-broken" if one.alarm else "cs-weakened" if one.attention else "cs-holds"
    place = " · ".join(filter(None, (one.place, f"credited to: {one.credit}" if one.credit else "")))
    where = f"{one.document}, turn {one.turn}" if one.turn else one.document
    there = (" · ".join(filter(None, (where, one.speaker))), *(change.told for change in one.differences), *one.why)
    said = f"“{text(one.said)}”<br>" if one.said else ""
    return (
        f'<tr><td class="cs-result {state}" title="{look.attribute(one.meaning)}">{text(", ".join(one.results))}</td>'
        f"<td>“{text(one.text)}”<br><small>{text(place)}</small></td>"
        f"<td>{said}<small>{'<br>'.join(map(text, filter(None, there)))}</small></td></tr>"
    )
