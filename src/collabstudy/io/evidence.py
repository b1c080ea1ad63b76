"""What labels of one style testify: how often they return, how much of the text they fill, whether they take turns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise

from collabstudy.io.labels import Mark
from collabstudy.io.people import Likeness, initials, likeness, questions_with_answers
from collabstudy.io.wordlists import SAID

QUOTES = frozenset('“"„«»‘‚')
SENTENCE_ENDS = ".?!…\"”’'»)-–—,。？！"


@dataclass(frozen=True)
class Labels:
    """Lines of a text that begin with a label; `units` are the places where its paragraphs begin.

    `typed`: a person wrote the labels, not a program that knows who is who.
    """

    text: str
    marks: tuple[Mark, ...]
    units: Sequence[int]
    headings: Sequence[int] = ()
    typed: bool = True

    def __len__(self) -> int:
        return len(self.marks)

    def only(self, wanted: Callable[[Mark], bool]) -> Labels:
        """Those lines that are wanted."""
        return replace(self, marks=tuple(mark for mark in self.marks if wanted(mark)))

    def called(self, names: Collection[str]) -> Labels:
        """The lines with one of these labels."""
        return self.only(lambda mark: key(mark) in names)

    def like(self, least: Likeness) -> Labels:
        """The lines whose label looks at least that much like somebody."""
        return self.only(lambda mark: self.looks[key(mark)] >= least)

    @cached_property
    def names(self) -> dict[str, str]:
        """Each label as it was first written, in the order of the text."""
        found: dict[str, str] = {}
        for mark in self.marks:
            found.setdefault(key(mark), mark.name)
        return found

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each label comes."""
        return Counter(map(key, self.marks))

    @cached_property
    def looks(self) -> dict[str, Likeness]:
        """How much each label looks like somebody.

        `NB` is a nota bene, unless Nick Berg takes part; a question is nobody, unless there are answers.
        """
        looks = {folded: likeness(name) for folded, name in self.names.items()}
        short = {initials(name) for folded, name in self.names.items() if looks[folded] is Likeness.NAME}
        pairs = questions_with_answers(looks.keys())
        return {
            folded: max(look, Likeness.NAME) if self.names[folded] in short or folded in pairs else look
            for folded, look in looks.items()
        }

    @property
    def typical(self) -> Likeness:
        """How much the middle one of all lines looks like speech."""
        return sorted(self.looks[key(mark)] for mark in self.marks)[len(self) // 2]

    def things_between(self, others: Labels) -> Labels:
        """The lines whose label is nobody, between the first and the last of others."""
        first, last = others.marks[0].start, others.marks[-1].start
        return self.only(lambda mark: first < mark.start < last and self.looks[key(mark)] is Likeness.THING)

    def heading_between(self, one: Mark, other: Mark) -> bool:
        """Whether a heading stands between two lines."""
        return bisect_left(self.headings, one.start) < bisect_left(self.headings, other.start)

    @property
    def share(self) -> float:
        """How many of the paragraphs from the first label to the last begin with one."""
        if not self.marks:
            return 0.0
        first = max(bisect_right(self.units, self.marks[0].start) - 1, 0)
        return self._part(bisect_left(self.units, self.marks[-1].start + 1) - first)

    @property
    def share_to_the_end(self) -> float:
        """How many of the paragraphs from the first label to the end of the text begin with one."""
        if not self.marks:
            return 0.0
        return self._part(len(self.units) - bisect_right(self.units, self.marks[0].start) + 1)

    def _part(self, paragraphs: int) -> float:
        alone = sum(mark.alone for mark in self.marks)
        return len(self) / max(paragraphs - alone, len(self))

    @property
    def changes(self) -> float:
        """How often the next label is another."""
        pairs = list(pairwise(map(key, self.marks)))
        return sum(one != other for one, other in pairs) / len(pairs) if pairs else 0.0

    @property
    def orderly(self) -> bool:
        """Whether the next label is nearly always the same one, where there are more than two."""
        followed = Counter(pairwise(map(key, self.marks)))
        usual = sum(max(followed[one, other] for other in self.names) for one in self.names)
        return len(self.names) > 2 and usual >= 0.7 * (len(self) - 1)

    @cached_property
    def timed(self) -> bool:
        """Whether nearly all have times, and these go forward."""
        times = [mark.time_start for mark in self.marks if mark.time_start is not None]
        if not times or len(times) < 0.8 * len(self):
            return False
        return sum(before <= after for before, after in pairwise(times)) >= 0.9 * (len(times) - 1)

    @property
    def spoken(self) -> bool:
        """Whether at least half have a sentence after them, or below."""
        said = 0
        for mark in self.marks:
            words = self.text[mark.body : min(mark.end, mark.body + 400)].strip(" *_\t")
            long = not words or words[-1] in SENTENCE_ENDS or words.count(" ") >= 3
            said += long or any(word.casefold() in SAID for word in words.split())
        return said * 2 >= len(self) > 0

    @property
    def quoted(self) -> bool:
        """Whether most have but a quotation after them: a report that quotes, no talk."""
        opened = sum(self.text[mark.body : mark.body + 1] in QUOTES for mark in self.marks if not mark.alone)
        return opened > 0.6 * len(self)

    def above_text(self) -> Labels:
        """Names on a line of their own that have text below; those that stand below another name are short answers."""
        below_a_name = Counter(
            key(mark)
            for before, mark in pairwise(self.marks)
            if not self.text[before.end : mark.start].strip(" \n\t*_")
        )
        return self.only(lambda mark: below_a_name[key(mark)] * 2 < self.counts[key(mark)])


def key(mark: Mark) -> str:
    """The label without differences of case and spacing."""
    return _folded(mark.name)


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
