"""What a query asks for, read from what somebody typed; `find` says what each part means.

    query      relation
    relation   choice { WORDS choice }                            the loosest; from left to right
    WORDS      within N turns of | within N words of | overlaps | inside | contains | follows | precedes
    choice     both { | both }
    both       single { & single }
    single     ! single | ( query ) | term
    term       code | own:code | * | role:"…" | speaker:"…" | time > 00:20:00 | date >= 2025-03 | turn <= 10

`follows` and `precedes` may end with `within N turns` or `within N words`. `and`, `or` and `not` are the signs `&`, `|`
and `!`. A code is its id, or in quotation marks its id or name.
"""

from __future__ import annotations

import re
import unicodedata

from collabstudy.compare.querying.elsewhere import instead, meant_not
from collabstudy.compare.querying.expressions import Both, Either, Expression, Measured, Not, OfCode, OfSpeaker, Related
from collabstudy.compare.querying.signs import COMPARING, Reader, Token, alike, brief, is_date, nearest
from collabstudy.errors import SettingsError
from collabstudy.model.codebook import Codebook

RELATIONS = ("within", "overlaps", "inside", "contains", "follows", "precedes")
FIELDS = ("own", "role", "speaker")
MEASURES = ("time", "date", "turn")
_DISTANCES = {"turn": "turns", "turns": "turns", "word": "words", "words": "words"}
_DEEPEST = 60
_FURTHEST = 1_000_000


def parse(text: str, book: Codebook) -> Expression:
    """Read a query.

    Raises SettingsError with the place of the mistake; codes that are not in the codebook are told all at once.

    >>> from collabstudy.model.codebook import Code
    >>> book = Codebook("b", (Code("trust", "Trust"), Code("power", "Power"), Code("rules", "The rules")))
    >>> print(parse("trust & !'the rules' within 3 turns of power", book))
    (trust & !rules) within 3 turns of power
    """
    parser = _Parser(Reader(text, "query"), book)
    found = parser.relation()
    if parser.reader.next.kind != "end":
        raise parser.reader.wrong("it goes on where it should end", instead(parser.reader.next.text))
    if parser.unknown:
        raise parser.no_codes()
    return found


