"""Block quotations: what is said in them, and what stands with them to say whose words they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from collabstudy.briefing.finished.credits import Credit, around, below, credit_at_end
from collabstudy.briefing.finished.endings import readings
from collabstudy.briefing.finished.marks import Marked, marked
from collabstudy.briefing.finished.quotation import Quoted
from collabstudy.io.finished import Paragraph

_MOST_BETWEEN = 12
_FEWEST_WORDS = 4
"""Of fewer words before a dash, a paragraph that is only set further in may be any entry of a list."""
_TOLD = re.compile(r"[\s,]*(?:\w+ ){0,5}?(?:sa(?:id|ys)|told|adds?|added|explain\w*)\b")
_ENDS = re.compile(r"[.!?…”\"’»\])]\s*$")
_NUMBERED = re.compile(r"(?<=\D[.!?…”\"’»])\d{1,3}\s*$")
"""The number of a note behind the last word."""


def block_at(paragraphs: Sequence[Paragraph], at: int) -> Quoted | None:
    """A block quotation: the paragraph without the line that says whose it is; None where it only holds quotations."""
    paragraph = paragraphs[at]
    body, who = credit_at_end(paragraph.text)
    stretches = marked(body)
    if stretches and not _wholly(body, stretches) and _holds(body, stretches, block=paragraph.look == "quote"):
        return None
    made = _ending(paragraphs, at, body, who)
    if _wholly(body, stretches):
        return replace(made, text=body[stretches[0].start : stretches[0].end])
    least = 0 if paragraph.look == "quote" else _FEWEST_WORDS
    text = paragraph.text.strip()
    ends = [(end, told) for end, told in readings(text) if end != body and len(end.split()) >= least]
    ends = [(text, ""), *ends] if body != text else ends
    return replace(made, endings=tuple(_ending(paragraphs, at, end, told) for end, told in ends))


def _ending(paragraphs: Sequence[Paragraph], at: int, body: str, who: str) -> Quoted:
    """A block quotation that ends somewhere, with all that the document says of who said it."""
    paragraph = paragraphs[at]
    whose = [Credit(told) for told in (paragraph.given, who) if told]
    whose += [Credit(note) for place, note in paragraph.notes if place >= len(body.rstrip()) - 2]
    whose += [] if whose else below(paragraphs, at)
    above = _above(paragraphs, at)
    led_in = above is not None and above.text.rstrip().endswith(":")
    sure = paragraph.look == "quote" or ((bool(whose) or led_in) and _ENDS.search(body) is not None)
    if above is not None and above.look in ("", "heading"):
        whose += around(above.text, "", body, led_in=led_in)
    return Quoted(_NUMBERED.sub("", body.strip()) or body, at, tuple(whose), block=True, sure=sure)


def _above(paragraphs: Sequence[Paragraph], at: int) -> Paragraph | None:
    """The paragraph above that may lead to a quotation: none of a text box beside it, none that ends with a credit."""
    part = paragraphs[at].part
    near = (paragraph for paragraph in reversed(paragraphs[max(0, at - _MOST_BETWEEN) : at]))
    above = next((paragraph for paragraph in near if paragraph.part != "box" or part != "text"), None)
    if above is None or above.part != part:
        return None
    own = not above.text.rstrip().endswith(":") and (credit_at_end(above.text)[1] or next(readings(above.text), None))
    return None if own else above


def _wholly(body: str, stretches: Sequence[Marked]) -> bool:
    """Whether a paragraph is one stretch in quotation marks."""
    if len(stretches) != 1 or body[: stretches[0].start].strip(" \n\t“„«»\"‘'‹"):
        return False
    return not re.search(r"\w", body[stretches[0].after :])


def _holds(body: str, stretches: Sequence[Marked], *, block: bool) -> bool:
    """Whether a paragraph is a narrator's, with quotations in it: it begins with one, and goes on after it.

    Somebody who is quoted may quote somebody else: that alone makes no narrator.
    """
    if not block:
        return True
    return not body[: stretches[0].start - 1].strip() and _TOLD.match(body[stretches[0].after :]) is not None


def only_marked(paragraph: Paragraph) -> bool:
    """Whether the format marks all that a block quotation says as quoted by itself."""
    rest = list(paragraph.text)
    for start, end in paragraph.marked:
        rest[start:end] = " " * (end - start)
    return bool(paragraph.marked) and not re.search(r"\w", "".join(rest))
