"""Who takes part: the labels in a text that are somebody, by the evidence of the whole text.

A label is somebody when it looks like somebody (a role, a code, a name), when it returns, and when a fair share of the
paragraphs between its first and last appearance begin with such labels, or they carry times that go forward. The less a
label looks like somebody, the larger a share is asked for. Once there is a conversation, labels seen only once join it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from collabstudy.io.draft import Block
from collabstudy.io.header import without_header
from collabstudy.io.labels import WEAK_STYLES, Mark, Style, speakable, with_colon_or_time, without
from collabstudy.io.passages import ends_sentence
from collabstudy.io.people import Likeness, initials, likeness
from collabstudy.io.times import STAMP

SHARE = {Likeness.ROLE: 0.03, Likeness.NAME: 0.06, Likeness.WORD: 0.25, Likeness.WORDS: 0.6}
"""How many of the paragraphs must begin with a label, by how much labels look like somebody."""
MOST = 0.8
NEAR = 8
"""In paragraphs."""
ASKERS = frozenset(
    """
    i int iv mod interviewer interviewerin moderator moderatorin moderation facilitator researcher forscher forscherin intervieweur
    intervieweuse enquêteur enquêtrice animateur animatrice entrevistador entrevistadora moderadora moderador intervistatore
    intervistatrice moderatore moderatrice pesquisador pesquisadora gespreksleider onderzoeker intervjuare intervjuaren moderatorn
    intervjuer interviewerin haastattelija badacz badaczka moderatorka prowadzący tazatel tazatelka kérdező participant
    """.split()
)
"""Who may be the only one with a label, because everything else is said by the other."""
SOON = 600.0
_NEXT_STAMP = re.compile(rf"\s*[*_]*{STAMP}")


@dataclass(frozen=True, slots=True)
class Cast:
    """The lines at which somebody begins to speak, and who.

    `sparse`: only some of those who speak have labels (a think-aloud with a moderator), so a label holds for its own
    paragraph alone; else it holds until the next.
    """

    marks: tuple[Mark, ...]
    speakers: Mapping[str, str]
    sparse: bool = False

    def speaker(self, mark: Mark) -> str:
        """The speaker's name as it is to be shown."""
        return self.speakers[key(mark)]


def find_cast(text: str, blocks: tuple[Block, ...]) -> Cast | None:
    """The cast of a text, or None where nobody speaks."""
    kinds = speakable(blocks)
    units = [block.start for block in blocks if block.kind in kinds]
    strong = list(with_colon_or_time(text, blocks))
    found = [_judge(text, [mark for mark in strong if mark.style == style], units) for style in ("colon", "stamped")]
    cast = _larger(found)
    if cast is not None:
        return cast
    return _larger(_judge_weak(text, style, blocks, units) for style in WEAK_STYLES)


def key(mark: Mark) -> str:
    """The label without differences of case and spacing."""
    return _folded(mark.name)


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _larger(casts: Iterable[Cast | None]) -> Cast | None:
    return max((cast for cast in casts if cast), key=lambda cast: len(cast.marks), default=None)


def _judge(text: str, marks: Sequence[Mark], units: Sequence[int]) -> Cast | None:
    """The cast that labels with a colon or a time give, if the evidence is good."""
    looks = _looks(marks)
    marks = [
        mark
        for mark in without_header(text, marks)
        if looks[key(mark)] is not Likeness.THING and not (mark.style == "stamped" and mark.alone and _NEXT_STAMP.match(text, mark.end))
    ]
    core = _returning(marks, looks)
    own = [mark for mark in marks if key(mark) in core]
    timed = _timed(own or marks)
    if not timed and (not _said_something(text, marks) or marks[0].style == "stamped"):
        return None
    if not core:
        if _convincing_once(marks, looks, units, timed):
            return _cast(marks)
        shouted = [mark for mark in marks if mark.name.isupper() and len(mark.name) > 4 and _is_asker(key(mark))]
        return _cast(shouted, sparse=True) if shouted and _said_something(text, shouted) else None
    share = _share(own, units)
    everyone = [mark for mark in marks if looks[key(mark)] >= Likeness.WORD]
    if len(core) > 1 or timed:
        if not timed and not _enough(own, looks, share):
            return None
        joining = Likeness.WORD if timed or _share(everyone, units) >= MOST else Likeness.NAME
        return _cast(_joined(text, marks, core, looks, joining, units), unify=not timed)
    if len({key(mark) for mark in everyone}) > 1 and _share_to_end(everyone, units) >= 0.5 <= _changes(everyone):
        return _cast(everyone)
    name = next(iter(core))
    if share >= MOST and len(own) > 2 and len(name) > 1:
        return _cast(own)
    return _cast(own, sparse=True) if _is_asker(name) else None