class _Parser:
    def __init__(self, reader: Reader, book: Codebook) -> None:
        self.reader = reader
        self.book = book
        self.depth = 0
        self.related = 0
        self.unknown: list[Token] = []

    def relation(self) -> Expression:
        left = self.choice()
        while self.reader.next.is_word(*RELATIONS):
            self.related += 1
            if self.related > _DEEPEST:
                raise self.reader.wrong(f"more than {_DEEPEST} words between parts", "say it in several queries")
            how = self.reader.take().text.lower()
            distance, measure = self._distance(of=True) if how == "within" else (None, "")
            right = self.choice()
            if how in ("follows", "precedes") and self._limit_follows():
                self.reader.take()
                distance, measure = self._distance(of=False)
            left = Related(left, how, right, distance, measure)
        return left

    def choice(self) -> Expression:
        parts = [self.both()]
        while self.reader.next.is_sign("|"):
            self.reader.take()
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def both(self) -> Expression:
        parts = [self.single()]
        while self.reader.next.is_sign("&"):
            self.reader.take()
            parts.append(self.single())
        return parts[0] if len(parts) == 1 else Both(tuple(parts))

    def single(self) -> Expression:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.reader.wrong(f"more than {_DEEPEST} parts inside each other", "say it in several queries")
        found = self._single()
        self.depth -= 1
        return found

    def _single(self) -> Expression:
        if self.reader.next.is_sign("!"):
            self.reader.take()
            return Not(self.single())
        if self.reader.next.is_sign("("):
            self.reader.take()
            found = self.relation()
            self.reader.expect(")", "close the parenthesis")
            return found
        return self.term()

    def term(self) -> Expression:
        token = self.reader.take()
        if token.is_sign("*"):
            return OfCode("*", tuple(code.id for code in self.book))
        if token.kind == "word" and self.reader.next.is_sign(":"):
            return self._field(token)
        if token.is_word(*MEASURES) and self.reader.next.is_sign(*COMPARING):
            return self._measured(token.text.lower())
        if token.kind == "quoted" or (token.kind == "word" and not token.is_word(*RELATIONS)):
            return self._code(token, below=True)
        if token.kind in ("number", "date", "time") and token.text in self.book:
            return self._code(token, below=True)
        raise self.reader.wrong("a code is missing here", "write a code, such as `trust`, or a condition", token)

    def _field(self, field: Token) -> Expression:
        if not field.is_word(*FIELDS):
            raise self.reader.wrong(f"there is no `{field.text}:`", nearest(field.text, FIELDS), field)
        self.reader.take()
        value = self.reader.take()
        if value.kind not in ("quoted", "word", "number"):
            raise self.reader.wrong("what is meant is missing here", f'write {field.text}:"…"', value)
        if field.is_word("own"):
            return self._code(value, below=False)
        return OfSpeaker(field.text.lower(), value.text)

    def _code(self, token: Token, *, below: bool) -> Expression:
        code = self._known(token)
        if code is None:
            self.unknown.append(token)
            return OfCode(token.text, ())
        codes = (code, *(under.id for under in self.book.below(code))) if below else (code,)
        told = code if _bare(code) else f"'{code}'" if '"' in code else f'"{code}"'
        return OfCode(told if below else f"own:{told}", codes)

    def no_codes(self) -> SettingsError:
        """What is said of codes that are not in the codebook."""
        known = {code.id: code.id for code in self.book} | {code.name: code.id for code in self.book}
        said = list(dict.fromkeys(token.text for token in self.unknown))
        close = list(dict.fromkeys(code for text in said for code in alike(text, known)))
        told = " or ".join(f"`{brief(text)}`" for text in said)
        hint = f"did you mean {' or '.join(close)}?" if close else nearest(said[0], [code.id for code in self.book])
        hint = next(filter(None, map(meant_not, said)), hint)
        return self.reader.wrong(f"there is no code {told}", hint, *self.unknown)

    def _known(self, token: Token) -> str | None:
        """The code that is meant: by its id, in quotation marks by its name too, or an id that it had before."""
        if token.text in self.book:
            return token.text
        said = token.text.casefold()
        named = [code.id for code in self.book if unicodedata.normalize("NFC", code.name).casefold() == said]
        if token.kind == "quoted" and len(named) == 1:
            return named[0]
        composed = [code.id for code in self.book if unicodedata.normalize("NFC", code.id) == token.text]
        return composed[0] if len(composed) == 1 else self.book.current(token.text)

    def _measured(self, field: str) -> Expression:
        sign, value = self.reader.take().text, self.reader.take()
        if field == "time" and value.kind in ("time", "number"):
            return Measured(field, sign, _seconds(value.text), value.text)
        if field == "turn" and value.kind == "number":
            return Measured(field, sign, float(value.text), value.text)
        if field == "date" and (value.kind in ("date", "number", "quoted")) and is_date(value.text):
            return Measured(field, sign, value.text, value.text)
        told = {"time": "time > 00:20:00", "date": "date >= 2025-03", "turn": "turn <= 10"}[field]
        raise self.reader.wrong(f"this is nothing to compare a {field} with", f"write it as in `{told}`", value)

    def _limit_follows(self) -> bool:
        """Whether a distance ends what was said, and no new relation begins (`within 3 turns of …`)."""
        return self.reader.next.is_word("within") and not self.reader.ahead(3).is_word("of")

    def _distance(self, *, of: bool) -> tuple[int, str]:
        number = self.reader.take()
        if number.kind != "number" or not number.text.isdigit() or int(number.text) > _FURTHEST:
            raise self.reader.wrong("a whole number is missing here", "write it as in `within 3 turns of`", number)
        measure = self.reader.take()
        if not measure.is_word(*_DISTANCES):
            raise self.reader.wrong("`turns` or `words` is missing here", "write it as in `within 3 turns of`", measure)
        if of and not self.reader.next.is_word("of"):
            raise self.reader.wrong("`of` is missing here", "write it as in `within 3 turns of power`")
        if of:
            self.reader.take()
        return int(number.text), _DISTANCES[measure.text.lower()]


def _bare(code: str) -> bool:
    """Tell whether a code can be written without quotation marks."""
    word = re.fullmatch(r"[^\s()&|!\"'“”‘’`<>=:,*]+", code) is not None
    return word and code.lower() not in (*RELATIONS, "and", "or", "not")


def _seconds(text: str) -> float:
    """Seconds of `00:20:00`, `20:00` or `1200`.

    >>> _seconds("01:02:03"), _seconds("20:00"), _seconds("90")
    (3723.0, 1200.0, 90.0)
    """
    seconds = 0.0
    for part in text.split(":"):
        seconds = 60 * seconds + float(part)
    return seconds
