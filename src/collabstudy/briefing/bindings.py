"""What names in braces in the prose of a briefing stand for: numbers, places and quotations of the study as it is now.

`{trust.cases} of {n}` is the form that findings.yaml has too (`compare/claiming/bound.py` lists its names);
`{finding.ID}` is the sentence of a finding. Here there is the older form besides, which can quote:

    {{ count CODE }}     8 of 10 places            {{ spelled CODE }}   eight of ten
    {{ words CODE }}     most places               {{ passages CODE }}  31 passages
    {{ places CODE }}    the places that voice it  {{ against CODE }}   those asked that do not
    {{ unasked CODE }}   those not asked           {{ quote CODING }}   what was said there, and by whom
    {{ number cases }}   ten; also interviews, articles, notes, documents, coders, codes

Cases can be limited by an attribute, `{{ count convening sector=council }}`; a name with a capital, `{{ Words CODE }}`,
begins a sentence. Every number leads to its passages.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from collabstudy.briefing import statements
from collabstudy.briefing.blocks import Inline, Line, Number, Quotation, Statement, Text
from collabstudy.briefing.material import Material
from collabstudy.briefing.plain import plain
from collabstudy.briefing.quotes import quote
from collabstudy.briefing.words import MANY, capital, listed, several, spelled
from collabstudy.compare.claiming.bound import Binding
from collabstudy.compare.wording import number, wording
from collabstudy.errors import SettingsError
from collabstudy.model.consent import may_quote

THINGS = ("cases", "interviews", "articles", "notes", "documents", "coders", "codes")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a binding stands."""

    file: str
    line: int

    def wrong(self, problem: str, hint: str) -> SettingsError:
        """The error to raise about it."""
        return SettingsError(problem, hint=hint, file=self.file, line=self.line)


def bound(material: Material, said: str, place: Place) -> Line | Quotation:
    """What stands for a binding; `said` is what is between the braces.

    Raises SettingsError, with file and line, for a name, code, coding, attribute or value that is not there, and for a
    coding that may not be quoted.
    """
    name, *words = _split(said, place)
    kind = name[:1].lower() + name[1:]
    if kind not in KINDS:
        raise place.wrong(f"there is no `{name}` to put here", f"one of {', '.join(KINDS)}")
    found = KINDS[kind](material, words, place)
    if isinstance(found, Quotation) or name == kind or not found:
        return found
    first, *others = found
    if isinstance(first, Statement):
        return found
    return (replace(first, text=capital(first.text)), *others)


def named(material: Material, text: str, binding: Binding, place: Place) -> Line:
    """What stands for a name in single braces, which is `text[binding.start : binding.end]`.

    Raises SettingsError, with file and line, for a name that is none, or is not closed.
    """
    for wrong in material.known.wrong(text[binding.start : binding.end]):
        raise place.wrong(wrong.problem, wrong.hint)
    if binding.kind == "finding":
        return statements.bound(material, binding.subject)
    told = plain(material.numbers.told(binding))
    if binding.kind in ("n", "against", "unasked"):
        return (Text(told),)
    code = material.numbers.code(binding)
    if binding.kind == "places":
        return _each(material, code, material.numbers.cases(binding, "present"), told)
    among = tuple(case.id for case in material.known.cases(binding)) if binding.among else ()
    return (Number(told, (code,), among),)


def filled(material: Material, text: str, place: Place) -> str:
    """A title with its numbers, where nothing can lead anywhere. Raises SettingsError as `named`."""
    for wrong in material.known.wrong(text):
        raise place.wrong(wrong.problem, wrong.hint)
    return material.numbers.filled(text)


def _each(material: Material, code: str, cases: Sequence[str], told: str) -> Line:
    """Places as a sentence lists them, each leading to its own passages."""
    if not cases or len(cases) > MANY:
        return (Number(told, (code,)) if cases else Text(told),)
    line: list[Inline] = []
    for at, case in enumerate(cases):
        if at:
            line.append(Text(" and " if at == len(cases) - 1 else ", "))
        line.append(Number(material.names[case], (code,), (case,)))
    return tuple(line)


def _split(said: str, place: Place) -> list[str]:
    try:
        return shlex.split(said) or [""]
    except ValueError:
        raise place.wrong("a quotation mark is open in {{ … }}", 'close it, as in sector="Public sector"') from None


def _count(material: Material, words: Sequence[str], place: Place) -> Line:
    code, among = _code(material, words, place)
    count = material.count(code, among)
    told = str(count) if count.of else f"no {material.place} yet"
    return (material.number(told, code, among),)


