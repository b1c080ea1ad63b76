"""Who takes part: the labels in a text that are somebody, by the evidence of the whole text.

A label is somebody when it looks like somebody (a role, a code, a name), when it returns, and when a fair share of the
paragraphs between its first and last appearance begin with such labels, or they carry times that go forward. The less a
label looks like somebody, the larger a share is asked for. Once there is a conversation, labels seen only once join it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from collabstudy.io.draft import Block
from collabstudy.io.evidence import Labels, key
from collabstudy.io.header import without_header
from collabstudy.io.labels import WEAK_STYLES, Mark, Style, speakable, with_colon_or_time, without
from collabstudy.io.nobody import asides_in, is_caption, is_form
from collabstudy.io.passages import ends_sentence
from collabstudy.io.people import Likeness, one_name_each, questions_with_answers
from collabstudy.io.wordlists import ASKERS

SHARE = {Likeness.ROLE: 0.03, Likeness.NAME: 0.06, Likeness.WORD: 0.25, Likeness.WORDS: 0.6}
"""How many of the paragraphs must begin with a label, by how much labels look like somebody."""
REGULAR = 0.1
"""The same where labels take turns again and again."""
MOST = 0.8
HALF = 0.5
WEAK_SHARE = {"alone": 0.25, "dash": 0.7, "bracket": 0.7, "bold": 0.7, "tab": 0.7, "point": 0.7, "titled": 0.25}
NEAR = 8
"""In paragraphs."""
SOON = 600.0
"""In seconds: when a talk has begun."""
TOP = 400
"""Characters in which a text says that it answers questions which are asked frequently."""
ASKING = frozenset({"q", "a"})
_TESTIMONY = re.compile(r"^[ \t\d]*Q\.[ \t]", re.MULTILINE)
_NUMBERED = re.compile(r"(?P<word>[^\W\d_]+)[ .#]{0,2}(?P<number>\d{1,3})\.?")
_FAQ = re.compile(r"\bFAQs?\b|(?i:\bfrequently asked questions\b|\bhäufig(?:e| gestellte) fragen\b)")


@dataclass(frozen=True, slots=True)
class Cast:
    """The lines at which somebody begins to speak, and who.

    `asides`: lines that begin with a thing where the labels would be, written as they are (`**Break:**`, `**Note:**`);
    nobody says these.
    `sparse`: only some of those who speak have labels (a think-aloud with a moderator), so a label holds for its own
    paragraph alone; else it holds until the next.
    """

    marks: tuple[Mark, ...]
    speakers: Mapping[str, str]
    sparse: bool = False
    asides: tuple[Mark, ...] = ()

    def speaker(self, mark: Mark) -> str | None:
        """The speaker's name as it is to be shown, None for an aside."""
        return self.speakers.get(key(mark))


def find_cast(text: str, blocks: tuple[Block, ...]) -> Cast | None:
    """The cast of a text, or None where nobody speaks."""
    kinds = speakable(blocks)
    units = [block.start for block in blocks if block.kind in kinds]
    headings = [block.start for block in blocks if block.kind == "heading"]
    typed = all(block.time_start is None for block in blocks)
    strong = _unnumbered(Labels(text, tuple(with_colon_or_time(text, blocks)), units, headings, typed))
    found = _larger(
        [
            _by_strong_signs(strong.only(lambda mark: mark.style == "colon")),
            _by_strong_signs(strong.only(lambda mark: mark.style == "stamped")),
        ]
    )
    weak = {style: Labels(text, tuple(without(text, blocks, style)), units) for style in WEAK_STYLES if not found}
    found = found or _larger(_by_weak_signs(labels, style) for style, labels in weak.items())
    if found is None or (_ask_and_answer(found.speakers.keys()) and _FAQ.search(text, 0, TOP)):
        return None
    if ASKING.isdisjoint(found.speakers) and _TESTIMONY.search(text):
        return _with_testimony(found, Labels(text, tuple(without(text, blocks, "point")), units))
    return found


def _ask_and_answer(labels: Collection[str]) -> bool:
    """Whether nobody is told but who asks and who answers."""
    return ASKING.issuperset(labels) or questions_with_answers(labels).issuperset(labels)


def _unnumbered(labels: Labels) -> Labels:
    """Questions and answers that are counted (`Q1:`, `A1:`, `Question 2:`, `Answer 2:`) as two labels that return."""
    found = {mark: match for mark in labels.marks if (match := _NUMBERED.fullmatch(mark.name))}
    words = {told["word"].casefold() for told in found.values()}
    pairs = questions_with_answers(words) | (ASKING if words >= ASKING else frozenset())
    told = {mark: name for mark, name in found.items() if name["word"].casefold() in pairs}
    for word in pairs:
        numbers = [int(name["number"]) for name in told.values() if name["word"].casefold() == word]
        if len(numbers) < 2 or numbers != sorted(set(numbers)):
            return labels
    marks = (mark._replace(name=told[mark]["word"]) if mark in told else mark for mark in labels.marks)
    return replace(labels, marks=tuple(marks)) if pairs else labels


def _with_testimony(cast: Cast, points: Labels) -> Cast:
    """The cast with the questions and answers that a court's reporter takes down as `Q.` and `A.` among the names."""
    testimony = points.called(ASKING)
    if min(testimony.counts["q"], testimony.counts["a"]) > 1:
        marks = tuple(sorted((*cast.marks, *testimony.marks), key=lambda mark: mark.start))
        return replace(cast, marks=marks, speakers={**testimony.names, **cast.speakers})
    return cast


def _larger(casts: Iterable[Cast | None]) -> Cast | None:
    return max((cast for cast in casts if cast), key=lambda cast: len(cast.marks), default=None)


