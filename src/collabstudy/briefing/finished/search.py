"""Where in a study the words of a quotation were said: all of them, or most."""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING, NamedTuple

from collabstudy.briefing.finished.pieces import Pieces
from collabstudy.briefing.finished.spoken import Source, Spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from collabstudy.briefing.finished.spoken import Places

LEAST = 0.6
"""Of the words of a quotation, in their order: what has fewer of them is another sentence."""
MOST_PLACES = 200
_LONGEST_PUT = 8
"""How many words of a transcript somebody may have replaced by one pair of brackets."""
_FURTHEST_CUT = 1500
_NEAR_CUT = 300
"""How many words may be cut, and how many where what is left is a word or two."""
_AROUND_CUTS = 400
_CANDIDATES = 6
_ENOUGH = 60_000
_SPREAD, _SPREAD_MORE = 1.6, 3
"""Over how many words, for each of a quotation's, its words may be strewn and still be a quotation of them."""
_SURE_BITS = 6.0
"""Words are found by chance in many words: what they tell must be 64 times as much as where they may stand."""


Block = tuple[int, int, int]
"""The same words: from which of the quotation, from which of the source, how many."""


class Found(NamedTuple):
    """A place where a quotation, or most of it, was said: words `first` to `last` (not included) of a source."""

    source: Source
    first: int
    last: int
    blocks: tuple[Block, ...]


def all_of(spoken: Spoken, pieces: Pieces) -> list[Found]:
    """Where all words of a quotation were said in their order, but for the edits that it announces."""
    numbers = [spoken.vocabulary.numbers.get(word.normal, 0) for word in pieces.words]
    if not numbers or not all(number and spoken.counts[number] for number in numbers):
        return []
    stretches = pieces.stretches
    places = [_places(spoken, numbers[start:end]) for start, end in stretches]
    if not all(len(some) for some in places):
        return []
    if len(stretches) == 1:
        return [_found(spoken, stretches, [int(place)]) for place in places[0][:MOST_PLACES]]
    return list(_chains(spoken, pieces, places))


def _places(spoken: Spoken, numbers: Sequence[int]) -> Places:
    """Where words were said one after the other; asked from the rarest on."""
    order = sorted(range(len(numbers)), key=lambda at: int(spoken.counts[numbers[at]]))
    first = order[0]
    starts = spoken.places(numbers[first]) - first
    starts = starts[(starts >= 0) & (starts + len(numbers) <= len(spoken.ids))]
    for at in order[1:]:
        if not len(starts):
            break
        starts = starts[spoken.ids[starts + at] == numbers[at]]
    return starts


def _chains(spoken: Spoken, pieces: Pieces, places: Sequence[Places]) -> Iterator[Found]:
    """Stretches that were said one after the other in one document, as far apart as the edits between them allow."""
    import numpy as np

    stretches = pieces.stretches
    for begin in places[0][: MOST_PLACES * 50]:
        chain = [int(begin)]
        source = spoken.source_at(chain[0])
        end = spoken.end(source)
        for (start, stop), (following, until), candidates in zip(stretches, stretches[1:], places[1:], strict=False):
            after = chain[-1] + stop - start
            short = min(stop - start, until - following) < 3
            most = _LONGEST_PUT if pieces.edits[following] == "put" else _NEAR_CUT if short else _FURTHEST_CUT
            at = int(np.searchsorted(candidates, after))
            if at == len(candidates) or candidates[at] > after + most or candidates[at] >= end:
                break
            chain.append(int(candidates[at]))
        if len(chain) == len(stretches):
            yield _found(spoken, stretches, chain)


def _found(spoken: Spoken, stretches: Sequence[tuple[int, int]], chain: Sequence[int]) -> Found:
    source = spoken.source_at(chain[0])
    blocks = tuple(
        (start, place - source.first, end - start) for (start, end), place in zip(stretches, chain, strict=True)
    )
    return Found(source, blocks[0][1], blocks[-1][1] + blocks[-1][2], blocks)


def most_of(spoken: Spoken, pieces: Pieces) -> list[Found]:
    """Where at least three fifths of the words of a quotation were said in their order, the best place first."""
    numbers = [spoken.vocabulary.numbers.get(word.normal, 0) for word in pieces.words]
    found: list[tuple[float, Found]] = []
    cuts = sum(edit == "cut" for edit in pieces.edits.values())
    for window in _windows(spoken, numbers, cuts=cuts):
        one = _laid_beside(spoken, numbers, window, pieces)
        if one is None or (not cuts and one.last - one.first > _SPREAD * len(numbers) + _SPREAD_MORE):
            continue
        same = [number for at, _, count in one.blocks for number in numbers[at : at + count]]
        if len(same) >= LEAST * len(numbers) and _bits(spoken, same) >= log2(max(len(spoken.ids), 2)) + _SURE_BITS:
            spread = one.last - one.first
            found.append((len(same) - 0.02 * spread, one))
    found.sort(key=lambda pair: (-pair[0], pair[1].source.first, pair[1].first))
    return [one for _, one in found]


