"""Words of a quotation that look like somebody's name: a guess, to be read by a person."""

from __future__ import annotations

import re
from collections.abc import Collection

from collabstudy.tagging.names import is_ordinary

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Cllr|Councillor|Pastor|Father|Sister|Brother|Auntie?|Uncle)"
_CAPITAL = r"(?:(?-i:[A-Z])['’])?(?-i:[A-ZÀ-ÖØ-Þ])\w*[a-zß-ÿ]\w*(?:[-'’](?-i:[A-ZÀ-ÖØ-Þ])\w+)*"
_RUN = re.compile(
    rf"(?<![\w'’-])(?P<title>{_TITLE}\b\.?\s+)?(?P<name>{_CAPITAL}(?:\s+{_CAPITAL})*)(?P<own>['’]s)?(?P<after>\s+[\w'’-]+)?"
)
_BRACKET = re.compile(r"\[[^\[\]]*\]")  # what was put there instead of a name, or a remark
_BEFORE = re.compile(r"([\w'’-]+)\s+$")
_NEW_SENTENCE = re.compile(r"(?:^|[.!?…:])[\"'”’)\]]*\s*[\"'“‘(\[]*\s*$|[\"“]\s*$")
_BEFORE_NO_PERSON = frozenset(
    "the a an in at on into near around across through since until every last next this".split()
)
_NO_PERSON = frozenset(
    """i monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays
    saturdays sundays january february march april may june july august september october november december
    christmas easter ramadan diwali eid god bible english british irish welsh scottish european french german
    polish christian muslim jewish street road lane row avenue terrace square hill court hall house park bridge
    market station church school college university hospital council councillor trust foundation charity
    alliance partnership promise compact board committee network friends centre center library club society home
    homes department office team fund lottery government parliament mayor state""".split()
)


def people(text: str, language: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Names that may be a person's, in their order; `known` are words (in small letters) that are none.

    A title makes a name; otherwise it is capitals within a sentence, or at the beginning of one a word that is in no
    dictionary, unless words beside it tell of a place, a day or an organisation.

    >>> people("I asked Hilda in Mill Road. Mrs Bray knew. On Monday, in Hull, Dorrie did.", "en")
    ('Hilda', 'Mrs Bray', 'Dorrie')
    """
    found: dict[str, None] = {}
    text = _BRACKET.sub("…", text)
    for run in _RUN.finditer(text):
        name = _person(run, text, language, known)
        if name:
            found[name] = None
    return tuple(found)


def _person(run: re.Match[str], text: str, language: str, known: Collection[str]) -> str:
    words = run["name"].split()
    if run["title"]:
        return "" if words[0].casefold() in known else f"{run['title'].strip()} {words[0]}"
    if _NEW_SENTENCE.search(text, max(0, run.start() - 12), run.start()) and _ordinary(words[0], language):
        words = words[1:]
    before = _BEFORE.search(text, max(0, run.start() - 20), run.start())
    apart = before is not None and before[1].casefold() in _BEFORE_NO_PERSON
    apart |= bool(run["own"] and (run["after"] or "").strip()[:1].isupper())  # Fuller's Yard
    plain = [word.casefold() for word in (*words, (run["after"] or "").strip())]
    if not words or apart or not {*plain}.isdisjoint(_NO_PERSON) or any(word in known for word in plain[:-1]):
        return ""
    return " ".join(words)


def _ordinary(word: str, language: str) -> bool:
    if word[1:2] in ("'", "’") and word[2:3].isupper():  # O'Neil, not I'm
        return False
    return is_ordinary(word.casefold(), language) or "'" in word or "’" in word
