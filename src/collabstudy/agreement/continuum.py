"""A text as each coder divided it: sections with a value, and gaps between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from collabstudy.errors import StudyError
from collabstudy.model.span import Stretch, joined

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

GAP = ""
Valued = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of one coder with one value, or a gap."""

    start: int
    end: int
    value: str = GAP

    @property
    def length(self) -> int:
        """In characters."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Continuum:
    """One text: for each coder, sections that leave nothing out."""

    length: int
    coders: tuple[str, ...]
    sections: tuple[tuple[Section, ...], ...]


def sectioned(spans: Any, length: int | Mapping[str, int]) -> tuple[list[Continuum], bool]:
    """The texts, cut into sections; and whether a coder gave several values to the same characters.

    Raises StudyError for spans outside their text, or in a text whose length is not given.
    """
    coders, by_text = _by_text(spans, length)
    sizes = length if isinstance(length, Mapping) else {"": length}
    texts, combined = [], False
    for text, size in sizes.items():
        divided = [divide(by_text[text].get(coder, ()), int(size), f"{coder} {text}".strip()) for coder in coders]
        combined = combined or any(more for _, more in divided)
        texts.append(Continuum(int(size), coders, tuple(sections for sections, _ in divided)))
    return texts, combined


def divide(spans: Iterable[Valued], length: int, whose: str = "a coder") -> tuple[tuple[Section, ...], bool]:
    """Divide a text by the spans of one coder; and whether several values met.

    >>> [(s.start, s.end, s.value) for s in divide([(2, 5, "a"), (4, 7, "b")], 8)[0]]
    [(0, 2, ''), (2, 4, 'a'), (4, 5, 'a + b'), (5, 7, 'b'), (7, 8, '')]
    """
    by_value: dict[str, list[Stretch]] = defaultdict(list)
    for start, end, value in spans:
        if value == GAP:
            raise StudyError(f"{whose}: a span {start}:{end} without a code", hint="name what it was coded as")
        if not 0 <= start < end <= length:
            raise StudyError(
                f"{whose}: a span {start}:{end} in a text of {length} characters", hint="half-open, within it"
            )
        by_value[str(value)].append((int(start), int(end)))
    whole = sorted((start, end, value) for value, own in by_value.items() for start, end in joined(own))
    edges = sorted({0, length, *(edge for start, end, _ in whole for edge in (start, end))})
    sections: list[Section] = []
    before: frozenset[int] | None = None
    active: list[int] = []
    following = 0
    combined = False
    for start, end in pairwise(edges):
        active = [number for number in active if whole[number][1] > start]
        while following < len(whole) and whole[following][0] <= start:
            active.append(following)
            following += 1
        here = frozenset(active)
        combined = combined or len(here) > 1
        if here == before and sections:
            sections[-1] = Section(sections[-1].start, end, sections[-1].value)
        else:
            sections.append(Section(start, end, " + ".join(sorted(whole[number][2] for number in here))))
        before = here
    return tuple(sections), combined


def summed(text: Continuum, values: Sequence[str]) -> Array:
    """What a text adds to every sum: five rows (`SUMS`), a column for each value, the gap first."""
    import numpy as np

    place = {GAP: 0} | {value: number for number, value in enumerate(values, 1)}
    sums = np.zeros((len(SUMS), len(place)))
    for first, sections in enumerate(text.sections):
        for section in sections:
            sums[SELF, place[section.value]] += section.length if section.value == GAP else section.length**2
        for second, others in enumerate(text.sections):
            if first != second:
                _pair(sections, others, place, sums)
    sums[[MARGIN, SAME, BESIDE_GAP, SHARED]] /= max(len(text.coders) - 1, 1)
    return sums


# Lengths of each value, each pair of coders both ways over m - 1: how much of it runs together with anything (o_c.),
# with the same (o_cc), with a gap (o_c0); the self-pairs of its sections, a length for gaps and its square for others;
# and the squares of what its sections share with coded sections of others.
SUMS = (MARGIN, SAME, BESIDE_GAP, SELF, SHARED) = range(5)


def _pair(sections: Sequence[Section], others: Sequence[Section], place: Mapping[str, int], sums: Array) -> None:
    """Add what the sections of one coder share with those of another."""
    at = 0
    for section in sections:
        own, coded = place[section.value], 0
        while at < len(others) and others[at].end <= section.start:
            at += 1
        following = at
        while following < len(others) and others[following].start < section.end:
            other = others[following]
            common = min(section.end, other.end) - max(section.start, other.start)
            sums[MARGIN, own] += common
            sums[SAME, own] += common if other.value == section.value else 0
            sums[BESIDE_GAP, own] += common if other.value == GAP else 0
            coded += common if other.value != GAP else 0
            following += 1
        if section.value != GAP:
            sums[SHARED, own] += coded**2


def _by_text(spans: Any, length: int | Mapping[str, int]) -> tuple[tuple[str, ...], dict[str, dict[str, list[Valued]]]]:
    import pandas as pd

    several = isinstance(length, Mapping)
    found: dict[str, dict[str, list[Valued]]] = defaultdict(lambda: defaultdict(list))
    if isinstance(spans, pd.DataFrame):
        missing = {"coder", "start", "end", *(["document"] if several else [])} - set(spans.columns)
        if missing:
            hint = "coder, start, end, code; and document where length has several"
            raise StudyError(f"the frame of spans has no column {', '.join(sorted(missing))}", hint=hint)
        known = spans[[name for name in ("document", "coder", "start", "end", "code") if name in spans.columns]]
        if known.isna().any(axis=None):
            row = int(known.isna().any(axis=1).to_numpy().argmax()) + 1
            raise StudyError(f"row {row} of the frame of spans has a gap", hint="fill it in, or take the row out")
        names = list(map(str, spans["document"])) if several else [""] * len(spans)
        codes = list(map(str, spans["code"])) if "code" in spans.columns else ["coded"] * len(spans)
        columns = (names, map(str, spans["coder"]), spans["start"], spans["end"], codes)
        for text, coder, start, end, code in zip(*columns, strict=True):
            found[text][coder].append((int(start), int(end), code))
        coders = tuple(dict.fromkeys(map(str, spans["coder"])))
    elif several:
        raise StudyError("spans of several texts come as a frame", hint="columns document, coder, start, end, code")
    else:
        named = spans.items() if isinstance(spans, Mapping) else ((str(n), own) for n, own in enumerate(spans, 1))
        for coder, own in named:
            found[""][str(coder)] = [(int(s[0]), int(s[1]), str(s[2]) if len(s) > 2 else "coded") for s in own]
        coders = tuple(found[""])
    unknown = set(found) - set(length if isinstance(length, Mapping) else ("",))
    if unknown:
        raise StudyError(f"no length of {', '.join(sorted(unknown))}", hint="length={document: characters, …}")
    return coders, found
