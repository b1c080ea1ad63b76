"""Words for counts: all, most, some, as study.toml declares them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from collabstudy.errors import SettingsError
from collabstudy.model.study import Settings

# What a word means in a study that declares none: `[words]` in study.toml.
USUAL: Mapping[str, Any] = {"all": 1.0, "most": "2/3", "some": 2, "few": 1}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class Threshold:
    """From where on a word may be used: a share of the places that were asked, or a number of them.

    >>> most = Threshold("most", share=Fraction(2, 3))
    >>> most.met(6, 9), most.met(6, 10)
    (True, False)
    """

    word: str
    share: Fraction | None = None
    number: int = 0

    def met(self, count: int, of: int) -> bool:
        """Tell whether so many of so many are enough."""
        if self.share is not None:
            return of > 0 and Fraction(count, of) >= self.share
        return count >= self.number

    def __str__(self) -> str:
        return f"{self.share} or more" if self.share is not None else f"{self.number} or more"


def thresholds(settings: Settings) -> tuple[Threshold, ...]:
    """The words of study.toml (`[words]`), the most demanding first: shares before numbers.

    A fraction ("2/3" or 0.66) is a share, a whole number a number of places. Raises SettingsError on anything else.
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


def _threshold(word: str, value: Any) -> Threshold:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return Threshold(word, number=value)
    try:
        share = Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        share = Fraction(0)
    if not 0 < share <= 1:
        raise SettingsError(
            f"[words] {word} = {value!r} is no share and no number of places",
            hint='a share such as "2/3" or 0.66, or a whole number from 1',
            file="study.toml",
        )
    return Threshold(word, share=share)
