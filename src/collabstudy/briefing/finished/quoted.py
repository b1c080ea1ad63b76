"""What a finished document quotes: passages in quotation marks, and block quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from collabstudy.briefing.finished.blocks import block_at, only_marked
from collabstudy.briefing.finished.credits import Credit, around, below, is_credit, notes_at
from collabstudy.briefing.finished.marks import Marked, closing, marked
from collabstudy.briefing.finished.quotation import Quoted
from collabstudy.io.finished import Paragraph
from collabstudy.io.quotations import LAST_MARK, closes_what_nothing_opened

_MOST_PARAGRAPHS = 6


def quoted(paragraphs: Sequence[Paragraph]) -> tuple[Quoted, ...]:
    """All quotations of a document, in its order."""
    found: list[Quoted] = []
    heading, skip = "", 0
    for at, paragraph in enumerate(paragraphs):
        if paragraph.look == "heading":
            heading = paragraph.text.strip()
        if at < skip or paragraph.look == "source":
            continue
        here, skip = _of(paragraphs, at)
        found += [one.under(heading) for one in here]
    return tuple(found)


def _of(paragraphs: Sequence[Paragraph], at: int) -> tuple[list[Quoted], int]:
    """The quotations that begin in a paragraph, and the next one to look at."""
    paragraph = paragraphs[at]
    if paragraph.look in ("quote", "indented") and not only_marked(paragraph):
        if is_credit(paragraph.text, sure=False) and at and paragraphs[at - 1].look == paragraph.look:
            return [], at + 1
        block = block_at(paragraphs, at)
        if block is not None:
            return [block], at + 1
    return _inline(paragraphs, at)


def _inline(paragraphs: Sequence[Paragraph], at: int) -> tuple[list[Quoted], int]:
    """What stands in quotation marks; a quotation may go on in the paragraphs below."""
    paragraph = paragraphs[at]
    stretches = _stretches(paragraph)
    found: list[Quoted] = []
    until = at + 1
    for number, one in enumerate(stretches):
        text = paragraph.text[one.start : one.end]
        others = tuple(paragraph.text[one.start : end] for end in one.ends)
        before = paragraph.text[stretches[number - 1].after if number else 0 : one.start - (one.mark != "")]
        if not one.closed and one is stretches[-1]:
            more, last, end = _further(paragraphs, at, one.mark)
            if more:
                rest = replace(paragraphs[last], text=paragraphs[last].text[end + 1 :], marked=())
                whose = _credits(paragraph, one, before, "", first=number == 0)
                whose += around("", _until_next(rest.text), more[-1], led_in=False) or below(paragraphs, last)
                found.append(Quoted(" ".join([text, *more]), at, tuple(whose)))
                behind, _ = _inline([*paragraphs[:last], replace(rest, notes=())], last)
                return [*found, *(replace(one, paragraph=last) for one in behind)], last + 1
        if not re.search(r"\w", text) or (not one.closed and one.mark in '"”»›'):
            continue
        after = paragraph.text[one.after : _next(paragraph, stretches, number)]
        whose = _credits(paragraph, one, before, after, first=number == 0)
        whose += _of_row(paragraphs, at)
        if not re.search(r"\w", paragraph.text[: one.start]) and not re.search(r"\w", paragraph.text[one.after :]):
            whose += below(paragraphs, at)
        found.append(Quoted(text, at, tuple(whose), others))
    return found or _unopened(paragraphs, at), until


def _next(paragraph: Paragraph, stretches: Sequence[Marked], number: int) -> int:
    return stretches[number + 1].start - 1 if number + 1 < len(stretches) else len(paragraph.text)


def _stretches(paragraph: Paragraph) -> list[Marked]:
    """What the format marks as quoted, and what stands in quotation marks outside of that."""
    own = [Marked(start, end, end, "") for start, end in paragraph.marked]
    other = [
        one for one in marked(paragraph.text) if all(one.after <= s or one.start >= e for s, e in paragraph.marked)
    ]
    return sorted([*own, *other], key=lambda one: one.start)


def _unopened(paragraphs: Sequence[Paragraph], at: int) -> list[Quoted]:
    """A paragraph that ends with a closing mark which nothing opened: the mark at its beginning was a picture."""
    text = paragraphs[at].text.strip()
    last = LAST_MARK.search(text)
    if not last or not closes_what_nothing_opened(text):
        return []
    whose = below(paragraphs, at)
    return [Quoted(text[: last.start()], at, tuple(whose), block=True, sure=bool(whose))]


def _until_next(text: str) -> str:
    """A text up to the next quotation in it."""
    return text[: stretches[0].start - 1] if (stretches := marked(text)) else text


def _further(paragraphs: Sequence[Paragraph], at: int, mark: str) -> tuple[list[str], int, int]:
    """How a quotation goes on that its paragraph does not close: each further one may open it again."""
    more: list[str] = []
    for place in range(at + 1, min(at + _MOST_PARAGRAPHS, len(paragraphs))):
        paragraph = paragraphs[place]
        if paragraph.part != paragraphs[at].part or paragraph.look == "heading":
            break
        text = paragraph.text
        again = re.match(rf"\s*{re.escape(mark)}" if mark != "„" else r"\s*[„“]", text)
        start = again.end() if again else 0
        end = closing(text[start:], mark)
        if end is not None:
            return [*more, text[start : start + end]], place, start + end
        if not again:
            break
        more.append(text[start:])
    return [], at, 0


def _of_row(paragraphs: Sequence[Paragraph], at: int) -> list[Credit]:
    """What the other cells of its row say of a quotation in a table."""
    row = paragraphs[at].row
    if row is None:
        return []
    near = range(max(0, at - 40), min(len(paragraphs), at + 40))
    cells = [paragraphs[place].text for place in near if place != at and paragraphs[place].row == row]
    told = [cell for cell in cells if len(cell.split()) <= 15 and not marked(cell)]
    return [Credit(" · ".join(told))] if told else []


def _credits(paragraph: Paragraph, one: Marked, before: str, after: str, *, first: bool = True) -> list[Credit]:
    """Who said it, by what the format ties to it, a note, brackets, a dash, and the sentence around it."""
    found = [Credit(paragraph.given)] if paragraph.given else []
    found += notes_at(paragraph, one, after)
    text = paragraph.text[one.start : one.end]
    return found + around(before, after, text, led_in=before.rstrip().endswith(":"), first=first)