def _judge_weak(text: str, style: Style, blocks: tuple[Block, ...], units: Sequence[int]) -> Cast | None:
    """The cast that labels without colon or time give: they must fill the text and take turns."""
    marks = list(without(text, blocks, style))
    looks = _looks(marks)
    counts = Counter(key(mark) for mark in marks)
    below_time = {key(mark) for mark in marks if mark.time_start is not None}
    core = {
        name
        for name, count in counts.items()
        if looks[name] >= Likeness.WORD
        and count + (looks[name] is Likeness.ROLE) + 2 * (name in below_time and looks[name] >= Likeness.NAME) > 2
    }
    own = [mark for mark in marks if key(mark) in core]
    if style == "alone":
        own = _above_text(text, own)
    names = {key(mark) for mark in own}
    if len(names) < 2 or _changes(own) < MOST or (style != "alone" and not _said_something(text, own)):
        return None
    share = _share(own, units)
    enough = share >= (SHARE[Likeness.WORD] if style == "alone" else 0.7)
    if not enough:
        return None
    if style != "alone":
        return _cast(own)
    known = {name for name, count in counts.items() if count > 1 and looks[name] >= Likeness.NAME} | names
    return _cast(_above_text(text, [mark for mark in marks if key(mark) in known]))


def _looks(marks: Sequence[Mark]) -> dict[str, Likeness]:
    names = {key(mark): mark.name for mark in marks}
    looks = {folded: likeness(name) for folded, name in names.items()}
    short = {initials(names[folded]) for folded, look in looks.items() if look is Likeness.NAME}
    # `NB` is a nota bene, unless Nick Berg takes part.
    return {folded: Likeness.NAME if look < Likeness.NAME and names[folded] in short else look for folded, look in looks.items()}


def _returning(marks: Sequence[Mark], looks: Mapping[str, Likeness]) -> set[str]:
    """Labels that come more than once, in full or short."""
    people = _one_name_each({key(mark): mark.name for mark in marks})
    counts = Counter(people[key(mark)] for mark in marks)
    return {name for name, person in people.items() if counts[person] > (2 if looks[name] is Likeness.WORDS else 1)}


