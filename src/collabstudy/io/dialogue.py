"""A draft cut at the labels of those who speak: who says what, and what nobody says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from collabstudy.io.cast import Cast, find_cast
from collabstudy.io.draft import Block, Draft
from collabstudy.io.labels import Mark, speakable
from collabstudy.io.people import Likeness, likeness
from collabstudy.io.stamps import stamps_at_ends, stripped, without_stamps
from collabstudy.io.timed import timed_paragraphs
from collabstudy.io.times import ALONE, INSIDE, STAMP, stamp_times
from collabstudy.io.wordlists import NO_TITLES
from collabstudy.model.document import TurnKind

RULE = re.compile(r"^[ \t]*(?:\\?[-*_=–—~#][ \t]*){3,}$", re.MULTILINE)
EMPHASISED = re.compile(r"(?s)(?P<mark>[*_]{1,3})(?!\s)(?P<text>(?:(?!(?P=mark)).)+)(?P=mark)[.?!]?")
SERVICE = re.compile(
    r"""(?isx) [\[(*_\ ]* (?:
      transcri(?:bed|ption|pt) \s+ (?:is\s+)? (?:by|with|provided|powered|from|created|generated)\b .*
    | transkribiert \s+ (?:mit|von|durch)\b .*
    | (?:audio|video) \s? (?:file|datei) \s*:.*
    | https?://\S+
    | .{0,60} \b (?:started|stopped) \s transcription | meeting \s ended \s after \b .{0,40}
    | (?:copyright|©) .{0,200}
    | (?:end|ende|fin|fine|slut) (?: \s+ (?:of|der|des|de|du|della|av)\b .{0,40})?
    | (?:recording|audio|interview|transcript|transcription|aufnahme)
      \s+ (?:ends?|ended|stops?|stopped|endet|beendet)\b .{0,40}
    ) [\])*_.\ ]*"""
)
"""What a service or typist writes below a transcript: `Transcribed by https://otter.ai`, `[End of recording]`."""
PROSE_WORDS = 25
"""A paragraph of so many words before the first label is an introduction; shorter ones are front matter."""


def find_speakers(draft: Draft) -> tuple[Block, ...] | None:
    """The blocks of the draft with speech cut out of them, or None where there is neither a speaker nor a time.

    Speech blocks hold only what is said, with speaker and times. What comes back without a kind is not speech and for
    others to judge; labels, time stamps, front matter and footers are in no block.
    """
    given = draft
    if any(block.speaker for block in draft.blocks):
        return tuple(_given(block) for block in draft.blocks)
    cast = find_cast(draft.text, draft.blocks)
    for opened in (_names_opened, _quotes_opened):
        if cast is None and (blocks := opened(given)) != given.blocks:
            draft = replace(given, blocks=blocks)
            cast = find_cast(draft.text, blocks)
    if cast is None:
        return timed_paragraphs(given)
    cutter = _Cutter(draft.text, cast, speakable(draft.blocks))
    for block in draft.blocks:
        cutter.take(block)
    made = stamps_at_ends(draft.text, cutter.made)
    if INSIDE.search(draft.text):
        made = [part for block in made for part in without_stamps(draft.text, block)]
    return tuple(_trimmed(draft, made, keep_front=cast.sparse))


def _names_opened(draft: Draft) -> tuple[Block, ...]:
    """The blocks with headings that are somebody's name, and return, left open: `### Mira Lund (00:12)`."""
    names = {
        block: re.sub(STAMP, "", draft.text[block.start : block.end]).strip(" *_:-–—")
        for block in draft.blocks
        if block.kind == "heading"
    }
    counts = Counter(names.values())
    people = {name for name, times in counts.items() if times > 1 and likeness(name) >= Likeness.NAME}
    return tuple(replace(block, kind=None, level=0) if names.get(block) in people else block for block in draft.blocks)


def _quotes_opened(draft: Draft) -> tuple[Block, ...]:
    """The blocks with block quotes left open, line by line, where most of a text are such: `> **Mira:** How so?`."""
    text = [block for block in draft.blocks if block.kind != "heading"]
    if sum(block.kind == "quote" for block in text) * 2 <= len(text):
        return draft.blocks
    return tuple(
        part for block in draft.blocks for part in (_lines(draft.text, block) if block.kind == "quote" else [block])
    )


def _lines(text: str, block: Block) -> Iterator[Block]:
    at = block.start
    for line in text[block.start : block.end].split("\n"):
        said = line.lstrip(" \t>")
        start = at + len(line) - len(said)
        if said.strip():
            yield replace(block, start=start, end=start + len(said.rstrip()), kind=None)
        at += len(line) + 1