def _bits(spoken: Spoken, numbers: Sequence[int]) -> float:
    return sum(log2(len(spoken.ids) / max(int(spoken.counts[number]), 1)) for number in numbers)


def _windows(spoken: Spoken, numbers: Sequence[int], *, cuts: int) -> Iterator[tuple[int, int]]:
    """Stretches of what was said that hold many words of a quotation at about their places; rare words weigh more."""
    import numpy as np

    known = sorted((int(spoken.counts[n]), at, n) for at, n in enumerate(numbers) if n and spoken.counts[n])
    starts, weights, seen = [], [], 0
    for count, at, number in known:
        if seen and seen + count > _ENOUGH:
            break
        seen += count
        starts.append(spoken.places(number)[:_ENOUGH] - at)
        weights.append(np.full(len(starts[-1]), log2(len(spoken.ids) / count) if count < len(spoken.ids) else 0.0))
    if not starts:
        return
    wide = max(4, len(numbers) // 2)
    begins, each = np.unique(np.concatenate(starts), return_inverse=True)
    weight = np.bincount(each, np.concatenate(weights))
    bins, inverse = np.unique(begins // wide, return_inverse=True)
    votes = np.bincount(inverse, weight)
    beside = np.zeros_like(votes)
    touching = np.flatnonzero(np.diff(bins) == 1)
    beside[touching] = votes[touching + 1]
    best = np.argsort(-(votes + beside), kind="stable")[:_CANDIDATES]
    more = _AROUND_CUTS * cuts
    for place in best:
        first = int(bins[place]) * wide
        inside = slice(*np.searchsorted(begins, [first, first + 2 * wide]))
        likely = int(begins[inside][np.argmax(weight[inside])])
        source = spoken.source_at(min(max(likely, 0), len(spoken.ids) - 1))
        for low, high in (
            (
                likely - 2,
                likely + len(numbers) + len(numbers) // 2 + 2,
            ),  # else the same words said twice are taken for one
            (first - wide - 5 - more, first + 2 * wide + 2 * len(numbers) + 10 + more),
        ):
            window = max(low, source.first), min(high, spoken.end(source))
            if window[0] < window[1]:
                yield window


def _laid_beside(spoken: Spoken, numbers: Sequence[int], window: tuple[int, int], pieces: Pieces) -> Found | None:
    """A quotation laid beside a stretch of what was said: the longest row of words that both have."""
    from rapidfuzz.distance import LCSseq

    low, high = window
    there = spoken.ids[low:high].tolist()
    ours = [number or -2 for number in numbers]
    same = [
        (op.src_start, op.dest_start, op.src_end - op.src_start)
        for op in LCSseq.opcodes(ours, there)
        if op.tag == "equal"
    ]
    cuts = [place for place, edit in pieces.edits.items() if edit == "cut"]
    same = _close(_together(same, ours, there), cuts)
    if not same:
        return None
    source = spoken.source_at(low)
    blocks = tuple((at, low + place - source.first, count) for at, place, count in same)
    return Found(source, blocks[0][1], blocks[-1][1] + blocks[-1][2], blocks)


def _together(blocks: list[Block], ours: Sequence[int], there: Sequence[int]) -> list[Block]:
    """The blocks, each as near to the next as it can be: `and the … and the bakers` has its words at the bakers."""
    made = blocks[-1:]
    for at, place, count in reversed(blocks[:-1]):
        following = made[0]
        near = following[1] - count
        if at + count == following[0] and place < near and there[near : following[1]] == ours[at : at + count]:
            made[0] = (at, near, count + following[2])
        else:
            made.insert(0, (at, place, count))
    return made


def _close(blocks: list[Block], cuts: Sequence[int]) -> list[Block]:
    """The blocks without a stray word or two at either end, far from the others, where no cut is announced."""
    while len(blocks) > 1 and _stray(blocks[0][2], blocks[0], blocks[1], cuts):
        blocks = blocks[1:]
    while len(blocks) > 1 and _stray(blocks[-1][2], blocks[-2], blocks[-1], cuts):
        blocks = blocks[:-1]
    return blocks


def _stray(words: int, left: Block, right: Block, cuts: Sequence[int]) -> bool:
    if any(left[0] + left[2] <= cut <= right[0] for cut in cuts):
        return False
    between_there = right[1] - left[1] - left[2]
    between_here = right[0] - left[0] - left[2]
    return between_there > 2 * words + 2 * between_here + 2