def _enough(own: Sequence[Mark], looks: Mapping[str, Likeness], share: float) -> bool:
    typical = sorted(looks[key(mark)] for mark in own)[len(own) // 2]
    return share >= MOST or (share >= SHARE[typical] and _changes(own) >= 0.3)


def _joined(
    text: str, marks: Sequence[Mark], core: set[str], looks: Mapping[str, Likeness], joining: Likeness, units: Sequence[int]
) -> list[Mark]:
    """The returning labels, and those between them, or near the first and last, that look enough like somebody."""
    begins = set(units)
    fit = [
        mark
        for mark in marks
        if key(mark) in core or (looks[key(mark)] >= joining and (mark.start in begins or _after_sentence(text, mark)))
    ]
    at = [bisect_right(units, mark.start) for mark in fit]
    first = next(number for number, mark in enumerate(fit) if key(mark) in core)
    last = next(number for number in reversed(range(len(fit))) if key(fit[number]) in core)
    while first > 0 and at[first] - at[first - 1] <= NEAR:
        first -= 1
    while last + 1 < len(fit) and at[last + 1] - at[last] <= NEAR:
        last += 1
    return fit[first : last + 1]


def _after_sentence(text: str, mark: Mark) -> bool:
    """Whether the line above is blank or ends a sentence, so that this one begins something new."""
    above = text[max(mark.start - 80, 0) : mark.start].rstrip(" \t")
    return above.endswith("\n\n") or ends_sentence(above.rstrip())


def _share(own: Sequence[Mark], units: Sequence[int]) -> float:
    """How many of the paragraphs from the first label to the last begin with one."""
    if not own:
        return 0.0
    first = max(bisect_right(units, own[0].start) - 1, 0)
    within = bisect_left(units, own[-1].start + 1) - first
    alone = sum(mark.alone for mark in own)
    return len(own) / max(within - alone, len(own), 1)


def _share_to_end(marks: Sequence[Mark], units: Sequence[int]) -> float:
    """How many of the paragraphs from the first label to the end of the text begin with one."""
    below = len(units) - bisect_right(units, marks[0].start) + 1
    return len(marks) / max(below - sum(mark.alone for mark in marks), 1)


def _changes(own: Sequence[Mark]) -> float:
    """How often the next label is another."""
    pairs = len(own) - 1
    return sum(key(a) != key(b) for a, b in zip(own, own[1:], strict=False)) / pairs if pairs > 0 else 0.0


def _timed(own: Sequence[Mark]) -> bool:
    """Whether nearly all labels have times, and these go forward."""
    times = [mark.time_start for mark in own if mark.time_start is not None]
    if not times or len(times) < 0.8 * len(own):
        return False
    forward = sum(a <= b for a, b in zip(times, times[1:], strict=False))
    return forward >= 0.9 * (len(times) - 1)


def _said_something(text: str, marks: Sequence[Mark]) -> bool:
    """Whether at least half of the labels have a sentence after them, or below."""
    said = 0
    for mark in marks:
        words = text[mark.body : min(mark.end, mark.body + 400)].strip(" *_\t")
        said += not words or words[-1] in ".?!…\"”’'»)-–—,。？！" or words.count(" ") >= 3
    return said * 2 >= len(marks) > 0


def _convincing_once(
    marks: Sequence[Mark], looks: Mapping[str, Likeness], units: Sequence[int], timed: bool
) -> bool:
    """Whether labels are somebody although none returns: a very short text."""
    found = [looks[key(mark)] for mark in marks]
    if timed:
        soon = (marks[0].time_start or 0.0) < SOON
        return soon and all(look >= Likeness.NAME for look in found)
    whole = _share_to_end(marks, units)
    return len(marks) > 1 and whole >= MOST and max(found) is Likeness.ROLE and min(found) >= Likeness.WORD


def _is_asker(name: str) -> bool:
    return any(word.strip("0123456789") in ASKERS for word in name.split())


def _above_text(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Those names on a line of their own that have text below, not another name (else they are short answers)."""
    after_name = Counter(
        key(mark) for before, mark in zip(marks, marks[1:], strict=False) if not text[before.end : mark.start].strip(" \n\t*_")
    )
    counts = Counter(key(mark) for mark in marks)
    return [mark for mark in marks if after_name[key(mark)] * 2 < counts[key(mark)]]


def _cast(marks: Sequence[Mark], *, unify: bool = True, sparse: bool = False) -> Cast:
    names: dict[str, str] = {}
    for mark in marks:
        names.setdefault(key(mark), mark.name)
    return Cast(tuple(marks), _one_name_each(names) if unify else names, sparse)


def _one_name_each(names: Mapping[str, str]) -> dict[str, str]:
    """Initials or a part of a name that came before in full are the same person, if only one fits.

    >>> _one_name_each({"melody kramer": "Melody Kramer", "mk": "MK", "aw": "AW"})
    {'melody kramer': 'Melody Kramer', 'mk': 'Melody Kramer', 'aw': 'AW'}
    """
    found: dict[str, str] = {}
    for folded, name in names.items():
        fits = [full for full in dict.fromkeys(found.values()) if _short_for(name, full)]
        found[folded] = fits[0] if len(fits) == 1 else name
    return found


def _short_for(name: str, full: str) -> bool:
    words = full.split()
    if len(words) < 2 or likeness(full) is not Likeness.NAME or name == full:
        return False
    return name in (initials(full), words[0], words[-1])
