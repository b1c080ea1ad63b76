"""The terms of a code, understood: words, wildcards, phrases, lemmas, NEAR and regular expressions.

| written | finds |
|---|---|
| `trust` | the word, in any case, also as *trust's*, also inside *trust-based* |
| `collaborat*`, `wom?n` | `*` is any number of letters, `?` exactly one |
| `"working together"`, `work* together` | words next to each other; a comma or full stop between them parts them |
| `co-production` | *co-production*, *co‑production* (any hyphen), *co production* and *coproduction* |
| `share * power` | a `*` of its own is any one word |
| `lemma:share power` | each word in any of its forms: *shared powers* |
| `share* NEAR/5 power` | both within five words, in either order; next to each other is NEAR/1 |
| `/shar(e|ing) [a-z]+ power/` | a regular expression over the turn; flags `m s x`, and `c` where case matters |
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Literal

from collabstudy.errors import CodebookError
from collabstudy.tagging.letters import is_hyphen, is_letter, normal

if TYPE_CHECKING:
    from regex import Pattern

How = Literal["exact", "wild", "lemma"]
FLAGS = "imsxc"
_NEAR = re.compile(r"\s+NEAR/(\d+)\s+", re.IGNORECASE)
_NEAR_ALONE = re.compile(r"(?:^|\s)NEAR(?:/\S*)?(?:\s|$)")
_REGEX = re.compile(r"/(.*)/([A-Za-z]*)", re.DOTALL)
_QUOTES = frozenset((('"', '"'), ("“", "”"), ("„", "“"), ("«", "»")))
_MOST_SPELLINGS = 8
_PLAIN = re.compile(r"[a-z0-9]+\*?(?: [a-z0-9]+\*?)*", re.ASCII)


class TermError(CodebookError):
    """A term that cannot be understood; `name` is the stable name of the problem."""

    def __init__(self, name: str, problem: str, *, hint: str = "", file: str = "", line: int | None = None) -> None:
        super().__init__(problem, hint=hint, file=file or None, line=line)
        self.name = name


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a term, in normal form."""

    text: str
    how: How = "exact"

    @property
    def any(self) -> bool:
        """Tell whether every word fits."""
        return self.how == "wild" and set(self.text) == {"*"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow each other; before word i punctuation may stand where `loose[i]` says so."""

    words: tuple[Word, ...]
    loose: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A word or phrase in all its spellings."""

    spellings: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Two things at most `distance` words apart, in either order."""

    left: Words | Near
    right: Words | Near
    distance: int


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression."""

    source: str
    flags: str = ""


Term = Words | Near | Expression


@lru_cache(maxsize=100_000)
def parse(term: str) -> Term:
    """Understand one term.

    Raises TermError (a CodebookError) when it says nothing that could be found.

    >>> parse("Collaborat*").spellings[0].words
    (Word(text='collaborat*', how='wild'),)
    >>> [len(spelling.words) for spelling in parse("co-production").spellings]
    [2, 1]
    >>> parse("share* NEAR/5 power").distance
    5
    """
    text = term.strip()
    if _PLAIN.fullmatch(text):
        return _plain(text.split(" "))
    if not text:
        raise TermError("term-empty", "an empty term", hint="take the line out")
    if text.startswith("/"):
        return _expression(text)
    if _NEAR.search(f" {text} "):
        return _near(text)
    if _NEAR_ALONE.search(text):
        raise TermError("term-malformed", f"`{text}`: NEAR without a number", hint="write share* NEAR/5 power")
    return _words(text, text)


def _plain(words: list[str]) -> Words:
    """Words without anything special about them, as most are; the same as `_words`, only sooner."""
    phrase = Phrase(tuple(Word(word, "wild" if word[-1] == "*" else "exact") for word in words), (False,) * len(words))
    return Words((phrase,))


def _expression(text: str) -> Expression:
    found = _REGEX.fullmatch(text)
    if not found or not found[1]:
        hint = "write /share[ds]? power/; inside NEAR there can be none"
        raise TermError("regex-malformed", f"`{text}`: a regular expression stands between two slashes", hint=hint)
    flags = "".join(sorted(set(found[2].lower())))
    if unknown := set(flags) - set(FLAGS):
        hint = f"flags are {', '.join(FLAGS)}"
        raise TermError("regex-malformed", f"`{text}`: no flag `{min(unknown)}`", hint=hint)
    expression = Expression(found[1], flags)
    compiled(expression)
    return expression


@lru_cache(maxsize=10_000)
def compiled(expression: Expression) -> Pattern[str]:
    """The expression, ready to search; case does not matter unless the flag `c` says so.

    A curly apostrophe in it is a straight one, as in the text that it will see. Raises TermError when it is malformed.
    """
    import regex

    flags = regex.VERSION0 if "c" in expression.flags else regex.VERSION0 | regex.IGNORECASE
    for letter in set(expression.flags) & set("msx"):
        flags |= getattr(regex, letter.upper())
    try:
        return regex.compile(expression.source.replace("’", "'"), flags)
    except (regex.error, OverflowError, RecursionError) as error:
        raise TermError(
            "regex-malformed",
            f"`/{expression.source}/`: {error}",
            hint="put a backslash before a sign that means itself",
        ) from None


def _near(text: str) -> Near:
    parts = _NEAR.split(f" {text} ")
    operands, distances = [part.strip() for part in parts[::2]], [int(part) for part in parts[1::2]]
    if not all(operands):
        raise TermError("term-malformed", f"`{text}`: nothing on one side of NEAR", hint="write share* NEAR/5 power")
    if 0 in distances:
        raise TermError(
            "near-zero",
            f"`{text}`: no two words are 0 words apart",
            hint="NEAR/1 is next to each other, in either order",
        )
    found: Words | Near = _words(operands[0], text)
    for operand, distance in zip(operands[1:], distances, strict=True):
        found = Near(found, _words(operand, text), distance)
    assert isinstance(found, Near)
    return found


def _words(text: str, term: str) -> Words:
    if text.startswith("/") and text.endswith("/"):
        hint = "write words with wildcards there, or one regular expression for all of it"
        raise TermError("regex-malformed", f"`{term}`: a regular expression inside NEAR", hint=hint)
    lemma = text.lower().startswith("lemma:")
    text = _without_quotes(text[6:].strip() if lemma else text)
    pieces = list(_pieces(normal(text)))
    if not any(any(is_letter(c) for c in word) for word, _ in pieces):
        if pieces:
            raise TermError("term-any-word", f"`{term}` fits every word", hint="add letters")
        raise TermError("term-empty", f"`{term}` holds no word", hint="a term needs at least one letter or digit")
    if lemma and any("*" in word or "?" in word for word, _ in pieces):
        raise TermError(
            "term-malformed", f"`{term}`: a wildcard in a lemma", hint="a lemma already stands for all its forms"
        )
    groups = list(_hyphenated(pieces))
    return Words(tuple(dict.fromkeys(_phrase(groups, apart, lemma) for apart in _spellings(groups))))


def _spellings(groups: list[tuple[list[str], bool]]) -> Iterator[tuple[bool, ...]]:
    """For each hyphenated word whether it is written apart: every mixture, or with very many only all or none."""
    ways = [(True, False) if len(words) > 1 else (True,) for words, _ in groups]
    if 2 ** ways.count((True, False)) <= _MOST_SPELLINGS:
        yield from product(*ways)
        return
    yield (True,) * len(groups)
    yield (False,) * len(groups)


def _without_quotes(text: str) -> str:
    return text[1:-1].strip() if (text[:1], text[-1:]) in _QUOTES else text


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Each word with what stands before it: `-` a hyphen, `.` punctuation, a blank otherwise."""
    word, before = "", " "
    for at, sign in enumerate(text):
        following = text[at + 1 : at + 2]
        inner = sign == "'" and word != "" and following != "" and (is_letter(following) or following in "*?")
        if is_letter(sign) or sign in "*?" or inner:
            word += sign
            continue
        if word:
            yield word, before
            word, before = "", " "
        if is_hyphen(sign) and before == " " and at and not text[at - 1].isspace():
            before = "-"
        elif not (sign.isspace() or is_hyphen(sign) or unicodedata.category(sign) in ("Pi", "Pf") or sign in "'\"_"):
            before = "."
    if word:
        yield word, before


def _hyphenated(pieces: list[tuple[str, str]]) -> Iterator[tuple[list[str], bool]]:
    """Words held together by hyphens, and whether punctuation stands before them."""
    group: list[str] = []
    loose = False
    for word, before in pieces:
        if before == "-" and group:
            group.append(word)
            continue
        if group:
            yield group, loose
        group, loose = [word], before == "."
    if group:
        yield group, loose


def _phrase(groups: list[tuple[list[str], bool]], apart: tuple[bool, ...], lemma: bool) -> Phrase:
    words: list[Word] = []
    loose: list[bool] = []
    for (group, after_punctuation), split in zip(groups, apart, strict=True):
        spelled = group if split else ["".join(group)]
        words += [Word(word, _how(word, lemma)) for word in spelled]
        loose += [after_punctuation] + [False] * (len(spelled) - 1)
    return Phrase(tuple(words), tuple(loose))


def _how(word: str, lemma: bool) -> How:
    if lemma:
        return "lemma"
    return "wild" if "*" in word or "?" in word else "exact"
