"""Which names may not be said in the words of a document, and what stands instead of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from collabstudy.errors import SourceError
from collabstudy.model.consent import is_name, may_count, may_place, split_role
from collabstudy.model.document import INTERVIEWER, Document
from collabstudy.model.names import NameList, Names, Pseudonym

if TYPE_CHECKING:
    from collabstudy.model.case import Case
    from collabstudy.model.study import Study

NAME = "name"
# Words of the names of people and organisations that name nobody by themselves.
_NO_PART = frozenset(
    """and of the de der den di du la le van von zu ten ter bin ibn al el st mr mrs ms miss mx dr prof professor sir
    lady lord jr sr rev councillor cllr mayor officer manager director chair council borough city county district parish
    town london royal metropolitan unitary authority trust trusts foundation charity association society
    company group network partnership project house centre center community communities services service college
    school hospital university church club union institute office board department national local public north south
    east west upper lower new old great little saint street road lane with for doors first friends""".split()
)
_COUNCIL = re.compile(r"(?:metropolitan )?(?:borough|city|county|district|town|parish)? ?council$|borough$", re.I)
_COUNCIL_OF = re.compile(r"^(?:(?:london|royal|metropolitan) )?(?:borough|city|county|council) of ", re.I)


def names_in(study: Study, document: Document) -> Names:
    """The names that are replaced wherever words of a document are shown.

    * In words of an `anonymous` document whatever its own case is called: `[this place]`.
    * What corpus/names.csv lists, in every document.
    * Who speaks in this study without being `named`: by role, as far as that document's consent lets it be told, else
      `[name]`. Names are labels of speakers and what stands in square brackets in roles; forenames and surnames alone
      count too.
    """
    listed, people, nameless = study.name_lists
    lists = [listed, people] if may_place(document) else [NameList(_places(study, document)), listed, nameless]
    return Names(lists, lambda: _text(study, document))


def name_lists(study: Study) -> tuple[NameList, NameList, NameList]:
    """What corpus/names.csv lists; who may not be named, told by role; and the same people told by no role."""
    return NameList(study.names), NameList(_people(study, roles=True)), NameList(_people(study, roles=False))


def _places(study: Study, document: Document) -> Iterator[Pseudonym]:
    """All that would tell the case of a document."""
    if document.case is None:
        return
    instead = f"this {study.settings.rest.get('cases', {}).get('singular', 'place')}"
    names = dict.fromkeys(name.strip() for name in _called(study.case(document.case)) if name.strip())
    for name in names:
        yield Pseudonym(name, instead)
    for part in dict.fromkeys(part for name in names if len(name.split()) > 1 for part in parts_of(name)):
        if len(part) > 3 and part not in names:
            yield Pseudonym(part, instead, part=True)


def _called(case: Case) -> Iterator[str]:
    """A case's names: its own, its aliases, its place, and the place of a council."""
    for name in (case.name, *case.aliases, case.attributes.get("place", "")):
        yield name
        yield _COUNCIL_OF.sub("", _COUNCIL.sub("", name))
        if name.casefold().startswith("the ") and len(name.split()) > 2:
            yield name[4:]


def _people(study: Study, *, roles: bool) -> Iterator[Pseudonym]:
    """Those who speak in this study under a name that is not to be told, with what may be told of them."""
    told: dict[str, set[str]] = {}
    parts: dict[str, set[str]] = {}
    for name, role, known in _speakers_unnamed(study):
        instead = known if roles or known == INTERVIEWER else NAME
        told.setdefault(name, set()).add(instead)
        for part in parts_of(name):
            if part.casefold() not in role.casefold().split():
                parts.setdefault(part, set()).add(instead)
    for name, insteads in (*told.items(), *parts.items()):
        one = next(iter(insteads)) if len(insteads) == 1 else NAME
        yield Pseudonym(name, one, part=" " not in name, person=True)


def _speakers_unnamed(study: Study) -> tuple[tuple[str, str, str], ...]:
    """The names of those who speak in documents that are not `named`, each with role and what may be told instead."""
    found: dict[tuple[str, str, str], None] = {}
    for document in study.documents:
        if document.consent == "named":
            continue
        for label, given in _labels(study, document).items():
            role, bracketed = split_role(given)
            for name in (label if is_name(label) or _may_be_name(label) else "", bracketed):
                if name and name.casefold() != role.casefold():
                    found[name, role, _told(document, role)] = None
    return tuple(found)


def _may_be_name(label: str) -> bool:
    """Tell whether three capitals may be a forename: `WIN`, not `CT` or `P01`.

    >>> _may_be_name("WIN"), _may_be_name("CT"), _may_be_name("P01")
    (True, False, False)
    """
    return len(label) == 3 and label.isupper() and label.isalpha() and not {*"AEIOUY"}.isdisjoint(label)


def _labels(study: Study, document: Document) -> dict[str, str]:
    """The speakers of a document with their roles; of a withdrawn one those that documents.csv names."""
    try:
        spoken = study.transcript(document.id).speakers if may_count(document) else ()
    except SourceError:  # named by `collabstudy check`, and by everything that needs the text
        spoken = ()
    return dict.fromkeys(spoken, "") | dict(document.speakers)


def _told(document: Document, role: str) -> str:
    if role.casefold() == INTERVIEWER:
        return INTERVIEWER
    return role if document.consent == "role" and is_name(role) else NAME


def parts_of(name: str) -> list[str]:
    """The words of a name by which alone somebody may be known.

    >>> parts_of("Dr Ann-Marie van Dunlark"), parts_of("The Oddmill Trust")
    (['Ann-Marie', 'Dunlark'], ['Oddmill'])
    """
    words = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", name)
    return [word for word in words if len(word) > 1 and word[0].isupper() and word.casefold() not in _NO_PART]


def _text(study: Study, document: Document) -> str:
    transcript = study.transcript(document.id)
    return "\n".join(transcript.slice(turn) for turn in transcript.turns)
