"""Which words may name a topic."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from collabstudy.topics.passages import Passages

SPOKEN = frozenset(
    """actually ah alright anyway basically big bit bits bye came come comes coming couldn course day definitely
    didn different doesn don er erm everybody exactly feel fine gave gets getting give goes going gone gonna
    good got gotta guess ha happen happened happening happens haven hey hi hm hmm honestly huh inaudible isn
    kind kinda knew know known knows laughing laughs laughter let lets like literally little ll look looked
    looking lot lots made makes maybe mean means mhm mm new obviously oh ok okay old one ones people person
    pretty probably really right said saw say saying says shall somebody sort sure talk talked talking tell
    thank thanks thing things think thinking thought time times today told tomorrow took totally tried try
    trying uh um unclear ve want wanted wants wasn way ways week went whatsoever wo wouldn yeah year years
    yep yes yesterday""".split()
)
"""Words that English speakers fill their speech with, whatever it is about; ours, beside spaCy's list."""

MANY_DOCUMENTS = 6
"""From here on, a word must be used in two of them."""

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_CLITIC = re.compile(r"'(?:s|re|ve|ll|d|m|t)$|^\w{1,2}'(?=\w{2})|^qu'")
_ODD_APOSTROPHES = str.maketrans("’‘ʼ", "'''")


@cache
def stop_words(language: str) -> frozenset[str]:
    """The stop words that spaCy has for a language (`en`, `de-AT`; none if unknown), for English also SPOKEN.

    >>> "yeah" in stop_words("en"), "und" in stop_words("de"), stop_words("xx-none")
    (True, True, frozenset())
    """
    from spacy.util import get_lang_class

    code = language.lower().split("-")[0].split("_")[0]
    try:
        known = frozenset(get_lang_class(code).Defaults.stop_words)
    except ImportError:
        return frozenset()
    return known | SPOKEN if code == "en" else known


def content_words(text: str, stop: frozenset[str]) -> tuple[str, ...]:
    """The words of a text in small letters, without stop words, one-letter words, negated auxiliaries and clitics.

    >>> content_words("The council’s co-production didn't last, they've said.", frozenset({"the", "they", "said"}))
    ('council', 'co-production', 'last')
    """
    words = _WORD.findall(text.lower().translate(_ODD_APOSTROPHES))
    bare = (_CLITIC.sub("", word) for word in words if not word.endswith("n't"))
    return tuple(word for word in bare if len(word) > 1 and word not in stop)


def topic_words(found: Passages, extra: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Per passage, the words that may name its topic.

    A word must be used in two passages; in a study of at least six documents in two documents, so that no topic is
    named after one place or one person's habit of speech.
    """
    also = frozenset(word.lower() for word in extra) | found.names
    told = [content_words(text, stop_words(passage.language) | also) for passage, text in found.with_texts()]
    documents = [passage.document for passage in found]
    in_passages = Counter(word for words in told for word in set(words))
    uses = {(document, word) for document, words in zip(documents, told, strict=True) for word in words}
    in_documents = Counter(word for _, word in uses)
    fewest = 2 if len(set(documents)) >= MANY_DOCUMENTS else 1
    return tuple(
        tuple(word for word in words if in_passages[word] >= 2 and in_documents[word] >= fewest) for words in told
    )
