"""What `where=` says of cases and documents, read from what somebody typed and asked of each.

    condition  both { or both }
    both       single { and single }
    single     not single | ( condition ) | comparison
    comparison NAME == 'charity' | NAME != … | NAME < 100 (<=, >, >=) | NAME [not] in ('charity', 'council')

A NAME is `case`, `document`, `kind`, `date`, `year`, `consent` or `language`, or an attribute of cases.csv (in `` ` ``
where it has blanks). Numbers are compared as numbers, dates up to what is written (`date <= '2025-03'` is until the end
of March), texts as they stand in the table, small and capital letters alike. An empty value answers nothing but
`== ''`: it meets neither a comparison nor its opposite.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from collabstudy.compare.querying.signs import COMPARING, Reader, Token, alike, is_date, met_by_date, nearest
from collabstudy.model.case import Case
from collabstudy.model.document import CONSENTS, DOCUMENT_KINDS, Document
from collabstudy.model.study import Study

OF_DOCUMENTS = ("document", "kind", "date", "year", "consent", "language")
FIELDS = ("case", *OF_DOCUMENTS)
_DEEPEST = 60
_DATES = {"date": "2025-03", "year": "2025"}
_NUMBER = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
Answer = bool | None
Test = Callable[[Mapping[str, str]], Answer]


@dataclass(frozen=True)
class Where:
    """A condition: what was typed, the names in it, and the test; without text everything meets it.

    `nowhere` are texts, each with its name, that no case has.
    """

    text: str
    names: tuple[str, ...]
    test: Test
    nowhere: tuple[tuple[str, str], ...] = ()

    def __call__(self, study: Study, document: Document | None, case: str | None) -> bool:
        """Tell whether a case, as it speaks in a document, is meant; either may be missing."""
        return self.test(_values(study, document, study.case(case) if case else None)) is True

    def silent(self, cases: Iterable[Case]) -> dict[str, int]:
        """How many cases have no value, by each attribute that is asked."""
        known = tuple(cases)
        asked = [name for name in dict.fromkeys(self.names) if name not in FIELDS]
        found = {name: sum(1 for case in known if not case.attributes.get(name, "").strip()) for name in asked}
        return {name: number for name, number in found.items() if number}


def parse(text: str | None, study: Study) -> Where:
    """Read a condition.

    Raises SettingsError with the place of the mistake.

    >>> from pathlib import Path
    >>> from collabstudy.model.codebook import Codebook
    >>> from collabstudy.model.guide import Guide
    >>> from collabstudy.model.study import Settings
    >>> cases = (Case("ash", "Ash", (), {"sector": "council", "staff": "90"}),)
    >>> study = Study(Path(), Settings("s"), cases, (), Codebook("b", ()), Guide(()), ways=None)
    >>> [parse(text, study)(study, None, "ash") for text in ("sector == 'council' and staff < 100", "staff > 100")]
    [True, False]
    """
    if text is None or not text.strip():
        return Where("", (), lambda values: True)
    attributes = dict.fromkeys(attribute for case in study.cases for attribute in case.attributes)
    known = (*FIELDS, *(name for name in attributes if name not in FIELDS))
    parser = _Parser(Reader(text, "condition (`where`)"), known, _Texts(study))
    test = parser.either()
    if parser.reader.next.kind != "end":
        raise parser.reader.wrong("it goes on where it should end", "put `and` or `or` between")
    nowhere = tuple(pair for pair in dict.fromkeys(parser.texts) if not parser.known_texts.anywhere(*pair))
    return Where(" ".join(text.split()), tuple(parser.names), test, nowhere)


class _Texts:
    """The texts that may be compared with: of cases, documents, kinds and consents only those that there are."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.all: Mapping[str, Mapping[str, str]] = {
            "case": {case.name: case.id for case in study.cases} | {case.id: case.id for case in study.cases},
            "document": {document.id: document.id for document in study.documents},
            "kind": {kind: kind for kind in DOCUMENT_KINDS},
            "consent": {consent: consent for consent in CONSENTS},
        }

    def missing(self, name: str, said: str) -> str:
        """The hint for a text that can be none of these; empty where it can."""
        known = self.all.get(name)
        if known is None or said.casefold() in (text.casefold() for text in known.values()):
            return ""
        close = alike(said, known)
        return f"did you mean '{close[0]}'?" if close else nearest(said, tuple(dict.fromkeys(known.values())))

    def anywhere(self, name: str, said: str) -> bool:
        """Whether some case has this text as its attribute."""
        if name in FIELDS:
            return True
        return said.casefold() in (case.attributes.get(name, "").strip().casefold() for case in self.study.cases)


def _values(study: Study, document: Document | None, case: Case | None) -> dict[str, str]:
    values = {**case.attributes, "case": case.id} if case else {"case": ""}
    if document is None:
        return values | dict.fromkeys(OF_DOCUMENTS, "")
    own = {"document": document.id, "kind": document.kind, "date": document.date, "year": document.date[:4]}
    return values | own | {"consent": document.consent, "language": document.language or study.settings.language}


