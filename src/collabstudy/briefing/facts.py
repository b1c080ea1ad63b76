"""Facts of a case as they are printed: the attributes of cases.csv, and the sources that speak of it."""

from __future__ import annotations

from collections import Counter

from collabstudy.briefing.dates import dated, months
from collabstudy.briefing.material import Material
from collabstudy.briefing.plain import plain
from collabstudy.briefing.words import capital, listed, several


def attributes(material: Material) -> tuple[str, ...]:
    """The attributes that are shown: `[cases] attributes` of study.toml, else all of cases.csv."""
    known = dict.fromkeys(name for case in material.study.cases for name in case.attributes)
    asked = material.study.settings.rest.get("cases", {}).get("attributes")
    return tuple(name for name in asked if name in known) if asked else tuple(known)


def heading_of(attribute: str) -> str:
    """The name of a column, for people.

    >>> heading_of("kind_of_place")
    'Kind of place'
    """
    return capital(plain(attribute.replace("_", " ")))


def is_number(value: str) -> bool:
    """Tell whether a value is a whole number or has decimals.

    >>> is_number("88000"), is_number("4.5"), is_number("88000 people")
    (True, True, False)
    """
    return value.replace(".", "", 1).isdigit() and value.isascii()


def shown(value: str) -> str:
    """A value of an attribute: with a capital, large numbers with commas.

    >>> shown("market town"), shown("88000"), shown("")
    ('Market town', '88,000', '–')
    """
    if is_number(value) and "." not in value:
        return f"{int(value):,}"
    return capital(plain(value)) or "–"


def facts(material: Material, case: str) -> str:
    """A line about a case: `Council · 88,000 residents · 2 interviews, March and October 2025 · named in 1 article`."""
    own = material.study.case(case)
    told = []
    for attribute in attributes(material):
        value = own.attributes.get(attribute, "")
        if value and plain(value).casefold() not in own.name.casefold():
            told.append(f"{shown(value)} {attribute.replace('_', ' ')}" if is_number(value) else shown(value))
    interviews = [document for document in material.interviews if document.case == case]
    if interviews:
        dates = [document.date for document in interviews]
        when, known = months(dates), dated(dates)
        of = f"{known} of them in " if known < len(dates) else ""
        told.append(several(len(interviews), "interview") + (f", {of}{when}" if when else ""))
    others = Counter(document.kind for document in material.documents if document.id in _linked(material, case))
    if others:
        named = [several(others[kind], kind) for kind in ("article", "note") if others[kind]]
        told.append(f"named in {listed(named)}")
    return " · ".join(told)


def linked(material: Material) -> Counter[str]:
    """In how many articles and notes each case is named."""
    return Counter({case: len(found) for case in material.names if (found := _linked(material, case))})


def _linked(material: Material, case: str) -> frozenset[str]:
    return material.links.get(case, frozenset())
