"""Words for counts: all, most, some, as study.toml declares them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from collabstudy.errors import SettingsError
from collabstudy.model.study import Settings

# What a word means in a study that declares none: `[words]` in study.toml.
USUAL: Mapping[str, Any] = {"all": 1.0, "most": "2/3", "some": 2, "few": "1-2"}
# More names than this are cut short.
MANY = 40
_RANGE = re.compile(r"\s*([\d./]+)\s*(?:-|–|to)\s*([\d./]+)\s*")
_SHARES = {
    Fraction(1, 4): "a quarter",
    Fraction(1, 3): "a third",
    Fraction(1, 2): "half",
    Fraction(2, 3): "two thirds",
    Fraction(3, 4): "three quarters",
}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class Threshold:
    """From where on a word may be used, and up to where: shares of the places that were asked, or numbers of them.

    A word without upper bound says too little where nearly all voice something, but nothing that is not so.

    >>> most = Threshold("most", share=Fraction(2, 3))
    >>> most.met(6, 9), most.met(6, 10)
    (True, False)
    >>> few = Threshold("few", number=1, up_to=2)
    >>> few.met(2, 10), few.met(3, 10)
    (True, False)
    """

    word: str
    share: Fraction | None = None
    number: int = 0
    up_to: Fraction | int | None = None

    def met(self, count: int, of: int) -> bool:
        """Tell whether so many of so many are enough, and not too many."""
        if self.share is not None:
            return of > 0 and self.share <= Fraction(count, of) <= (1 if self.up_to is None else self.up_to)
        return self.number <= count and (self.up_to is None or count <= self.up_to)

    def __str__(self) -> str:
        least = self.number if self.share is None else self.share
        return f"{least} or more" if self.up_to is None else f"{least} to {self.up_to}"


def thresholds(settings: Settings) -> tuple[Threshold, ...]:
    """The words of study.toml (`[words]`), the most demanding first: shares before numbers.

    A fraction ("2/3" or 0.66) is a share, a whole number a number of places, and either may have an upper bound: "1-2",
    "1/3-2/3". Raises SettingsError on anything else.
    """
    declared = settings.rest.get("words") or USUAL
    found = [_threshold(word, value) for word, value in declared.items()]
    return tuple(sorted(found, key=lambda t: (t.share is None, -(t.share or 0), -t.number)))


def singular(settings: Settings) -> str:
    """What one case is called (`[cases] singular` in study.toml)."""
    return str(settings.rest.get("cases", {}).get("singular", "place"))


def plural(settings: Settings) -> str:
    """What cases are called (`[cases] plural` in study.toml)."""
    return str(settings.rest.get("cases", {}).get("plural", "places"))


def wording(count: int, of: int, settings: Settings) -> str:
    """How a count is told in a sentence, in the words that study.toml declares.

    >>> study = Settings("A study")
    >>> [wording(count, 10, study) for count in (10, 9, 6, 1, 0)]
    ['all ten places', 'most places', 'some places', 'one place', 'no place']
    """
    if not 0 <= count <= of:
        raise ValueError(f"{count} of {of}")
    if of == 0:
        return f"no {singular(settings)} that was asked"
    if count == 0:
        return f"no {singular(settings)}"
    if count == of:
        return f"all {number(of)} {plural(settings)}" if of > 1 else f"the one {singular(settings)} that was asked"
    if count == 1:
        return f"one {singular(settings)}"
    word = next((t.word for t in thresholds(settings) if t.met(count, of)), number(count))
    return f"{word} {plural(settings)}"


def number(count: int) -> str:
    """A number as it is written in a sentence: as a word up to twelve.

    >>> number(10), number(13), number(1300)
    ('ten', '13', '1,300')
    """
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def meanings(settings: Settings) -> str:
    """What the words for counts mean, as a sentence for the reader.

    >>> meanings(Settings("A study", rest={"words": {"all": 1.0, "most": "2/3", "few": "1-2"}}))
    '“All” is every place that was asked and coded, “most” two thirds of them or more, “few” one or two.'
    """
    told = [f"“{threshold.word}” {_meaning(threshold, settings)}" for threshold in thresholds(settings)]
    told[0] = f"“{told[0][1:2].upper()}{told[0][2:]}".replace("” ", "” is ", 1)
    return f"{', '.join(told)}."


def spelled(count: int, of: int) -> str:
    """A count in letters.

    >>> spelled(9, 10), spelled(10, 10), spelled(0, 10)
    ('nine of ten', 'all ten', 'none of ten')
    """
    if count == of > 1:
        return f"all {number(of)}"
    return f"{number(count) if count else 'none'} of {number(of)}"


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them; of very many only the first.

    >>> listed(["Brackwater", "Carrowby", "Duskmere"])
    'Brackwater, Carrowby and Duskmere'
    """
    if len(names) > MANY + 1:
        names = [*names[:MANY], f"{len(names) - MANY:,} others"]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _meaning(threshold: Threshold, settings: Settings) -> str:
    least, most = threshold.number if threshold.share is None else threshold.share, threshold.up_to
    if least == 1 and threshold.share is not None:
        return f"every {singular(settings)} that was asked and coded"
    if most is None:
        return f"{_amount(least)}{' of them' if threshold.share is not None else ''} or more"
    if threshold.share is not None:
        return f"{_amount(least)} to {_amount(most)} of them"
    return (
        _amount(least) if least == most else f"{_amount(least)} {'or' if most == least + 1 else 'to'} {_amount(most)}"
    )


def _amount(told: Fraction | int) -> str:
    if isinstance(told, int):
        return number(told)
    return _SHARES.get(told, "all" if told == 1 else f"{told.numerator} in {told.denominator}")


def _threshold(word: str, value: Any) -> Threshold:
    """A word as it is declared: `2` and `"1-2"` are numbers of places, all else are shares of them."""
    ends = _RANGE.fullmatch(value) if isinstance(value, str) else None
    told = list(ends.groups()) if ends else [value]
    if isinstance(value, int) and not isinstance(value, bool):
        numbers = [value]
    else:
        numbers = [int(end) for end in told] if ends and all(map(str.isdecimal, told)) else []
    shares = [] if numbers else [_share(end) for end in told]
    bounds = numbers or shares
    if min(bounds) <= 0 or max(shares, default=0) > 1 or bounds != sorted(bounds):
        raise SettingsError(
            f"[words] {word} = {value!r} is no share and no number of places",
            hint='a share such as "2/3" or 0.66, or a whole number from 1; with an upper bound "1-2" or "1/3-2/3"',
            file="study.toml",
        )
    up_to = bounds[1] if ends else None
    return Threshold(word, number=numbers[0], up_to=up_to) if numbers else Threshold(word, shares[0], up_to=up_to)


def _share(told: Any) -> Fraction:
    """A share of the places; 0 for what is none."""
    try:
        return Fraction(0) if isinstance(told, bool) else Fraction(str(told))
    except (ValueError, ZeroDivisionError):
        return Fraction(0)
