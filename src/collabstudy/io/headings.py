"""Which short lines of a plain text are headings, and how deep they stand.

A heading is one short line that ends no sentence, begins like one, stands apart from the text above it, and has
something to say something about below it. What looks like a date, an address, a label, a file name or one of several
short lines in a row is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from collabstudy.io.dates import dates_in
from collabstudy.io.heading_levels import NUMBERED, with_levels
from collabstudy.io.passages import Passage

MOST_WORDS = 14
MOST_CHARACTERS = 110
MOST_IN_A_ROW = 3
TOO_MANY, MOST_SHARE = 10, 0.4
"""A text with more headings than both, in number and as a share of its passages, is a list, a chat or a form."""
ENDS_SENTENCE = re.compile(r"[.,;…。、！)\]”»\"]$|(?:\S+\s+){5,}\S+!$")
NOT_A_HEADING = re.compile(
    r"""(?ix) https?:|www\.|\S@\S|\[email|=
    | \b\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\b|\b(?!\.))            # a time of day
    | ^(?:source|photo|image|picture|figure|fig|caption|credit|tel|phone|e-?mail|copyright|©)\b(?:\s|:)
    | ^(?-i:By\s[A-Z])
    | ^[\d\s.,/%£$€+-]+$                                     # figures
    | ^(?:page|seite)\s\d+
    | \.\s\S                                                 # the end of a sentence inside
    | ^\d+\s*--
    | ^\w+:\s\S+(?:\s\S+)?$                                  # an entry in a form
    | \bI(?:['’](?:m|d|ll|ve)|\s(?:am|was|have|think|guess|would|will|can))\b
    """
)
PUBLISHED = re.compile(
    r"(?i)\b(?:(?:was|were|is|been) (?:originally |first )?(?:published|posted)|this (?:article|post|piece|blog) )\b"
)
LEADS_IN = re.compile(
    r"(?i)\b(?:for|to|of|with|the|an?|and|or|by|in|on|at|from|that|which|are|is|was|were|include|including)$"
)
STARTS_TALK = re.compile(r"(?:I|I'm|I’m|Yes|Yeah|No|Okay|OK|Um|Uh|Erm|Well|Thanks|Thank you|Hello|Hi)\b")
ENOUGH = 3
"""A document with so many headings of its own needs no guessing."""


def with_headings(text: str, passages: Sequence[Passage]) -> list[Passage]:
    """The passages, with the undecided ones that are headings marked and levelled."""
    if sum(passage.kind == "heading" for passage in passages) >= ENOUGH:
        return list(passages)
    spaced, entries = are_spaced(text, passages), form_entries(text, passages)
    marked = list(passages)
    for at in range(len(marked) - 1, -1, -1):
        passage = marked[at]
        if (
            passage.kind is None
            and prefix(passage.of(text)) not in entries
            and is_heading(text, marked, at, spaced=spaced)
        ):
            marked[at] = replace(passage, kind="heading")
    marked = without_rows(marked)
    if sum(p.kind == "heading" for p in marked) > max(TOO_MANY, MOST_SHARE * len(marked)):
        return list(passages)
    return with_levels(text, marked)


def form_entries(text: str, passages: Sequence[Passage]) -> frozenset[str]:
    """What stands before the colon in several lines of a text: names of fields, not headings."""
    counted = Counter(prefix(passage.of(text)) for passage in passages if passage.one_line)
    return frozenset(words for words, times in counted.items() if words and times > 2)


def prefix(words: str) -> str:
    """What stands before the first colon of a line, "" if there is none."""
    return words[:60].partition(":")[0] if ":" in words[:60] else ""


def are_spaced(text: str, passages: Sequence[Passage]) -> bool:
    """Whether blank lines part the paragraphs of a text: then they part its headings from them too."""
    gaps = [text.count("\n", a.end, b.start) > 1 for a, b in pairwise(passages)]
    return sum(gaps) > 0.5 * len(gaps)


def is_heading(text: str, passages: Sequence[Passage], at: int, *, spaced: bool) -> bool:
    """Whether a passage is a heading; those below it must have been judged already."""
    passage = passages[at]
    words = passage.of(text)
    if not passage.one_line or not is_headline(words):
        return False
    above = passages[at - 1] if at and are_together(text, passages[at - 1], passage) else None
    below = passages[at + 1] if at + 1 < len(passages) and are_together(text, passage, passages[at + 1]) else None
    if spaced and not stands_apart(text, above, passage, below):
        return False
    numbered = NUMBERED.match(words) is not None
    higher = passages[at - 2] if at > 1 else None
    follows = may_follow(text, above, numbered=numbered) or (
        above is not None
        and above.one_line
        and is_headline(above.of(text))
        and may_follow(text, higher, numbered=False)
    )
    return follows and introduces(text, words, below, numbered=numbered)


def are_together(text: str, above: Passage, below: Passage) -> bool:
    """Whether nothing but white space and a bullet stands between two passages (what somebody says might)."""
    return len(text[above.end : below.start].strip()) < 3


def stands_apart(text: str, above: Passage | None, passage: Passage, below: Passage | None) -> bool:
    """Whether a blank line stands above a passage, and below it too unless running text follows at once."""
    if above is not None and text.count("\n", above.end, passage.start) < 2:
        return False
    if below is None or text.count("\n", passage.end, below.start) > 1:
        return True
    return below.kind == "list" or not below.one_line or below.end - below.start > MOST_CHARACTERS


def is_headline(words: str) -> bool:
    """Whether words are such as headings are made of.

    >>> is_headline("Partnership not competition"), is_headline("We met on a Tuesday."), is_headline("Thursday, 3.00pm")
    (True, False, False)
    """
    numbered = NUMBERED.match(words)
    words = words[numbered.end() :] if numbered else words
    if not words or len(words) > MOST_CHARACTERS or len(words.split()) > MOST_WORDS:
        return False
    if NOT_A_HEADING.search(words) or PUBLISHED.search(words):
        return False
    if ENDS_SENTENCE.search(words) and not re.search(r"\([^()]+\)$", words):
        return False
    if words[-1] in ":：" and len(words.split()) > 3:
        return False
    letters = sum(map(str.isalpha, words))
    first = next((character for character in words if character.isalnum()), "")
    begins = (words[0].isalnum() or words[0] in "“\"'‘«„¿¡") and not first.islower()
    lettered = letters >= 0.6 * len(words.replace(" ", ""))
    return begins and lettered and not is_dated(words) and not STARTS_TALK.match(words) and not LEADS_IN.search(words)


def is_dated(words: str) -> bool:
    """Whether a line is a date and not much else."""
    found = next(dates_in(words), None)
    return found is not None and found.end - found.start > 0.5 * len(words)


def may_follow(text: str, above: Passage | None, *, numbered: bool) -> bool:
    """Whether what stands above is complete, so that something new may begin; a number says so itself."""
    if above is None or numbered or above.kind in ("heading", "list", "table", "quote", "speech"):
        return True
    words = above.of(text)
    return words[-1] in '.!?…。！？)]”’"»*' or len(words.split()) > MOST_WORDS or is_dated(words)


def introduces(text: str, words: str, below: Passage | None, *, numbered: bool) -> bool:
    """Whether what stands below has more to say than the line itself."""
    if below is None:
        return False
    if numbered and below.kind is None and not NUMBERED.match(below.of(text)):
        return True
    if below.kind in ("heading", "table", "quote", "speech"):
        return True
    if below.kind == "list":
        return words[-1] != ":" or len(words.split()) <= 2
    if below.kind == "paragraph":
        return True
    following = below.of(text)
    if LEADS_IN.search(following):
        return True
    return len(following) > max(60, len(words)) or (following[-1] in ".!?。:" and len(following.split()) > 3)


def without_rows(passages: list[Passage]) -> list[Passage]:
    """The passages, with headings that stand in a long row taken back: they are a list, an address or a menu."""
    made = list(passages)
    start = 0
    while start < len(made):
        end = start
        while end < len(made) and made[end].kind == "heading" and made[end].level == 0:
            end += 1
        if end - start > MOST_IN_A_ROW + (start == 0):
            for at in range(start, end - 1):
                made[at] = replace(made[at], kind=None)
        start = max(end, start + 1)
    return made
