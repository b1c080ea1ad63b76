"""People in a text who speak for a case.

Somebody is tied to a case where a text introduces them with it, in one of these ways:

* *Ann Archer from Carrowby Council*, *Ann Archer, of …*, *Ann Archer, Policy Manager, Carrowby Council*,
  *Ann Archer (Carrowby Council)*
* *Carrowby's chief executive Ann Archer*, *Carrowby Council Chief Executive, Ann Archer*
* each of these with initials after the name, as minutes have them: *Ann Archer (AA), Carrowby Council*

From there on, to the end of the document, her full name, and her first name, surname or initials alone, mean her case.
What somebody else in the document may be called too means nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from collabstudy.tagging.names import Mention

if TYPE_CHECKING:
    from regex import Pattern

_FROM = {
    "en": "from of at for in representing",
    "de": "von vom aus bei beim der des für in",
    "fr": "de du d' à au chez pour",
    "es": "de del en por desde",
    "it": "di del della da dal dalla per",
    "nl": "van bij uit voor in",
}
_NO_PERSON_AFTER = {"en": "from of at in the for a an"}
_CLAUSE = {"en": "who which that whose and but as because while when"}
_TITLES = "mr mrs ms miss dr prof professor sir dame lord lady cllr councillor herr frau m mme señor señora"
_ROLES = (
    "director manager chief executive leader officer head mayor councillor chair chairman chairwoman coordinator worker"
    " lead founder trustee minister deputy spokesperson treasurer ceo chefin chef leiter leiterin directeur directrice"
)
_ROLE_WORDS = frozenset(_ROLES.split())
_TITLE_WORDS = frozenset(_TITLES.split())
_INITIALS = re.compile(r" \(([A-Z]{2,4})\)")
_LONGEST = 80  # signs between a person and the case they are introduced with


class Person(NamedTuple):
    """Someone's name as it was introduced, and the cases they speak for."""

    name: str
    cases: tuple[str, ...]
    initials: str = ""


class Run(NamedTuple):
    """Words with capitals that follow each other, as names do."""

    start: int
    end: int
    words: tuple[str, ...]


def runs(text: str, language: str) -> tuple[Run, ...]:
    """Runs of capitals without the small words of the language, titles and roles before them.

    >>> [run.words for run in runs("When Ann Archer met Dr Bell", "en")]
    [('Ann', 'Archer'), ('Bell',)]
    """
    found = []
    for match in _capitals().finditer(text):
        words = [(word.start(), word.group()) for word in _word().finditer(text, match.start(), match.end())]
        while words and words[0][1].casefold() in _small_words(language) | _TITLE_WORDS | _ROLE_WORDS:
            words = words[1:]
        if words:
            found.append(Run(words[0][0], match.end(), tuple(word for _, word in words)))
    return tuple(found)


def introduced(text: str, mentions: Sequence[Mention], language: str) -> Iterator[Person]:
    """Who is introduced with a case in this text."""
    people = [run for run in runs(text, language) if _may_be_person(run, text, mentions, language)]
    for mention in mentions:
        before = [run for run in people if run.end <= mention.start]
        after = [run for run in people if run.start >= mention.end]
        if before and _is_of(_after(before[-1], text, mention.start), language):
            yield _person(before[-1], text, mention)
        if after and _is_theirs(text[mention.end : after[0].start]):
            yield _person(after[0], text, mention)


def spoken_of(text: str, called: Mapping[str, tuple[str, ...]], language: str) -> set[str]:
    """The cases of the people whose names stand in this text."""
    return {case for run in runs(text, language) for case in called.get(" ".join(run.words), ())}


def names_of(people: Iterable[Person], everybody: Iterable[Run]) -> dict[str, tuple[str, ...]]:
    """The cases of people under each name that they may be called by, without what somebody else is called too.

    `everybody` is who else has a name in the document.
    """
    people = tuple(people)
    full = {person.name: person.cases for person in people}
    names = {" ".join(run.words) for run in everybody if len(run.words) > 1} | set(full)
    called: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        for part in {name.split()[0], name.split()[-1]}:
            called.setdefault(part, set()).add(full.get(name, ()))
    for person in people:
        called.setdefault(person.initials, set()).add(person.cases)
    return {part: cases.pop() for part, cases in called.items() if part and len(cases) == 1} | full


def _person(run: Run, text: str, mention: Mention) -> Person:
    initials = _INITIALS.match(text, run.end)
    return Person(" ".join(run.words), mention.cases, initials[1] if initials else "")


def _after(run: Run, text: str, end: int) -> str:
    """What stands between a person (with initials) and a place further on."""
    initials = _INITIALS.match(text, run.end, end)
    return text[initials.end() if initials else run.end : end]


def _may_be_person(run: Run, text: str, mentions: Sequence[Mention], language: str) -> bool:
    """Two words or more, no role or case itself, and not after a word that stands before places and organisations."""
    a_role = any(word.casefold() in _ROLE_WORDS for word in run.words)
    a_case = any(run.start < mention.end and mention.start < run.end for mention in mentions)
    if not 2 <= len(run.words) <= 4 or a_role or a_case:
        return False
    before = text[: run.start].split()
    return not before or before[-1].casefold() not in _NO_PERSON_AFTER.get(language, "").split()


def _is_of(between: str, language: str) -> bool:
    """Tell whether a person, what stands between, and a case are *somebody, of some role, from there*."""
    if between.strip() == "(":
        return True
    words = between.replace(",", " , ").split()
    link = [*_FROM.get(language, _FROM["en"]).split(), ","]
    if words and words[-1].casefold() in ("the", "le", "la", "el", "il", "het", "dem", "den"):
        words = words[:-1]
    if not words or len(between) > _LONGEST or any(sign in between for sign in '.;:!?()"“”'):
        return False
    inner = {word.casefold() for word in words}
    starts_well = words[0].casefold() in link and (words[0] != "," or words[1:2] != ["and"])
    return starts_well and words[-1].casefold() in link and not inner & set(_CLAUSE.get(language, "").split()) - {"and"}


def _is_theirs(between: str) -> bool:
    """Tell whether a case, what stands between, and a person are *the case's director, somebody*."""
    words = between.removeprefix(" 's").replace(",", " ").split()
    in_one_breath = len(words) <= 6 and not any(sign in between for sign in '.;:!?()"“”')
    return in_one_breath and any(word.casefold() in _ROLE_WORDS for word in words)


@cache
def _small_words(language: str) -> frozenset[str]:
    from spacy.util import get_lang_class

    try:
        return frozenset(get_lang_class(language).Defaults.stop_words)
    except ImportError:
        return frozenset()


@cache
def _word() -> Pattern[str]:
    import regex

    return regex.compile(
        r"(?:(?:van|von|de|der|den|la|le|du|di|bin) )*(?:[OD]')?\p{Lu}[\p{L}\p{M}]*(?:[-']\p{Lu}[\p{L}\p{M}]*)*"
    )


@cache
def _capitals() -> Pattern[str]:
    import regex

    return regex.compile(rf"\b{_word().pattern}(?: {_word().pattern})*")
