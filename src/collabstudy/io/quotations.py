"""Quotations that stand on their own, with the line that says whose words they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from collabstudy.io.attributions import DASHED, attribution, clean, is_attribution
from collabstudy.io.passages import Passage

PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "'": "'", '"': '"', "‹": "›", "「": "」", "『": "』"}
LAST_MARK = re.compile(r"[”\"»“’'」』](?P<after>[.,]?)$")
INLINE = re.compile(
    r"(?P<mark>[”\"»’'」』])[.,]?\s*(?:[–—―]{1,2}|\s-{1,2})\s*(?P<who>[^\W\d_][^.!?”\"»\n]{1,90})\.?$"
    r"|(?P<mark2>[”\"»’'」』])[.,]?\s*\((?P<who2>[^()\n]{2,90})\)[.,]?$"
)
IN_BRACKETS = re.compile(r"\((?P<who>[^()\n]{2,90})\)[.,]?$")
MOST_PARAGRAPHS = 5


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation over some passages, the last of which says whose it is if that stands on a line of its own."""

    start: int
    end: int
    who: str | None
    passages: int


def with_quotations(text: str, passages: list[Passage]) -> list[Passage]:
    """The passages, with each quotation as one passage, and its attribution as the speaker instead of as a passage."""
    made, at = [], 0
    while at < len(passages):
        found = quotation_at(text, passages, at)
        if found is None:
            made.append(passages[at])
            at += 1
        else:
            made.append(
                replace(passages[at], start=found.start, end=found.end, kind="quote", speaker=found.who, marker=None)
            )
            at += found.passages
    return made


def quotation_at(text: str, passages: list[Passage], at: int) -> Quotation | None:
    """The quotation that begins with this passage, if one does."""
    first = passages[at]
    if first.kind not in (None, "quote", "list") or first.speaker:
        return None
    if first.kind == "quote":
        return block_quotation(text, passages, at)
    words = first.of(text)
    inline = INLINE.search(words)
    if inline and opens_here(words[: inline.end("mark" if inline["mark"] else "mark2")]):
        who = clean(inline["who"] or inline["who2"])
        if is_attribution(who, sure=True):
            return Quotation(first.start + (words[0] in PAIRS), first.start + inline.start(), who, 1)
    count = length_of(text, passages, at)
    if count == 0:
        return None
    last = passages[at + count - 1]
    named = attribution(text, passages, at + count, sure=False)
    if named is None and not (count == 1 and wholly_quoted(words)):
        return None
    start = first.start + (words[0] in PAIRS)
    return Quotation(start, without_mark(text, start, last.end), named, count + (named is not None))


def block_quotation(text: str, passages: list[Passage], at: int) -> Quotation:
    """A quotation that the format marked as one: its attribution stands at its end or below it."""
    passage = passages[at]
    words = passage.of(text)
    *body, tail = words.split("\n")
    if body and DASHED.match(tail.lstrip("> ")) and is_attribution(clean(tail), sure=True):
        return outer(text, passage.start, passage.start + len(words) - len(tail), clean(tail), 1)
    inline = INLINE.search(words)
    if inline and is_attribution(clean(inline["who"] or inline["who2"]), sure=True):
        return outer(text, passage.start, passage.start + inline.start() + 1, clean(inline["who"] or inline["who2"]), 1)
    bracketed = IN_BRACKETS.search(words)
    if bracketed and re.search(r"\d|,", bracketed["who"]) and is_attribution(bracketed["who"], sure=True):
        return outer(text, passage.start, passage.start + bracketed.start(), bracketed["who"], 1)
    who = attribution(text, passages, at + 1, sure=False)
    return outer(text, passage.start, passage.end, who, 1 + (who is not None))


def outer(text: str, start: int, end: int, who: str | None, passages: int) -> Quotation:
    """A quotation without white space and quotation marks around all of it."""
    words = text[start:end]
    end = start + len(words.rstrip())
    if wholly_quoted(text[start:end]):
        return Quotation(start + 1, without_mark(text, start + 1, end), who, passages)
    return Quotation(start, end, who, passages)


def length_of(text: str, passages: list[Passage], at: int) -> int:
    """How many passages from here on look like one quotation: up to the first that ends with a closing mark.

    Either the first opens with a mark, or the only one ends with a mark that nothing in it opened (the opening one was
    a picture). 0 if none do.
    """
    words = passages[at].of(text)
    if words[0] not in PAIRS:
        return int(closes_what_nothing_opened(words))
    for count, passage in enumerate(passages[at : at + MOST_PARAGRAPHS], 1):
        if passage.kind not in (None, "list") or passage.speaker:
            return 0
        found = LAST_MARK.search(passage.of(text))
        if found and found[0][0] in PAIRS[words[0]]:
            return count if count > 1 or opens_here(words[: found.start() + 1]) else 0
    return 0


def closes_what_nothing_opened(words: str) -> bool:
    """Whether a paragraph ends with a quotation mark too many.

    >>> closes_what_nothing_opened('It became about "us", not them."'), closes_what_nothing_opened('He said "no."')
    (True, False)
    """
    found = LAST_MARK.search(words)
    if not found:
        return False
    mark = found[0][0]
    if mark == '"':
        return words.count('"') % 2 == 1
    return mark in "”»" and words.count(mark) > sum(words.count(opening) for opening in ("“„" if mark == "”" else "«"))


def wholly_quoted(words: str) -> bool:
    """Whether a paragraph is one quotation from its first to its last character.

    >>> wholly_quoted("“We asked. They came.”"), wholly_quoted("“We asked”, she says. “They came.”")
    (True, False)
    """
    if len(words) < 3 or words[0] not in PAIRS or words[0] == "'":
        return False
    found = LAST_MARK.search(words)
    return found is not None and found[0][0] in PAIRS[words[0]] and opens_here(words[: found.start() + 1])


def opens_here(words: str) -> bool:
    """Whether the mark at the end closes the one at the beginning, and no other quotation lies between."""
    opening = words[0]
    if opening not in PAIRS:
        return closes_what_nothing_opened(words)
    inner = words[1:-1]
    if opening in "\"'":
        return inner.count(opening) % 2 == 0 and not re.search(rf"{opening}[,.]? \w", inner)
    if opening == "‘":
        return not re.search(r"[.,!?]’ |’[,.] ", inner)
    depth = 0
    for character in inner:
        depth += (character == opening) - (character in PAIRS[opening] and character != opening)
        if depth < 0:
            return False
    return True


def without_mark(text: str, start: int, end: int) -> int:
    """The end of a quotation without its closing mark."""
    found = LAST_MARK.search(text, start, end)
    return found.start() if found and found.start() > start else end
