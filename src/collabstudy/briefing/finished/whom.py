"""Which cases, roles, people and documents of a study a text names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from collabstudy.model.consent import is_interviewer, is_name, split_role
from collabstudy.model.document import INTERVIEWER, Document, Turn
from collabstudy.model.pseudonyms import parts_of

if TYPE_CHECKING:
    from collabstudy.model.study import Study

_SPELLINGS = str.maketrans("’‘ʼ‐‑\u00a0", "'''-- ")
_FEWEST_LETTERS = 3
_IN_OFFICE = re.compile(r" (?:of|at|in|from|for) (?:the )?[A-Z]")
"""What makes a role of one word: `the director of The Oddmill Trust`."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a text names; roles in small letters."""

    cases: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    interviewer: bool = False

    def __or__(self, other: Named) -> Named:
        return Named(
            self.cases | other.cases, self.roles | other.roles, self.people | other.people,
            self.documents | other.documents, self.interviewer or other.interviewer,
        )  # fmt: skip

    def __bool__(self) -> bool:
        return bool(self.cases or self.roles or self.people or self.documents or self.interviewer)


@dataclass(frozen=True)
class Cast:
    """Everybody and everything of a study that may be named as the source of a quotation."""

    study: Study = field(repr=False)
    names: dict[str, set[tuple[str, str]]] = field(init=False, repr=False)
    pattern: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        names: dict[str, set[tuple[str, str]]] = {}
        for name, kind, who in _named(self.study):
            told = " ".join(name.translate(_SPELLINGS).split())
            if len(told) >= _FEWEST_LETTERS or kind == "document":
                names.setdefault(told.casefold() if kind == "role" else told, set()).add((kind, who))
        longest = sorted(names, key=len, reverse=True)
        roles = [name for name in longest if any(kind == "role" for kind, _ in names[name])]
        said = "|".join(
            rf"(?i:{re.escape(name)})" if name in roles else re.escape(name).replace("The\\ ", "[Tt]he\\ ")
            for name in longest
        )
        object.__setattr__(self, "names", names)
        object.__setattr__(self, "pattern", re.compile(rf"(?<![^\W_])(?:{said or '(?!)'})(?![^\W_])"))

    def named_in(self, text: str, *, sure: bool = True) -> Named:
        """What a text names, the longest names first. In a mere sentence a role of one word is none."""
        found: dict[str, set[str]] = {"case": set(), "role": set(), "person": set(), "document": set()}
        told = " ".join(text.translate(_SPELLINGS).split())
        for match in self.pattern.finditer(told):
            name = match[0]
            spellings = (name, name[:1].upper() + name[1:], name.casefold())
            known = next((self.names[one] for one in spellings if one in self.names), set())
            for kind, who in known:
                plain = kind == "role" and " " not in name and (name[0].islower() or not sure)
                if not plain or _in_office(told, match):
                    found[kind].add(who)
        interviewer = bool(re.search(rf"(?i)\b{INTERVIEWER}\b", told))
        return Named(
            frozenset(found["case"]), frozenset(found["role"]), frozenset(found["person"]),
            frozenset(found["document"]), interviewer,
        )  # fmt: skip

    def other(self, named: Named, document: Document, turn: Turn, *, sure: bool) -> str:
        """What a text names that is not where these words were said: `place`, `speaker` or `document`; else empty.

        A sentence beside a quotation (not `sure`) may name several: it is enough that one of them fits.
        """
        if named.documents:
            return "" if document.id in named.documents else "document"
        if document.kind != "interview" or (named.interviewer and is_interviewer(turn)):
            return ""
        role, people = self.speaker(document, turn)
        place = None if not named.cases or document.case is None else document.case in named.cases
        person = None if not named.people or not people else bool(named.people & people)
        part = None if not named.roles or not role else any(_is_role(told, role) for told in named.roles)
        fits = (place, person, part)
        if False not in fits:
            return ""
        if not sure and True in fits:
            return "speaker" if place and self._beside(named, document, role, people) else ""
        return "place" if place is False else "speaker"

    def _beside(self, named: Named, document: Document, role: str, people: frozenset[str]) -> bool:
        """Whether a text names somebody else of the same conversation, and not who speaks here."""
        if (named.people & people) or any(_is_role(told, role) for told in named.roles):
            return False
        others = [self._given(given, label) for label, given in document.speakers.items()]
        return any(
            (told in named.roles and told != role) or (bool(names & named.people) and not names & people)
            for told, names in others
        )

    def speaker(self, document: Document, turn: Turn) -> tuple[str, frozenset[str]]:
        """The role of who speaks in a turn, in small letters, and the names that this person has."""
        given = turn.role or (document.speakers.get(turn.speaker) if turn.speaker else None) or ""
        if not turn.speaker:
            roles = [role for role in document.speakers.values() if role.casefold() != INTERVIEWER]
            given = roles[0] if len(roles) == 1 else ""
        return self._given(given, turn.speaker or "")

    def _given(self, given: str, label: str) -> tuple[str, frozenset[str]]:
        role, name = split_role(given)
        names = [told for told in (name, label) if told and (told == name or is_name(told))]
        return role.casefold(), frozenset(names)


def _in_office(text: str, role: re.Match[str]) -> bool:
    return text[: role.start()].lower().endswith("the ") and _IN_OFFICE.match(text, role.end()) is not None


def _is_role(told: str, role: str) -> bool:
    """Whether a role that is told may be this one: the same, or words of it."""
    return told == role or set(told.split()) <= set(re.findall(r"[\w'-]+", role))


def _named(study: Study) -> Iterator[tuple[str, str, str]]:
    """Every name with what it names: a case, a role, a person or a document."""
    for case in study.cases:
        for name in (case.name, *case.aliases, case.attributes.get("place", "")):
            if name.strip():
                yield name, "case", case.id
                yield name.removeprefix("The "), "case", case.id
    for document in study.documents:
        yield document.id, "document", document.id
        if document.title and len(document.title.split()) > 1:
            yield document.title, "document", document.id
            yield re.sub(r"\s*\([^()]*\)$", "", document.title), "document", document.id
        for label, given in document.speakers.items():
            if given.casefold() == INTERVIEWER:
                continue
            role, name = split_role(given)
            if is_name(role):
                yield role, "role", role.casefold()
            for person in (name, label if is_name(label) else ""):
                if person:
                    yield person, "person", person
                    yield from ((part, "person", person) for part in parts_of(person))
