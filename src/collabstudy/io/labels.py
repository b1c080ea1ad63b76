"""Where a line may begin with a speaker's label: every style in which people and programs write one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from collabstudy.io.draft import Block
from collabstudy.io.times import ALONE, BRACKETED, STAMP, stamp_times
from collabstudy.model.document import TurnKind

Style = Literal["colon", "stamped", "alone", "dash", "bracket", "bold", "tab", "point", "titled"]
LOOK = 130
"""A label ends within this many characters of its line."""
FRONT = r"[ \t>\u200b-\u200f\u202a-\u202e\ufeff]*(?:[(\[]?\d{1,4}[.)\]]?[ \t]+(?=[^\d\s]))?"
MARK = r"[*_]{0,3}"
LINK = r"(?:\(https?://[^\s()]*\))?"
NAME = r"(?P<name>[^\W_][^\n:：*\t]{0,58}?(?:[:*](?:r|n|in|innen|e)(?:[ ]\d{1,2})?(?=[ \t*_]*[:：(\[]))?)"
"""Up to 60 characters without a colon, but for the German colon of `Befragte:r` and the star of `Expert*in 2`."""


class Mark(NamedTuple):
    """A line that begins as if somebody spoke: label from `start`, words from `body` to the end of line at `end`."""

    start: int
    body: int
    end: int
    name: str
    style: Style
    time_start: float | None
    time_end: float | None

    @property
    def alone(self) -> bool:
        """Whether the label has the line to itself."""
        return self.body >= self.end


_COLON = re.compile(
    rf"""{FRONT}{MARK}(?:(?P<before>{STAMP})[ \t]*[-–—|·]?[ \t]*{MARK})?
    \[?{NAME}\]?(?:{MARK}|[*_]{{1,3}}[ \t]*\([^()\n]{{1,60}}\){MARK})[ \t]*
    (?:[,|·–—-]?[ \t]*{MARK}(?P<after>{STAMP}){LINK}{MARK})?[ \t]*
    [:：](?!//|\d|\\){MARK}[ \t]*
    (?:{MARK}(?P<inside>{BRACKETED}|{STAMP}(?=[ \t]*{MARK}(?:$|\t))){MARK}[ \t]*[-–—]?[ \t]*)?{MARK}""",
    re.VERBOSE,
)
_late = cache(re.compile)
"""Compiles a pattern when it is needed: a text has labels of one style, and compiling all takes longer than reading."""
_STAMPED = rf"""(?x){FRONT}{MARK}[\[<]?{NAME}[\]>]?{MARK}(?:[ \t]*[,|·–—-])?[ \t]*{MARK}
    (?:(?P<after>(?<=[ \t*_]){STAMP}){MARK}[ \t]*$|(?P<inside>{BRACKETED}){LINK}{MARK}[ \t]*(?:[-–—][ \t]*)?)"""
_AFTER_STAMP = (
    rf"{FRONT}{MARK}(?P<before>{STAMP}){MARK}[ \t]*[-–—|·]?[ \t]*"
    rf"{MARK}\[?(?P<name>[^\W_][^\n:*\t.!?…]{{0,58}}?)\]?{MARK}[ \t]*$"
)
_ALONE = rf"[ \t>]*{MARK}\[?(?P<name>[^\W_][^\n:*\t]{{0,40}}?)\]?{MARK}[ \t]*$"
_DASH = (
    rf"{FRONT}{MARK}(?:(?P<name>[^\W_][^\n:*\t–—]{{0,30}}?){MARK}[ \t]+[-–—]{{1,2}}[ \t]+"
    rf"|(?P<short>[A-Z]{{1,4}}\d?){MARK}—(?=\S)){MARK}"
)
_BRACKET = (
    rf"{FRONT}{MARK}(?:(?P<before>{STAMP})[ \t]+)?"
    rf"(?:\[(?P<name>[^\W_][^\n\[\]]{{0,40}})\]|<(?P<angled>[^\W_a-z][^\n<>]{{0,40}})>"
    rf"|\((?P<round>[^\W_a-z][^\n()]{{0,40}})\))"
    rf"{MARK}[ \t]*[-–—]?[ \t]*"
)
_BOLD = r"[ \t>]*(?P<stars>\*\*|__)(?P<name>[^\W_][^\n*_:]{0,40}?)(?P=stars)[ \t]+(?=\S)"
_TAB = r"(?P<name>[^\W_][^\n:\t]{0,40}?)[ ]*\t[ \t]*"
_POINT = rf"{FRONT}{MARK}(?P<name>[A-Z]{{1,2}}\d?)\.-?{MARK}[ \t]+"
_TITLED = (
    r"[ \t]*(?P<name>(?:(?:Mr|Mrs|Ms|Miss|Dr|Gen|Rep|Sen|Hon)\.|Senator|Chair(?:man|woman)?|Representative|Secretary|"
    r"General|Judge|Justice|Director|Chancellor|Ambassador|The(?=[ ]C))"
    r"(?:[ ](?:[A-Z][\w'’.-]*[\w]|of|de|van|von|la)){1,4})"
    r"\.[ \t]+(?=[\[A-Z\"“])"
)
_PLAIN: dict[Style, str] = {
    "alone": _ALONE, "dash": _DASH, "bracket": _BRACKET, "bold": _BOLD, "tab": _TAB, "point": _POINT, "titled": _TITLED,
}  # fmt: skip
_NAMED = ("name", "angled", "round", "short")
_CHAT = re.compile(r"From[ ]+(?P<name>.+?)(?:[ ]+(?:to|To)[ ]+.+)?")
_LETTER_AND_POINT = re.compile(r"[A-Z]{1,2}\d?\.")


def with_colon_or_time(text: str, blocks: tuple[Block, ...]) -> Iterator[Mark]:
    r"""Lines such as `Name: …`, `**Name:** …`, `[0:12] Name: …`, `Name (0:12): …`, `Name  0:12`, `0:12 Name`.

    >>> [(mark.name, mark.time_start) for mark in with_colon_or_time("Ann  1:02\nHello.", (Block(0, 16),))]
    [('Ann', 62.0)]
    """
    for at, end in lines(text, blocks):
        if text.find(":", at, min(end, at + LOOK)) < 0 and text.find("：", at, min(end, at + LOOK)) < 0:
            continue
        found = _COLON.match(text, at, end)
        if found:
            yield _mark(found, "colon", end)
            continue
        found = _late(_STAMPED).match(text, at, end) or _late(_AFTER_STAMP).match(text, at, end)
        if found:
            yield _mark(found, "stamped", end)


def without(text: str, blocks: tuple[Block, ...], style: Style) -> Iterator[Mark]:
    r"""Lines such as `Name` alone, `Name – …`, `[Name] …`, `**Name** …`, a name and a tab, `Q. …`: far weaker signs.

    >>> [mark.name for mark in without("Q. How so?\nA. By asking.", (Block(0, 23),), "point")]
    ['Q', 'A']
    """
    pattern = _late(_PLAIN[style])
    above: tuple[int, int] | None = None
    waiting: Mark | None = None
    for at, end in lines(text, blocks):
        if waiting:
            yield _with_time(waiting, text, above=None, below=(at, end))
            waiting = None
        found = pattern.match(text, at, end)
        if found:
            mark = _mark(found, style, end)
            if style == "alone":
                waiting = _with_time(mark, text, above=above, below=None)
            else:
                yield mark
        above = (at, end)
    if waiting:
        yield waiting


def _with_time(mark: Mark, text: str, *, above: tuple[int, int] | None, below: tuple[int, int] | None) -> Mark:
    """A name on a line of its own with the time that stands alone on the line above or below."""
    line = above or below
    stamp = ALONE.match(text, *line) if line and mark.time_start is None else None
    return mark._replace(time_start=stamp_times(stamp["stamp"])[0]) if stamp else mark


WEAK_STYLES: tuple[Style, ...] = tuple(_PLAIN)


def lines(text: str, blocks: tuple[Block, ...]) -> Iterator[tuple[int, int]]:
    """Start and end of every line in those blocks that may hold speech."""
    kinds = speakable(blocks)
    for block in blocks:
        if block.kind in kinds:
            at = block.start
            while at < block.end:
                end = text.find("\n", at, block.end)
                end = block.end if end < 0 else end
                yield at, end
                at = end + 1


def speakable(blocks: tuple[Block, ...]) -> frozenset[TurnKind | None]:
    """The kinds of blocks in which somebody may speak.

    A `paragraph` where most blocks are undecided is a footnote or caption; where many are paragraphs, it is text.
    """
    counts = Counter(block.kind for block in blocks)
    text: TurnKind | None = "paragraph" if counts["paragraph"] * 2 > counts[None] else None
    return frozenset({None, "list", "speech", text})


def _mark(found: re.Match[str], style: Style, end: int) -> Mark:
    groups = found.groupdict()
    name = next(filter(None, map(groups.get, _NAMED)), "").strip(" \t_[]\xa0\u202f")
    name = name[:-1] if name.endswith(".") and _LETTER_AND_POINT.fullmatch(name) else name
    stamp = groups.get("before") or groups.get("after") or groups.get("inside")
    chat = _CHAT.fullmatch(name) if stamp else None
    times = stamp_times(stamp) if stamp else (None, None)
    body = found.end()
    return Mark(found.start(), min(body, end), end, chat["name"] if chat else name, style, *times)
