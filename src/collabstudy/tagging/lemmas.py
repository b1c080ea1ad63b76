"""The dictionary form of a word: *shared*, *shares* and *sharing* are *share*.

Looked up word by word, without the sentence around it, in the tables of simplemma: the same on every machine, and
whoever wonders why a word was found can look it up too.
"""

from __future__ import annotations

from functools import lru_cache

from collabstudy.errors import CodebookError
from collabstudy.tagging.letters import normal


@lru_cache(maxsize=500_000)
def lemma_of(word: str, language: str) -> str:
    """The dictionary form of a word in normal form; the word itself where the dictionary does not have it.

    Raises CodebookError when there is no dictionary of the language.

    >>> lemma_of("shared", "en"), lemma_of("communities", "en"), lemma_of("gegangen", "de")
    ('share', 'community', 'gehen')
    """
    from simplemma import lemmatize

    try:
        return normal(lemmatize(word.removesuffix("'s"), language))
    except ValueError:
        raise CodebookError(
            f"no dictionary of lemmas for the language `{language}`",
            hint="write the word forms with wildcards, as in share*, or correct `language`",
        ) from None
