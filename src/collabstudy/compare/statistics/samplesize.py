"""How many people it takes to hear of something that only some of them would tell."""

from __future__ import annotations

from math import comb, fsum

from collabstudy.errors import SettingsError

MOST = 100_000


def people_needed(prevalence: float, *, instances: int, power: float) -> int:
    """The fewest people of whom at least so many voice a theme with this probability (Fugard & Potts 2015).

    Binomial: people are drawn at random from many, and whoever has the theme voices it. The ten places of a study are
    seldom such a sample; the number helps to plan, it proves nothing afterwards.

    Args:
        prevalence: the share of all people who would voice it, above 0 to 1.
        instances: how often it should be heard at least.
        power: the probability of hearing it so often, above 0 and below 1.

    Raises SettingsError for numbers that cannot be, or where it takes more than 100,000 people.

    >>> people_needed(0.1, instances=2, power=0.8), people_needed(0.5, instances=1, power=0.8)
    (29, 3)
    """
    if not 0 < prevalence <= 1 or not 0 < power < 1 or instances < 1:
        raise SettingsError(
            f"prevalence = {prevalence!r}, instances = {instances!r}, power = {power!r} cannot be",
            hint="for example prevalence = 0.1, instances = 2, power = 0.8",
        )
    few, many = instances, instances
    while _heard(prevalence, instances, many) < power:
        if many > MOST:
            raise SettingsError(
                f"it takes more than {MOST:,} people", hint="take a larger prevalence, or fewer instances"
            )
        few, many = many + 1, 2 * many
    while few < many:
        middle = (few + many) // 2
        few, many = (few, middle) if _heard(prevalence, instances, middle) >= power else (middle + 1, many)
    return many


def _heard(prevalence: float, instances: int, people: int) -> float:
    """The probability that at least so many of these people voice it."""
    fewer = range(min(instances, people + 1))
    return 1 - fsum(comb(people, at) * prevalence**at * (1 - prevalence) ** (people - at) for at in fewer)
