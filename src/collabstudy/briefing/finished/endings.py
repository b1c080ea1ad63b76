"""Where a block quotation may end whose credit stands in the same paragraph, parted from it by a dash or less."""

from __future__ import annotations

import re
from collections.abc import Iterator

from collabstudy.io.attributions import ROLES, clean, is_attribution

_DASH = re.compile(r"\s*(?:[–—―]{1,2}|(?<=\s)-{1,2}(?=\s))\s*")
_BRACKETS = re.compile(r"\s*[(\[](?P<who>[^()\[\]]{2,140})[)\]][.,]?\s*$")
_SAYS = re.compile(r"(?:says?|said|sagt|dit|explain(?:s|ed)|add(?:s|ed)|recall(?:s|ed)|told us|tells us)\b")
_REPORTED = re.compile(rf",?\s+(?={_SAYS.pattern}\s+(?:(?:the|a|an|one)\s+)?[^\Wa-z])")
_BY = re.compile(
    rf"(?i)^(?:(?:as )?{_SAYS.pattern}(?: by)?|by|from|according to)\s+(?:(?:the|an?|one|der|die|le|la)\s+)?"
)
_BEFORE = re.compile(r"^(?P<who>[^:\n]{2,90}):\s+(?=\S)")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SMALL = frozenset("a an the of and for at in on from to with de la le du des der die das von van und für y e".split())
_WHERE = frozenset("of for at in from with de du von für".split())
_WHO = frozenset("aged age years old woman man female male interview".split())
_NO_NAMES = frozenset(
    "i we you he she it they this that these those there here us them me my our your their his her its who what when "
    "where why how if because but so or nor not no never nobody none nothing everybody everyone somebody someone all "
    "yes then now just only is are was were be been has have had do does did can could will would".split()
)


def readings(text: str) -> Iterator[tuple[str, str]]:
    """A block quotation and whom its end may name, one for each place where it may end; the longest first.

    Which of them is right, its words must tell: somebody who is quoted may speak in dashes and brackets too.

    >>> list(readings("We trust them — mostly — and they us — Clerk, Ash Council"))
    [('We trust them — mostly — and they us', 'Clerk, Ash Council')]
    >>> list(readings("We trust them - Clerk - Ash"))
    [('We trust them - Clerk', 'Ash'), ('We trust them', 'Clerk - Ash')]
    >>> list(readings("We trust them (we always did)")), list(readings("We trust them — the council does not"))
    ([], [])
    """
    parted = [(text[: found.start()], text[found.end() :]) for found in _DASH.finditer(text)]
    parted += [(text[: found.start()], text[found.end() :]) for found in _REPORTED.finditer(text)]
    if brackets := _BRACKETS.search(text):
        parted.append((text[: brackets.start()], brackets["who"]))
    if before := _BEFORE.match(text):
        parted.append((text[before.end() :], before["who"]))
    for body, end in sorted(parted, key=lambda pair: -len(pair[0])):
        who = clean(" ".join(end.split())).removesuffix(".")
        if body.strip() and may_name(who):
            yield body.strip(), who


def may_name(who: str) -> bool:
    """Whether words may say who spoke, by their shape: `Chief Officer, Ash`, `said a resident`, but no sentence.

    >>> may_name("Jane Doe"), may_name("homelessness charity worker"), may_name("Ash Council refuses")
    (True, True, False)
    """
    told = _BY.sub("", who, count=1)
    if not is_attribution(told, sure=True):
        return False
    return all(_is_name(_WORD.findall(part)) for part in re.split(r"[,;/·–—]| - ", told))


def _is_name(words: list[str]) -> bool:
    """Whether every word of a part has a capital or a digit, or is a role, before a role, or behind an `of`."""
    if any(word.casefold() in _NO_NAMES for word in words):
        return False
    roles = [at for at, word in enumerate(words) if ROLES.fullmatch(word)]
    where = [at for at, word in enumerate(words) if at and word in _WHERE]
    return all(
        not word[0].islower()
        or word in _SMALL
        or word in _WHO
        or any(at <= role for role in roles)
        or any(place < at for place in where)
        for at, word in enumerate(words)
    )
