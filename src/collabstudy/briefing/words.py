"""Small phrases that many sentences of a briefing need."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from collabstudy.compare.wording import Threshold, number, singular, thresholds
from collabstudy.model.study import Settings

# More names than this are cut short; more cases than this do not go into a matrix.
MANY = 40
_SHARES = {
    Fraction(1, 4): "a quarter",
    Fraction(1, 3): "a third",
    Fraction(1, 2): "half",
    Fraction(2, 3): "two thirds",
    Fraction(3, 4): "three quarters",
}


def meanings(settings: Settings) -> str:
    """What the words for counts mean, as a sentence for the reader.

    >>> meanings(Settings("A study", rest={"words": {"all": 1.0, "most": "2/3", "some": 2}}))
    '“All” is every place that was asked and coded, “most” two thirds of them or more, “some” two or more.'
    """
    known = thresholds(settings)
    first, *others = [(threshold.word, _meaning(threshold, settings)) for threshold in known]
    told = [f"“{capital(first[0])}” is {first[1]}", *(f"“{word}” {meaning}" for word, meaning in others)]
    return f"{', '.join(told)}."


def _meaning(threshold: Threshold, settings: Settings) -> str:
    if threshold.share is None:
        return f"{number(threshold.number)} or more"
    if threshold.share == 1:
        return f"every {singular(settings)} that was asked and coded"
    share = _SHARES.get(threshold.share, f"{threshold.share.numerator} in {threshold.share.denominator}")
    return f"{share} of them or more"


def spelled(k: int, n: int) -> str:
    """A count in letters.

    >>> spelled(9, 10), spelled(10, 10), spelled(0, 10)
    ('nine of ten', 'all ten', 'none of ten')
    """
    if k == n > 1:
        return f"all {number(n)}"
    return f"{number(k) if k else 'none'} of {number(n)}"


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them; of very many only the first.

    >>> listed(["Brackwater", "Carrowby", "Duskmere"])
    'Brackwater, Carrowby and Duskmere'
    """
    if len(names) > MANY + 1:
        names = [*names[:MANY], f"{len(names) - MANY:,} others"]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def several(count: int, one: str, many: str = "", *, spell: bool = False) -> str:
    """A number and its noun.

    >>> several(1, "place"), several(2, "story", "stories"), several(2, "place", spell=True)
    ('1 place', '2 stories', 'two places')
    """
    told = number(count) if spell else f"{count:,}"
    return f"{told} {one if count == 1 else many or f'{one}s'}"


def capital(text: str) -> str:
    """The text with a capital at its beginning.

    >>> capital("most places")
    'Most places'
    """
    return text[:1].upper() + text[1:]