def _by_strong_signs(labels: Labels) -> Cast | None:
    """The cast that labels with a colon or a time give."""
    labels = replace(labels, marks=tuple(without_header(labels.text, labels.marks)))
    everything = labels
    labels = labels.like(Likeness.WORDS).only(lambda mark: not is_caption(labels.text, mark))
    returning = labels.called(_returning(labels))
    timed = (returning if returning else labels).timed
    if not labels or not (timed or (labels.spoken and labels.marks[0].style == "colon")):
        return None
    if not returning:
        return _seen_once(labels, timed=timed)
    if len(returning.names) == 1 and not timed:
        return _one_returns(labels, returning)
    if not timed and not _enough(returning):
        return None
    if not returning.like(Likeness.NAME) and is_form(everything, returning):
        return None
    least = Likeness.WORD if timed or labels.like(Likeness.WORD).share >= MOST else Likeness.NAME
    joined = replace(_joined(labels, returning, least), typed=labels.typed and not timed)
    return replace(_cast(joined, sparse=joined.quoted), asides=asides_in(joined, everything))


def _returning(labels: Labels) -> set[str]:
    """Labels that come more than once, in full or short."""
    people = one_name_each(labels.names)
    counts = Counter(people[key(mark)] for mark in labels.marks)
    return {name for name, person in people.items() if counts[person] > (1 + (labels.looks[name] is Likeness.WORDS))}


def _enough(returning: Labels) -> bool:
    share, changes = returning.share, returning.changes
    regular = min(returning.counts.values()) > 3 and changes >= MOST
    needed = min(SHARE[returning.typical], REGULAR if regular else 1)
    return share >= MOST or (share >= needed and changes >= 0.3)


def _seen_once(labels: Labels, *, timed: bool) -> Cast | None:
    """The cast where no label returns: a very short text, or one remark of a moderator."""
    looks = set(labels.looks.values())
    if timed:
        soon = (labels.marks[0].time_start or 0.0) < SOON
        return _cast(labels) if soon and min(looks) >= Likeness.NAME else None
    whole = len(labels) > 1 and labels.share_to_the_end >= MOST
    numbered = len({name.rstrip("0123456789") for name in labels.names}) == 1
    if whole and not numbered and max(looks) is Likeness.ROLE and min(looks) >= Likeness.WORD:
        return _cast(labels)
    shouted = labels.only(lambda mark: mark.name.isupper() and len(mark.name) > 4 and _is_asker(key(mark)))
    return _cast(shouted, sparse=True) if shouted.spoken else None


def _one_returns(labels: Labels, returning: Labels) -> Cast | None:
    """The cast where one label returns: the others are seen once, or have none, or there is but one voice."""
    roles = labels.like(Likeness.ROLE)
    if len(roles.names) > 1 and roles.changes >= HALF:
        return _cast(roles)
    everyone = labels.like(Likeness.WORD)
    if len(everyone.names) > 1 and everyone.share_to_the_end >= HALF <= everyone.changes:
        return _cast(everyone)
    name = next(iter(returning.names))
    if returning.share >= MOST and len(returning) > 2 and len(name) > 1:
        return _cast(returning)
    return _cast(returning, sparse=True) if _is_asker(name) else None


def _is_asker(name: str) -> bool:
    return any(word.strip("0123456789") in ASKERS for word in name.split())


def _joined(labels: Labels, returning: Labels, least: Likeness) -> Labels:
    """The returning labels, and those between them, or near the first and last, that look enough like somebody."""
    begins = set(labels.units)
    fit = labels.only(
        lambda mark: (
            key(mark) in returning.names
            or (labels.looks[key(mark)] >= least and (mark.start in begins or _after_sentence(labels.text, mark)))
        )
    ).marks
    place = [bisect_right(labels.units, mark.start) for mark in fit]

    def near(at: int) -> bool:
        return place[at + 1] - place[at] <= NEAR and not labels.heading_between(fit[at], fit[at + 1])

    first, last = fit.index(returning.marks[0]), len(fit) - 1 - fit[::-1].index(returning.marks[-1])
    while first > 0 and near(first - 1):
        first -= 1
    while last + 1 < len(fit) and near(last):
        last += 1
    return replace(labels, marks=fit[first : last + 1])


def _after_sentence(text: str, mark: Mark) -> bool:
    """Whether the line above is blank or ends a sentence, so that this one begins something new."""
    above = text[max(mark.start - 80, 0) : mark.start].rstrip(" \t")
    return above.endswith("\n\n") or ends_sentence(above.rstrip())


def _by_weak_signs(labels: Labels, style: Style) -> Cast | None:
    """The cast that labels without colon or time give: they must return, take turns and fill the text."""
    below_time = {key(mark) for mark in labels.marks if mark.time_start is not None}
    weight = {
        name: count
        + (labels.looks[name] is Likeness.ROLE)
        + 2 * (name in below_time and labels.looks[name] >= Likeness.NAME)
        for name, count in labels.counts.items()
    }
    returning = labels.like(Likeness.WORD).only(lambda mark: weight[key(mark)] > 2)
    if style == "alone":
        returning = returning.above_text()
    elif not returning.spoken:
        return None
    if len(returning.names) < 2 or returning.changes < MOST or returning.share < WEAK_SHARE[style]:
        return None
    if style != "alone":
        return _cast(returning)
    known = {name for name, count in labels.counts.items() if count > 1 and labels.looks[name] >= Likeness.NAME}
    return _cast(labels.called(known | set(returning.names)).above_text())


def _cast(labels: Labels, *, sparse: bool = False) -> Cast:
    """Names that a program gave are taken as they are; what people type may be short for a name typed before."""
    return Cast(labels.marks, one_name_each(labels.names) if labels.typed else labels.names, sparse)