def _spelled(material: Material, words: Sequence[str], place: Place) -> Line:
    code, among = _code(material, words, place)
    count = material.count(code, among)
    return (material.number(spelled(count.present, count.of) if count.of else "none yet", code, among),)


def _words(material: Material, words: Sequence[str], place: Place) -> Line:
    code, among = _code(material, words, place)
    count = material.count(code, among)
    return (material.number(wording(count.present, count.of, material.study.settings), code, among),)


def _passages(material: Material, words: Sequence[str], place: Place) -> Line:
    code, among = _code(material, words, place)
    found = {
        (passage.document, passage.spans)
        for case in material.cases(code, "present", among)
        for passage in material.crosstab.evidence(case, code)
    }
    return (material.number(several(len(found), "passage"), code, among),)


def _places(material: Material, words: Sequence[str], place: Place) -> Line:
    code, among = _code(material, words, place)
    return _each(material, code, material.cases(code, "present", among), f"no {material.place}")


def _against(material: Material, words: Sequence[str], place: Place) -> Line:
    code, among = _code(material, words, place)
    return _named(material, material.cases(code, "absent", among))


def _unasked(material: Material, words: Sequence[str], place: Place) -> Line:
    code, among = _code(material, words, place)
    return _named(material, material.cases(code, "not_asked", among))


def _named(material: Material, cases: Sequence[str]) -> Line:
    return (Text(listed([material.names[case] for case in cases]) or f"no {material.place}"),)


def _number(material: Material, words: Sequence[str], place: Place) -> Line:
    thing, among = (words[0] if words else ""), _among(material, words[1:], place)
    if thing not in THINGS:
        raise place.wrong(f"there is no number of `{thing}`", f"one of {', '.join(THINGS)}")
    if thing == "cases":
        return (Text(number(len(material.names if among is None else among))),)
    kinds = {"interviews": "interview", "articles": "article", "notes": "note"}
    if thing in (*kinds, "documents"):
        kept = [
            d for d in material.documents if d.kind == kinds.get(thing, d.kind) and (among is None or d.case in among)
        ]
        return (Text(number(len(kept))),)
    return (Text(number(len(material.study.settings.coders if thing == "coders" else material.rows))),)


def _quote(material: Material, words: Sequence[str], place: Place) -> Quotation:
    coding = material.codings.get(words[0]) if len(words) == 1 else None
    if coding is None:
        raise place.wrong("there is no such coding to quote", "give the id of a standing coding: {{ quote ID }}")
    document = material.study.document(coding.document)
    if not may_quote(document):
        raise place.wrong(
            f"this coding may not be quoted: the consent of {document.id} is {document.consent}", "quote another one"
        )
    quoted = quote(material.study, coding)
    if quoted is None:
        raise place.wrong(
            f"nothing can be quoted there: the words are gone from {document.id}, or only the interviewer speaks",
            "place the coding again, or quote another one",
        )
    return Quotation(quoted)


KINDS: dict[str, Callable[[Material, Sequence[str], Place], Line | Quotation]] = {
    "count": _count,
    "spelled": _spelled,
    "words": _words,
    "passages": _passages,
    "places": _places,
    "against": _against,
    "unasked": _unasked,
    "number": _number,
    "quote": _quote,
}


def _code(material: Material, words: Sequence[str], place: Place) -> tuple[str, tuple[str, ...] | None]:
    """The code that a binding names, and the cases that it is limited to."""
    said = words[0] if words else ""
    known = [row.id for row in material.rows]
    code = material.study.codebook.current(said)
    if code not in known:
        near = get_close_matches(said, known, n=3) or known[:40]
        raise place.wrong(f"there is no theme `{said}`", f"themes: {', '.join(near)}")
    return str(code), _among(material, words[1:], place)


def _among(material: Material, words: Sequence[str], place: Place) -> tuple[str, ...] | None:
    if not words:
        return None
    cases = [material.study.case(case) for case in material.names]
    for word in words:
        attribute, equals, value = word.partition("=")
        values = {plain(case.attributes[attribute]) for case in cases if case.attributes.get(attribute)}
        if not equals or value not in values:
            hint = (
                f"{attribute} is one of {', '.join(sorted(values))}"
                if values
                else "write attribute=value, as in sector=council"
            )
            raise place.wrong(f"no {material.place} has `{word}`", hint)
        cases = [case for case in cases if plain(case.attributes.get(attribute, "")) == value]
    return tuple(case.id for case in cases)
