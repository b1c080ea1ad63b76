"""Words that are counted and never listed: names, words said only where they may not be told, and small words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from collabstudy.compare.spoken_words import SpokenWords
from collabstudy.compare.words import words_of
from collabstudy.model.consent import may_place
from collabstudy.model.names import NameList
from collabstudy.model.pseudonyms import parts_of
from collabstudy.model.study import Study


def names(study: Study) -> frozenset[str]:
    """The words of all names that are replaced wherever words are shown, as they are counted.

    Those that corpus/names.csv lists, and of those who speak without being `named`. Of a name of several words each,
    but for words such as `council` that name nobody.
    """
    return frozenset(word for listed in study.name_lists for word in _of(listed))


def _of(listed: NameList) -> Iterator[str]:
    sought = [each.pseudonym for every in listed.by_word.values() for each in every]
    for pseudonym in sought:
        if pseudonym.instead:
            parts = parts_of(pseudonym.name) or re.findall(r"\\S+", pseudonym.name)
            told = (*parts, *(part.replace("-", " ") for part in parts))
            yield from (word.word for part in told for word in words_of(part))


def withheld(said: SpokenWords) -> frozenset[str]:
    """Words that are said only in documents that may not be quoted beside their place."""
    import numpy as np

    open_documents = np.array([may_place(document) for document in said.documents], dtype=bool)
    told = np.zeros(len(said.words), dtype=bool)
    told[said.word[open_documents[said.document[said.turn]]]] = True
    return frozenset(said.words[at] for at in np.flatnonzero(~told).tolist())


@cache
def stop_words(language: str) -> frozenset[str]:
    """The small words of a language (`en`, `de`): spaCy's list, in the form in which words are counted.

    >>> "und" in stop_words("de"), "we" in stop_words("en"), stop_words("xx-none")
    (True, True, frozenset())
    """
    from spacy.util import get_lang_class

    try:
        known: Iterable[str] = get_lang_class(language).Defaults.stop_words
    except ImportError:
        return frozenset()
    return frozenset(word.word for each in known for word in words_of(each)) | _NEGATED.get(language, frozenset())


_NEGATED = {
    "en": frozenset(
        f"{verb}n't"
        for verb in "are ca could did do does had has have is might must need should was were wo would".split()
    )
}