class _Parser:
    def __init__(self, reader: Reader, known: Collection[str], known_texts: _Texts) -> None:
        self.reader = reader
        self.known = known
        self.known_texts = known_texts
        self.texts: list[tuple[str, str]] = []
        self.names: list[str] = []
        self.depth = 0

    def either(self) -> Test:
        tests = [self.both()]
        while self.reader.next.is_sign("|"):
            self.reader.take()
            tests.append(self.both())
        return tests[0] if len(tests) == 1 else lambda values: _any([test(values) for test in tests])

    def both(self) -> Test:
        tests = [self.single()]
        while self.reader.next.is_sign("&"):
            self.reader.take()
            tests.append(self.single())
        return tests[0] if len(tests) == 1 else lambda values: _all([test(values) for test in tests])

    def single(self) -> Test:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.reader.wrong(f"more than {_DEEPEST} parts inside each other", "say it more simply")
        found = self._single()
        self.depth -= 1
        return found

    def _single(self) -> Test:
        if self.reader.next.is_sign("!"):
            self.reader.take()
            return _opposite(self.single())
        if self.reader.next.is_sign("("):
            self.reader.take()
            found = self.either()
            self.reader.expect(")", "close the parenthesis")
            return found
        return self.comparison()

    def comparison(self) -> Test:
        name = self._name()
        sign = self.reader.take()
        if sign.is_sign(*COMPARING):
            return self._compared(name, sign)
        if sign.is_word("in"):
            return self._among(name)
        if sign.is_word("not") and self.reader.next.is_word("in"):
            self.reader.take()
            return _opposite(self._among(name))
        raise self.reader.wrong(
            f"nothing is said of `{name}` here", f"write {name} == 'charity', or {name} in ('a', 'b')", sign
        )

    def _name(self) -> str:
        token = self.reader.take()
        if token.kind not in ("word", "name"):
            raise self.reader.wrong("a name is missing here", f"one of {', '.join(self.known)}", token)
        if token.text not in self.known:
            raise self.reader.wrong(
                f"neither documents nor cases have a `{token.text}`", nearest(token.text, self.known), token
            )
        self.names.append(token.text)
        return token.text

    def _compared(self, name: str, sign: Token) -> Test:
        literal = self._literal(name)
        if sign.text not in ("==", "!=") and literal.kind != "number" and name not in ("date", "year"):
            raise self.reader.wrong(
                f"`{sign.text}` needs a number, or a date", f"write {name} {sign.text} 100", literal
            )
        compare = COMPARING[sign.text]
        return lambda values: _compare(values.get(name, ""), literal, compare, name)

    def _among(self, name: str) -> Test:
        self.reader.expect("(", f"write {name} in ('a', 'b')")
        literals = [self._literal(name)]
        while self.reader.next.is_sign(","):
            self.reader.take()
            literals.append(self._literal(name))
        self.reader.expect(")", "close the parenthesis")
        same = COMPARING["=="]
        return lambda values: _any([_compare(values.get(name, ""), each, same, name) for each in literals])

    def _literal(self, name: str) -> Token:
        token = self.reader.take()
        if token.kind == "word":
            raise self.reader.wrong("a text stands in quotation marks", f"write '{token.text}'", token)
        if token.kind not in ("quoted", "number", "date"):
            raise self.reader.wrong("a text or a number is missing here", "write 'charity' or 100", token)
        said = token.text.strip()
        if name in ("date", "year") and said and not (is_date(said) and (name == "date" or len(said) == 4)):
            raise self.reader.wrong(f"this is no {name}", f"write {name} >= '{_DATES[name]}'", token)
        missing = self.known_texts.missing(name, said) if said else ""
        if missing:
            raise self.reader.wrong(f"there is no such {name}", missing, token)
        if token.kind == "quoted" and said:
            self.texts.append((name, said))
        return token


def _compare(value: str, literal: Token, compare: Callable[[object, object], bool], name: str) -> Answer:
    value = value.strip()
    if not literal.text.strip():
        return compare(value, "")
    if not value:
        return None
    if name == "date":
        return met_by_date(value, literal.text.strip(), compare)
    if literal.kind == "number":
        return compare(float(value.replace(",", "")), float(literal.text)) if _NUMBER.fullmatch(value) else None
    return compare(value.casefold(), literal.text.strip().casefold())


def _opposite(test: Test) -> Test:
    def opposite(values: Mapping[str, str]) -> Answer:
        answer = test(values)
        return None if answer is None else not answer

    return opposite


def _all(answers: Collection[Answer]) -> Answer:
    return False if False in answers else None if None in answers else True


def _any(answers: Collection[Answer]) -> Answer:
    return True if True in answers else None if None in answers else False