def _given(block: Block) -> Block:
    return replace(block, kind="speech" if block.speaker else block.kind or "paragraph")


@dataclass(slots=True)
class _Cutter:
    """Goes through the blocks and remembers who is speaking."""

    text: str
    cast: Cast
    kinds: frozenset[TurnKind | None]
    made: list[Block] = field(default_factory=list)
    marks: Sequence[Mark] = field(init=False)
    speaker: str | None = None
    time: tuple[float | None, float | None] = (None, None)
    at: int = 0
    """The next mark."""
    end: int = 0
    """Where the last block ended."""
    waits: bool = False
    """Whether a label alone on its line waits for its words."""

    def __post_init__(self) -> None:
        asides = (mark._replace(body=mark.start) for mark in self.cast.asides)
        self.marks = sorted((*self.cast.marks, *asides))

    def take(self, block: Block) -> None:
        is_rule = RULE.fullmatch(self.text, block.start, block.end)
        if is_rule or RULE.search(self.text, self.end, block.start):
            self.speaker = None
        self.end = block.end
        if is_rule:
            return
        marks = list(self._marks_in(block))
        if not marks:
            self._unlabelled(block)
            return
        self._say(block, block.start, marks[0].start)
        for mark, after in zip(marks, [*marks[1:], None], strict=True):
            self._begin(mark)
            self._say(block, mark.body, after.start if after else block.end)
        if self.cast.sparse and not self.waits:
            self.speaker = None

    def _marks_in(self, block: Block) -> Iterator[Mark]:
        marks = self.marks
        while self.at < len(marks) and marks[self.at].start < block.end:
            yield marks[self.at]
            self.at += 1

    def _begin(self, mark: Mark) -> None:
        self.speaker = self.cast.speaker(mark)
        if mark.time_start is not None:
            self.time = (mark.time_start, mark.time_end)
        self.waits = True

    def _unlabelled(self, block: Block) -> None:
        alone = ALONE.match(self.text, block.start, block.end)
        if alone:
            self.time = stamp_times(alone["stamp"])
            return
        if block.kind in ("heading", "paragraph") and block.kind not in self.kinds:
            self.speaker = None
        aside = self._aside(block)
        if self.speaker is None or aside or block.kind not in self.kinds:
            self.made.append(block)
        else:
            self._say(block, block.start, block.end)
        if aside and self.text[block.start : block.end].rstrip("*_ ").endswith("?"):
            self.speaker = None
        if self.cast.sparse:
            self.speaker = None

    def _aside(self, block: Block) -> bool:
        """Whether a paragraph is wholly in italics: a question or a note of the editor."""
        found = EMPHASISED.fullmatch(self.text, block.start, block.end)
        return found is not None and (found["mark"] in "*_" or found["text"].rstrip().endswith("?"))

    def _say(self, block: Block, start: int, end: int) -> None:
        start, end = stripped(self.text, start, end)
        if start >= end:
            return
        if self.speaker is None:
            self.made.append(replace(block, start=start, end=end))
            return
        times = self.time if self.time[0] is not None else (block.time_start, block.time_end)
        self.made.append(Block(start, _without_open_mark(self.text, start, end), "speech", 0, self.speaker, *times))
        self.time = (None, None)
        self.waits = False


def _without_open_mark(text: str, start: int, end: int) -> int:
    """The end without a closing `**` whose opening stands before the label: `**MK: How so?**`."""
    if text.endswith("**", start, end) and text.count("**", start, end) % 2:
        return end - 2
    return end


def _trimmed(draft: Draft, blocks: Sequence[Block], *, keep_front: bool) -> Sequence[Block]:
    """The blocks without short front matter above the conversation, headings apart, and without footers below."""
    first = next((at for at, block in enumerate(blocks) if block.kind == "speech"), 0)
    front = blocks[:first]
    timed = any(block.time_start is not None for block in front)
    if not keep_front and not timed and all(_words(draft.text, block) < PROSE_WORDS for block in front):
        blocks = [*(block for block in front if _is_title(draft.text, block)), *blocks[first:]]
    while blocks and SERVICE.fullmatch(draft.text, blocks[-1].start, blocks[-1].end):
        blocks = blocks[:-1]
    return blocks


def _is_title(text: str, block: Block) -> bool:
    """Whether the format marked a heading, and not one that stands above any transcript."""
    return block.kind == "heading" and text[block.start : block.end].strip("*_ ").casefold() not in NO_TITLES


def _words(text: str, block: Block) -> int:
    return len(text[block.start : block.end].split())
