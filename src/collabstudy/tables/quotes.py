"""Quotations in a notebook: each opens to what was asked and to the rest of the turn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from collabstudy.tables import look
from collabstudy.tables.look import Html, Quoted, text

CUT = "[…]"


class Said(Protocol):
    """A quotation, with what stands around it as far as that may be shown."""

    @property
    def quote(self) -> Quoted:
        """The words."""

    @property
    def asked(self) -> str:
        """What the interviewer said just before; empty if that may not be told."""

    @property
    def before(self) -> str:
        """The words of the same turn before it."""

    @property
    def after(self) -> str:
        """The words of the same turn after it."""

    @property
    def coders(self) -> tuple[str, ...]:
        """Who has coded it; empty if that may not be told."""


def notebook(said: Sequence[Said], note: str = "") -> Html:
    """Quotations as HTML. They come in as far as they may be shown; `note` says what else there is."""
    items = "".join(f"<li>{_item(one)}</li>" for one in said)
    return Html(
        f'<div class="cs-table mathjax_ignore tex2jax_ignore">{look.style()}'
        f'<ul class="cs-said">{items}</ul><p class="cs-told">{text(note)}</p></div>'
    )


def _item(one: Said) -> str:
    quote = f"“{text(one.quote.text)}” <cite>{text(_told(one))}</cite>"
    if not (one.asked or one.before or one.after):
        return quote
    words = one.quote.text.removeprefix(CUT).removesuffix(CUT).strip()
    turn = " ".join(filter(None, (text(one.before), f"<mark>{text(words)}</mark>", text(one.after))))
    asked = f"<p><i>{text(one.asked)}</i></p>" if one.asked else ""
    return f"<details><summary>{quote}</summary>{asked}<p>{turn}</p></details>"


def _told(one: Said) -> str:
    where = f"{one.quote.document}, turn {one.quote.turn}" if one.quote.document and one.quote.turn else ""
    return " · ".join(filter(None, (one.quote.attribution, where, ", ".join(one.coders))))
