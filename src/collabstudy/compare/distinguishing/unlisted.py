"""Words that are counted and not listed: names, small words, and those of documents that may not be told of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from collabstudy.compare.distinguishing.spoken_words import SpokenWords
from collabstudy.compare.distinguishing.words import words_of
from collabstudy.model.consent import may_place
from collabstudy.model.names import NameList
from collabstudy.model.pseudonyms import parts_of
from collabstudy.model.study import Study

if TYPE_CHECKING:
    from numpy import bool_
    from numpy.typing import NDArray

    Mask = NDArray[bool_]


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
            parts = parts_by_which_known(pseudonym.name)
            told = (*parts, *(part.replace("-", " ") for part in parts))
            yield from (word.word for part in told for word in words_of(part))


def parts_by_which_known(name: str) -> list[str]:
    """The words of a name that name somebody by themselves, also of names written small or in letters without capitals.

    >>> parts_by_which_known("Ann van Dunlark"), parts_by_which_known("bell hooks"), parts_by_which_known("田中 Ann")
    (['Ann', 'Dunlark'], ['Bell', 'Hooks'], ['Ann', '田中'])
    """
    without_capitals = (word for word in re.findall(r"[^\W\d_]+", name) if word.lower() == word.upper())
    return [*(parts_of(name) or parts_of(name.title())), *without_capitals]


def tellable(said: SpokenWords) -> Mask:
    """Which turns are of documents that may be quoted beside their place."""
    import numpy as np

    return np.array([may_place(document) for document in said.documents], dtype=bool)[said.document]


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
