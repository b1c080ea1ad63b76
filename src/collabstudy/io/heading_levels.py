"""How deep the headings of a plain text stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from collabstudy.io.passages import Passage

NUMBERED = re.compile(
    r"(?:(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)]?\s[\s–-]*|(?:part|chapter|section|annex|appendix)\s+\S+[\s:–-]+)(?=\S)",
    re.IGNORECASE,
)
WORD = r"[^\W\d_]{3,}"
SMALL_WORDS = frozenset(
    "a an and at by for from in into of on or the to with vs und der die das von et de la le les du y e".split()
)


def with_levels(text: str, passages: list[Passage]) -> list[Passage]:
    """The passages with the level of each guessed heading: 2 for a section, deeper by its number.

    A heading that is a name (of a place, an organisation) among headings that are not stands one deeper: a box about
    a case, inside its section.
    """
    guessed = [p for p in passages if p.kind == "heading" and p.level == 0]
    lines = [passage.of(text) for passage in guessed]
    shouting = [line for line in lines if line.isupper()]
    mixed = 0 < len(shouting) < len(lines)
    boxes = set(names_among(without(text, guessed), lines))
    levels = {}
    for passage, line in zip(guessed, lines, strict=True):
        numbered = NUMBERED.match(line)
        if numbered and numbered["number"]:
            levels[passage.start] = 2 + numbered["number"].count(".")
        else:
            levels[passage.start] = 2 + (mixed and not line.isupper()) + (line in boxes)
    return [replace(p, level=levels[p.start]) if p.start in levels else p for p in passages]


def without(text: str, passages: Sequence[Passage]) -> str:
    """A text without some of its passages."""
    ends = [0, *(passage.end for passage in passages)]
    starts = [*(passage.start for passage in passages), len(text)]
    return "".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def names_among(text: str, lines: Sequence[str]) -> Iterator[str]:
    """Headings that are names, if some of the others are not.

    A name has several words, all capitalised, and one of them is so in the text too and never stands in small letters.
    """
    if all(is_capitalised(line) for line in lines):
        return
    words = frozenset(re.findall(WORD, text))
    for line in lines:
        named = any(word in words and word.lower() not in words for word in re.findall(WORD, line))
        if named and " " in line and is_capitalised(line):
            yield line


def is_capitalised(line: str) -> bool:
    """Whether all words but small ones begin with a capital."""
    words = re.findall(r"[^\W\d_]+", line)
    return bool(words) and all(word[0].isupper() or word in SMALL_WORDS for word in words)
