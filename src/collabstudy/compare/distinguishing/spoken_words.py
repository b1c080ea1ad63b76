"""All words of a study that count, as columns of numbers: what each is, and where it stands."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from collabstudy.compare.distinguishing.words import blanked, form, words_of
from collabstudy.errors import SettingsError
from collabstudy.model.consent import is_interviewer, may_count
from collabstudy.model.document import Document, Transcript, Turn
from collabstudy.model.study import Study

if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray

    Numbers = NDArray[int64]

FORMS = ("forms", "lemmas")
WITHOUT_BLANKS = frozenset("bo dz ja km lo my th yue zh".split())
"""Languages written without blanks: what stands between two blanks is a sentence there."""
_GENITIVE = frozenset("da de nb nl nn no sv".split())
_NOT_SAID = ("heading", "table")


@dataclass(frozen=True, eq=False)
class SpokenWords:
    """The words of participants, articles and notes, in the order of documents and texts.

    `word` says which of `words` (sorted) each is, `turn` in which of `turns`, `start` and `end` where it stands in its
    text. `document` says of each turn of which of `documents` it is.
    """

    words: tuple[str, ...]
    documents: tuple[Document, ...]
    turns: tuple[Turn, ...]
    document: Numbers
    word: Numbers
    turn: Numbers
    start: Numbers
    end: Numbers

    def __len__(self) -> int:
        return len(self.word)


NAME = ""
"""What stands for every word that is a name: it is counted and never told."""


def spoken_words(study: Study, *, words: str, kinds: Collection[str], names: Collection[str]) -> SpokenWords:
    """The words of all documents of these kinds that count; without the interviewer, headings and tables.

    `words` is `forms`, or `lemmas` for dictionary forms; `names` are words that become `NAME`.

    Raises SettingsError when there is no dictionary of a document's language, or it is written without blanks between
    words; SourceError when a document cannot be read.
    """
    import numpy as np

    documents = tuple(d for d in study.documents if may_count(d) and d.kind in kinds)
    number: dict[str, int] = {}
    turns: list[Turn] = []
    of_document: list[int] = []
    found = array("q")
    for at, document in enumerate(documents):
        transcript = study.transcript(document.id)
        language = language_of(study, document, transcript)
        if language in WITHOUT_BLANKS:
            raise _no_words(document, language)
        as_counted, genitive = called(words, language), language in _GENITIVE
        for turn in transcript.turns:
            if is_interviewer(turn) or turn.kind in _NOT_SAID:
                continue
            for said, first, last in words_of(blanked(transcript, turn)):
                place = number.setdefault(NAME if _is_name(said, names, genitive) else as_counted(said), len(number))
                found.extend((place, len(turns), turn.start + first, turn.start + last))
            turns.append(turn)
            of_document.append(at)
    order = sorted(number)
    rank = np.empty(len(number), dtype=np.int64)
    rank[[number[word] for word in order]] = np.arange(len(number))
    word, turn_of, start, end = np.array(found, dtype=np.int64).reshape(-1, 4).T
    at_document = np.array(of_document, dtype=np.int64)
    return SpokenWords(tuple(order), documents, tuple(turns), at_document, rank[word], turn_of, start, end)


def _is_name(said: str, names: Collection[str], genitive: bool) -> bool:
    """Tell whether a word is a name, has one in it (`quillow-led`), or is its genitive (German `quillows`)."""
    if said in names or ("-" in said and any(part in names for part in said.split("-"))):
        return True
    return genitive and said.endswith("s") and said[:-1] in names


def _no_words(document: Document, language: str) -> SettingsError:
    return SettingsError(
        f"{document.id} is in `{language}`, which is written without blanks between words: they cannot be counted",
        hint="leave it out by `kinds`, or correct its language in corpus/documents.csv",
    )


def language_of(study: Study, document: Document, transcript: Transcript) -> str:
    """The language in which a document is read: the main part, as `en` of `en-GB`."""
    told = document.language or transcript.language or study.settings.language
    return told.replace("_", "-").split("-")[0].lower()


def called(words: str, language: str) -> Callable[[str], str]:
    """What a word is counted as, by its form: that, or its lemma. Raises SettingsError without a dictionary."""
    return _lemmas(language) if words == "lemmas" else str


@cache
def _lemmas(language: str) -> Callable[[str], str]:
    """Dictionary forms, looked up word by word in the tables of simplemma."""
    from simplemma import lemmatize

    try:
        lemmatize("a", language)
    except ValueError:
        raise SettingsError(
            f"no dictionary of lemmas for the language `{language}`",
            hint='count words as they are said, words = "forms", or correct `language`',
        ) from None
    return lru_cache(maxsize=300_000)(lambda word: form(lemmatize(word, language)))
