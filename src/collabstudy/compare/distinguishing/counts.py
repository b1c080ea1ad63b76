"""How often each group says each word, and what the measures make of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import TYPE_CHECKING

from collabstudy.compare.distinguishing.distinct import Distinct
from collabstudy.compare.distinguishing.spoken_words import NAME, SpokenWords
from collabstudy.compare.statistics import keyness
from collabstudy.compare.table import Group

if TYPE_CHECKING:
    from numpy import bool_, int64
    from numpy.typing import NDArray

    Numbers = NDArray[int64]
    Mask = NDArray[bool_]


@dataclass(frozen=True, eq=False)
class Part:
    """A group, and which turns are its own."""

    group: Group
    own: Mask


def counts(
    said: SpokenWords,
    parts: Sequence[Part],
    small: Collection[str],
    tellable: Mask,
    *,
    measure: str,
    min_count: int,
    prior: float,
) -> tuple[tuple[Distinct, ...], dict[str, int]]:
    """The words of each group that are listed, best first, and how many are not, by why.

    `small` are words that are not listed, `tellable` the turns whose words may stand beside their group: what a group
    says in other turns only is not listed as its own.
    """
    import numpy as np

    compared = np.logical_or.reduce([part.own for part in parts])
    every = _Counted.of(said, compared)
    listed = (every.word > 0) & np.array([word != NAME for word in said.words], dtype=bool)
    little = listed & np.array([word in small for word in said.words], dtype=bool)
    listed &= ~little
    told = [_is_said(said, part.own & tellable) for part in parts]
    withheld = [_is_said(said, part.own) & ~open_ & listed for part, open_ in zip(parts, told, strict=True)]
    listed &= np.logical_or.reduce(told)
    rare = listed & (every.word < min_count)
    left = {
        "small words": int(little.sum()),
        "words that a group says only where they may not be told": int(np.logical_or.reduce(withheld).sum()),
        f"said fewer than {min_count} times": int(rare.sum()),
    }
    ask = _Measures(every, measure, prior, _pooled(said, parts, every) if measure == "log_odds_pooled" else None)
    found: list[Distinct] = []
    for part, open_ in zip(parts, told, strict=True):
        found += ask.ranked(said, part, listed & open_ & ~rare)
    return tuple(found), {why: number for why, number in left.items() if number}


def _is_said(said: SpokenWords, turns: Mask) -> Mask:
    """Which words are said in these turns."""
    import numpy as np

    found = np.zeros(len(said.words), dtype=bool)
    found[said.word[turns[said.turn]]] = True
    return found


@dataclass(frozen=True, eq=False)
class _Counted:
    """How often each word is said in some turns, how many words there are, and in which documents."""

    word: Numbers
    total: int
    pair_word: Numbers
    pair_count: Numbers
    pair_document: Numbers
    documents: Numbers

    @classmethod
    def of(cls, said: SpokenWords, turns: Mask) -> _Counted:
        import numpy as np

        here = turns[said.turn]
        word, document = said.word[here], said.document[said.turn[here]]
        width = max(len(said.documents), 1)
        pairs, times = np.unique(word * width + document, return_counts=True)
        return cls(
            np.bincount(word, minlength=len(said.words)),
            len(word),
            pairs // width,
            times,
            pairs % width,
            np.bincount(document, minlength=width),
        )

    def spread(self, word: int) -> tuple[list[int], list[int]]:
        """How often a word is said in each document that has it, and how many words that document has here."""
        import numpy as np

        first, last = np.searchsorted(self.pair_word, [word, word + 1])
        return self.pair_count[first:last].tolist(), self.documents[self.pair_document[first:last]].tolist()


@dataclass(frozen=True, eq=False)
class _Pooled:
    """What `log_odds_pooled` needs of all groups: words with their prior, summed over the groups that say them."""

    word: Numbers
    total: int


def _pooled(said: SpokenWords, parts: Sequence[Part], every: _Counted) -> _Pooled:
    import numpy as np

    each = [np.bincount(said.word[part.own[said.turn]], minlength=len(said.words)) for part in parts]
    word = np.sum([own + (own > 0) * every.word for own in each], axis=0)
    return _Pooled(word, int(word.sum()))


@dataclass(frozen=True, eq=False)
class _Measures:
    every: _Counted
    measure: str
    prior: float
    pooled: _Pooled | None

    def ranked(self, said: SpokenWords, part: Part, listed: Mask) -> list[Distinct]:
        """The words that a group says, of those that are listed, best first."""
        import numpy as np

        own = _Counted.of(said, part.own)
        words = np.flatnonzero(listed & (own.word > 0)).tolist()
        made = [self._word(said.words[word], word, part.group.id, own) for word in words]
        made.sort(key=lambda one: (-one.score, one.word))
        return [replace(one, rank=rank) for rank, one in enumerate(made, 1)]

    def _word(self, told: str, word: int, group: str, own: _Counted) -> Distinct:
        a, c = int(own.word[word]), own.total
        b, d = int(self.every.word[word]) - a, self.every.total - own.total
        odds = keyness.weighted_log_odds(a, b, c, d, prior=self.prior * (a + b) / (c + d), all_prior=self.prior)
        two, four = keyness.log_likelihood_2(a, b, c, d), keyness.log_likelihood_4(a, b, c, d)
        times, lengths = own.spread(word)
        scores = {
            "log_odds": odds.z if odds else -inf,
            "log_likelihood_2": keyness.signed(two, a, b, c, d),
            "log_likelihood_4": keyness.signed(four, a, b, c, d),
        }
        return Distinct(
            group=group,
            word=told,
            count=a,
            words=c,
            others=b,
            others_words=d,
            documents=len(times),
            of=int((own.documents > 0).sum()),
            dp=keyness.deviation_of_proportions(times, lengths, c),
            log_odds=odds.delta if odds else None,
            z=odds.z if odds else None,
            log_likelihood_2=two,
            log_likelihood_4=four,
            log_ratio=keyness.log_ratio(a, b, c, d),
            percent_difference=keyness.percent_difference(a, b, c, d),
            score=self._pooled_z(word, own) if self.pooled else scores[self.measure],
        )

    def _pooled_z(self, word: int, own: _Counted) -> float:
        assert self.pooled
        with_prior = own.total + int(self.every.word[own.word > 0].sum())
        mine = int(own.word[word] + self.every.word[word])
        odds = keyness.pooled_log_odds(mine, with_prior, int(self.pooled.word[word]), self.pooled.total)
        return odds.z if odds else -inf
