"""The names of cases, found in texts with all their spellings.

* *and* is *&*, a curly apostrophe a straight one, any hyphen any other; an *'s* may follow (*Wigan's*).
* A council is also found by its place, and by its place with any other word for council: *Barking and Dagenham* is
  *Barking & Dagenham LBC* and *London Borough of Barking and Dagenham*.
* *the* before two or more words is dropped (*the Carrowby Promise* finds *Carrowby Promise*), before one it is needed
  (*the Compact*, never *compact*).
* Capitals are needed, unless a word of the name is in no dictionary (*carrowby council* in a transcript without
  capitals is Carrowby; *ignite* is not the charity Ignite). At the beginning of a sentence the two look the same:
  *Ignite a fire* is taken for the charity.
* Of names inside each other the longest counts: *West London Zone* is not London.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from collabstudy.model.case import Case
from collabstudy.tagging.letters import APOSTROPHES, HYPHENS

if TYPE_CHECKING:
    from spacy.language import Language

_COUNCIL = (
    "metropolitan borough council|metropolitan district council|metropolitan borough|city council|county council"
    "|borough council|district council|town council|parish council|unitary authority|council|borough"
    "|mbc|mdc|lbc|rbc|bc|cc|dc"
).split("|")
_COUNCIL_OF = (
    "london borough of|royal borough of|metropolitan borough of|borough of|city of|county of|council of".split("|")
)
_COUNCIL_WORDS = frozenset(" ".join((*_COUNCIL, *_COUNCIL_OF)).split()) - {"of"}
_AND = {"en": "and", "de": "und", "fr": "et", "es": "y", "it": "e", "nl": "en", "sv": "och", "da": "og", "nb": "og"}
_THE = {"en": "the"}
_OWN_S = frozenset(("de", "nl", "sv", "da", "nb", "nn", "no"))  # languages whose genitive is an s without apostrophe
_SPELLINGS = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(HYPHENS, "-"))
_MARKUP = re.compile(r"</?[a-z][^<>]{0,40}>|[*_#]+", re.IGNORECASE)  # as in <i>Doing</i> and *Ignite*
_BETWEEN = "\t"


class Mention(NamedTuple):
    """A place in a plain text where cases are named."""

    start: int
    end: int
    cases: tuple[str, ...]


def plain(text: str) -> str:
    r"""A text in which different spellings look the same; it has other places than the text itself.

    >>> plain("Wigan’s\n  two missions")
    "Wigan 's two missions"
    """
    marked = _MARKUP.sub(" ", unicodedata.normalize("NFC", text)).replace("\t", " | ")
    return re.sub(r"(?<=\w)'s\b", " 's", " ".join(marked.translate(_SPELLINGS).split()))


class Names:
    """Looks for the names and aliases of cases, with a blank spaCy pipeline and an entity ruler."""

    def __init__(self, cases: Sequence[Case], language: str) -> None:
        self._language = language
        self._spelled = _spelled(cases, language)
        self._hint = _hint(self._spelled, language)
        self._pipeline: Language | None = None

    def may_be_in(self, text: str) -> bool:
        """Tell quickly that a text names no case; where it may name one, only `in_texts` can tell."""
        return not self._hint.isdisjoint(_lower_words(text))

    def in_texts(self, texts: Iterable[str]) -> list[tuple[Mention, ...]]:
        """For each plain text where it names which cases."""
        texts = list(texts)
        found: list[tuple[Mention, ...]] = [()] * len(texts)
        hopeful = [number for number, text in enumerate(texts) if self.may_be_in(text)]
        if not hopeful:
            return found
        self._pipeline = self._pipeline or self._made()
        for number, doc in zip(hopeful, self._pipeline.pipe(texts[n] for n in hopeful), strict=True):
            found[number] = tuple(
                Mention(ent.start_char, ent.end_char, tuple(ent.ent_id_.split(_BETWEEN))) for ent in doc.ents
            )
        return found

    def _made(self) -> Language:
        from spacy.util import get_lang_class

        try:
            pipeline: Language = get_lang_class(self._language)()
        except ImportError:
            pipeline = get_lang_class("xx")()
        pipeline.max_length = 10**9
        patterns = [
            {"label": "CASE", "pattern": pattern, "id": _BETWEEN.join(sorted(cases))}
            for name, cases in self._spelled.items()
            for pattern in _patterns(name, pipeline, self._language)
        ]
        ruler: Any = pipeline.add_pipe("entity_ruler")
        ruler.add_patterns(patterns)
        return pipeline


def _spelled(cases: Sequence[Case], language: str) -> dict[str, set[str]]:
    """Every spelling that is looked for, with the cases it means (several, when they share an alias)."""
    found: dict[str, set[str]] = {}
    for case in cases:
        names = [plain(name) for name in (case.name, *case.aliases) if name.strip()]
        for name in [*names, *_places(names)]:
            found.setdefault(_without_article(name, language), set()).add(case.id)
    return found


def _places(names: Sequence[str]) -> list[str]:
    """The places of those names that are a council's."""
    return list(dict.fromkeys(place for name in names if (place := _place(name))))


def _place(name: str) -> str:
    for word in _COUNCIL:
        if name.lower().endswith(f" {word}"):
            return name[: -len(word)].strip()
    for word in _COUNCIL_OF:
        if name.lower().startswith(f"{word} "):
            return name[len(word) :].strip()
    return ""


def _without_article(name: str, language: str) -> str:
    article, _, rest = name.partition(" ")
    return rest if article.lower() == _THE.get(language) and " " in rest else name


def _hint(names: Iterable[str], language: str) -> frozenset[str]:
    """Words of which every text that names a case holds one: of each name the longest that says more than *council*."""
    words = {
        max(_lower_words(name) or [""], key=lambda word: (word not in _COUNCIL_WORDS, len(word))) for name in names
    }
    return frozenset(words | {f"{word}s" for word in words if language in _OWN_S})


def _lower_words(text: str) -> list[str]:
    return re.findall(r"\w+", (text if text.isascii() else unicodedata.normalize("NFC", text)).lower())


def _patterns(name: str, pipeline: Language, language: str) -> Iterator[list[dict[str, Any]]]:
    words = [token.text for token in pipeline.make_doc(name)]
    safe = any(len(word) > 3 and not is_ordinary(word.lower(), language) for word in words)
    pattern = [_token(word, safe, language) for word in words]
    yield pattern
    yield [*pattern, {"LOWER": {"IN": sorted(_COUNCIL_WORDS)}, "OP": "+"}]
    yield [{"LOWER": {"IN": sorted(_COUNCIL_WORDS)}, "OP": "+"}, {"LOWER": "of"}, *pattern]
    if language in _OWN_S:
        yield [*pattern[:-1], _token(words[-1] + "s", safe, language)]


def _token(word: str, safe: bool, language: str) -> dict[str, Any]:
    if word.lower() in ("&", _AND.get(language, "&")):
        return {"LOWER": {"IN": ["&", _AND.get(language, "&")]}}
    if safe or word == word.lower():
        return {"LOWER": word.lower()}
    return {"ORTH": {"IN": sorted({word, word.upper()})}}


@lru_cache(maxsize=10_000)
def is_ordinary(word: str, language: str) -> bool:
    """Tell whether a word in small letters is in the dictionary; without a dictionary every word might be."""
    from simplemma import is_known

    try:
        return is_known(word, language)
    except ValueError:
        return True
