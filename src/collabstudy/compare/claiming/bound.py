r"""Names in braces in what people write: `{trust.cases} of {n} places`.

    {n}                how many cases are compared      {trust.cases}     how many voice a code
    {trust.of}         of how many asked and coded      {trust.places}    their names
    {trust.passages}   how many passages                {trust.words}     most places
    {trust.spelled}    nine of ten                      {trust.against}   those asked who do not
    {trust.unasked}    those not asked                  {finding.money}   the sentence of a finding

Cases can be limited by attributes, `{trust.cases sector=council}`, with quotation marks around a value that has blanks.
A capital, `{trust.Words}`, begins a sentence. `\{` is a brace. What is no name, as `{}`, `{2}` or `{"a": 1}`, is
prose, and so is `{{ … }}`, the older form, which the briefing's own prose may have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal[
    "n", "cases", "of", "places", "passages", "words", "spelled", "against", "unasked", "finding", "unknown", "open"
]
OF_CODES: tuple[str, ...] = tuple(kind for kind in get_args(Kind) if kind not in ("n", "finding", "unknown", "open"))
_PIECE = re.compile(r"(?P<escape>\\[{}])|(?P<old>\{\{[^{}]*\}\})|\{(?P<inside>[^{}]*)\}|\{(?P<open>[\w-][\w.-]*)")
_NAME = re.compile(r"(?P<name>\w[\w.-]*(?:\s+[\w.-]+(?![\w.=-]))*)(?P<among>(?:\s+[\w-]+=(?:\"[^\"]*\"|[^\s\"]+))*)")
_AMONG = re.compile(r"([\w-]+)=(?:\"([^\"]*)\"|(\S+))")


@dataclass(frozen=True, slots=True)
class Binding:
    """A name in braces: where it stands in the text (braces included, half-open), and what it asks for.

    `subject` is the code or the finding, `among` the attributes that limit the cases. Of kind `unknown` is what looks
    like a name and is none, of kind `open` a name whose brace is not closed.
    """

    start: int
    end: int
    name: str
    kind: Kind
    subject: str = ""
    among: tuple[tuple[str, str], ...] = ()
    capital: bool = False


def bindings(text: str) -> tuple[Binding, ...]:
    r"""The names in braces of a text, in order.

    >>> [(b.name, b.kind, b.subject, text[b.start:b.end]) for text in [r"{trust.cases} of {n}, \{n} and {}"]
    ...  for b in bindings(text)]
    [('trust.cases', 'cases', 'trust', '{trust.cases}'), ('n', 'n', '', '{n}')]
    """
    return tuple(_found(text))


def filled(text: str, told: Callable[[Binding], str]) -> str:
    r"""The text with what stands for each name, and braces that were written as `\{` and `\}` as braces.

    Names that are none are left as they stand: whoever fills a text has looked for them before.

    >>> filled(r"{trust.cases} of {n} places \{so far}", lambda binding: {"n": "10"}.get(binding.kind, "7"))
    '7 of 10 places {so far}'
    """
    bound = {binding.start: binding for binding in _found(text) if binding.kind not in ("unknown", "open")}

    def put(piece: re.Match[str]) -> str:
        if piece["escape"]:
            return piece["escape"][1]
        return told(bound[piece.start()]) if piece.start() in bound else piece[0]

    return _PIECE.sub(put, text)


def _found(text: str) -> Iterator[Binding]:
    for piece in _PIECE.finditer(text):
        if piece["open"] is not None:
            if _kind(piece["open"])[0] != "unknown":
                yield Binding(piece.start(), piece.end(), piece["open"], "open")
            continue
        found = _NAME.fullmatch(piece["inside"].strip()) if piece["inside"] is not None else None
        if found and any(letter.isalpha() for letter in found["name"]):
            name = " ".join(found["name"].split())
            among = tuple(
                (said[1], said[2] if said[2] is not None else said[3]) for said in _AMONG.finditer(found["among"])
            )
            kind, subject, capital = _kind(name)
            yield Binding(piece.start(), piece.end(), name, kind, subject, among, capital)


def _kind(name: str) -> tuple[Kind, str, bool]:
    """What a name asks for, of what, and whether it begins a sentence."""
    if name == "n":
        return "n", "", False
    subject, dot, last = name.rpartition(".")
    if name.startswith("finding."):
        return "finding", name.removeprefix("finding."), False
    for kind in get_args(Kind):
        if dot and subject and kind in OF_CODES and last in (kind, kind.capitalize()):
            return kind, subject, last != kind
    return "unknown", "", False
