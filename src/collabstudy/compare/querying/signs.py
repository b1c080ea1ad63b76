"""The words and signs of a query, each with its place, so that a mistake can be pointed at."""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from typing import Any, Literal, NamedTuple

from collabstudy.errors import SettingsError

Kind = Literal["time", "date", "number", "quoted", "name", "sign", "word", "end"]
_SIGNS = re.compile(
    r"""(?P<time>\d+:\d\d(?::\d\d)?)(?![\w:])
      | (?P<date>\d{4}-\d\d(?:-\d\d)?)(?![\w-])
      | (?P<number>-?\d+(?:\.\d+)?)(?![\w.-])
      | (?P<quoted>"[^"]*"|'[^']*'|“[^“”]*”|‘[^‘’]*’)
      | `(?P<name>[^`]+)`
      | (?P<sign>==|!=|<=|>=|<|>|&&?|\|\|?|[!():,*])
      | (?P<word>[^\s()&|!"'“”‘’`<>=:,*]+)""",
    re.VERBOSE,
)
_ALIKE = {"&&": "&", "and": "&", "||": "|", "or": "|", "not": "!"}
MOST_LISTED = 40
_WIDEST = 68
COMPARING: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Token(NamedTuple):
    """A word, number, quoted text or sign, and the first and last place that it takes."""

    kind: Kind
    text: str
    start: int
    end: int

    def is_sign(self, *signs: str) -> bool:
        """Tell whether it is one of these signs, or the word that means the same."""
        return self.kind in ("sign", "word") and _ALIKE.get(self.text.lower(), self.text) in signs

    def is_word(self, *words: str) -> bool:
        """Tell whether it is one of these words, in whatever case."""
        return self.kind == "word" and self.text.lower() in words


class Reader:
    """Goes through the tokens of one text.

    >>> reader = Reader("trust & 'shared power'", "query")
    >>> [reader.take().text for _ in range(3)]
    ['trust', '&', 'shared power']
    """

    def __init__(self, text: str, what: str) -> None:
        self.text = unicodedata.normalize("NFC", re.sub(r"\s", " ", text))
        self.what = what
        self.tokens = self._tokens()
        self.at = 0

    @property
    def next(self) -> Token:
        """The token that has not been taken yet."""
        return self.tokens[self.at]

    def ahead(self, number: int) -> Token:
        """A token further on."""
        return self.tokens[min(self.at + number, len(self.tokens) - 1)]

    def take(self) -> Token:
        """Take the next token."""
        token = self.next
        self.at = min(self.at + 1, len(self.tokens) - 1)
        return token

    def expect(self, sign: str, hint: str) -> Token:
        """Take a sign that has to be here. Raises SettingsError when it is not."""
        if not self.next.is_sign(sign):
            raise self.wrong(f"`{sign}` is missing here", hint)
        return self.take()

    def wrong(self, problem: str, hint: str, *tokens: Token) -> SettingsError:
        """A mistake, with the text and marks under the tokens (the next one, if no other is given)."""
        pointed = tokens or (self.next,)
        marks = [" "] * (len(self.text) + 1)
        for token in pointed:
            wide = max(1, token.end - token.start)
            marks[token.start : token.start + wide] = "^" * wide
        cut = max(0, pointed[0].start - _WIDEST // 2) if len(self.text) > _WIDEST else 0
        shown, under = self.text[cut : cut + _WIDEST], "".join(marks)[cut : cut + _WIDEST + 1].rstrip()
        before, after = "… " if cut else "", " …" if cut + _WIDEST < len(self.text) else ""
        told = f"the {self.what}: {problem}\n    {before}{shown}{after}\n    {' ' * len(before)}{under}"
        return SettingsError(told, hint=hint)

    def _tokens(self) -> list[Token]:
        found, at = [], 0
        while at < len(self.text):
            if self.text[at] == " ":
                at += 1
                continue
            match = _SIGNS.match(self.text, at)
            if match is None:
                raise self._unreadable(at)
            kind = match.lastgroup
            said = match[kind][1:-1] if kind == "quoted" else match[kind or 0]
            found.append(Token(kind, said, at, match.end()))  # type: ignore[arg-type]  # the groups are the kinds
            at = match.end()
        return [*found, Token("end", "", len(self.text), len(self.text) + 1)]

    def _unreadable(self, at: int) -> SettingsError:
        token = Token("sign", self.text[at], at, at + 1)
        if self.text[at] in "\"'“‘`":
            return self.wrong("a quotation mark that is not closed", "close it with the same mark", token)
        if self.text[at] == "=":
            return self.wrong("a single `=`", "write `==` to compare", token)
        return self.wrong("a sign that means nothing here", "see the help for what a query may say", token)


def brief(said: str) -> str:
    """What somebody typed, cut where it is too long to be told in a message."""
    return said if len(said) <= _WIDEST else f"{said[:_WIDEST]}…"


def is_date(text: str) -> bool:
    """Tell whether this is a date, a month or a year.

    >>> is_date("2024-03"), is_date("2024-13")
    (True, False)
    """
    return re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", text) is not None


def met_by_date(date: str, said: str, compare: Callable[[Any, Any], bool]) -> bool | None:
    """Whether a date is as somebody says; None where it is not known as far as that says it.

    >>> met_by_date("2024-05-03", "2024-05", operator.le), met_by_date("2024", "2024-05", operator.le)
    (True, None)
    """
    if not date or (len(date) < len(said) and said.startswith(date)):
        return None
    return compare(date[: len(said)], said)


def nearest(said: str, known: Collection[str]) -> str:
    """A hint for somebody who has misspelled one of these.

    >>> nearest("trsut", ["trust", "power"])
    'did you mean trust?'
    """
    close = alike(said, {name: name for name in known})
    if close:
        return f"did you mean {' or '.join(close)}?"
    return f"there are {', '.join([*known][:MOST_LISTED])}" if known else "there are none"


def alike(said: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """What those names stand for that are spelled nearly so, the nearest first.

    >>> alike("sharing powr", {"sharing-power": "sharing-power", "Sharing power": "sharing-power"})
    ('sharing-power',)
    """
    folded = {name.casefold(): meant for name, meant in reversed([*known.items()])}
    return tuple(dict.fromkeys(folded[name] for name in get_close_matches(said.casefold(), folded, 3, 0.6)))
