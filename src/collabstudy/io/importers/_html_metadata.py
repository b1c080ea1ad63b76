"""Title, date and language as a web page declares them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from collabstudy.io.dates import dates_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DATES = (
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date",
    "dcterms.issued", "dcterms.created", "publish-date", "publication_date", "pubdate", "citation_publication_date",
    "sailthru.date", "parsely-pub-date", "article.published", "govuk:first-published-at",
)  # fmt: skip
TITLES = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title")
SITE = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{2,60}$")


@dataclass(frozen=True, slots=True)
class Declared:
    """What the head of a page says."""

    title: str | None = None
    date: str | None = None
    language: str | None = None


def declared_in(root: HtmlElement) -> Declared:
    """Title, date of publication (ISO) and language of a page, where it declares them; nothing is guessed."""
    metas = {name: content for element in root.iter("meta") for name, content in named(element)}
    title = next((metas[name] for name in TITLES if metas.get(name)), None)
    element = next(root.iter("title"), None)
    if title is None and element is not None:
        title = SITE.sub("", " ".join((element.text or "").split()))
    dates = [*(metas[name] for name in DATES if name in metas), *linked_data_dates(root), *time_elements(root)]
    date = next((iso for value in dates if (iso := iso_in(value))), None)
    language = root.get("lang") or metas.get("content-language") or metas.get("og:locale") or ""
    return Declared(title or None, date, language.replace("_", "-") or None)


def named(element: HtmlElement) -> Iterator[tuple[str, str]]:
    """The name and content of a meta element, whichever attribute names it."""
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        name, content = element.get(attribute), element.get("content")
        if name and content and content.strip():
            yield name.lower(), " ".join(content.split())


def linked_data_dates(root: HtmlElement) -> Iterator[str]:
    """Dates of publication in JSON-LD."""
    for element in root.iter("script"):
        if (element.get("type") or "").lower() == "application/ld+json":
            try:
                yield from published(json.loads(element.text or ""))
            except (ValueError, RecursionError):
                continue


def published(value: Any) -> Iterator[str]:
    """Every `datePublished` in linked data, outermost first."""
    if isinstance(value, dict):
        if isinstance(value.get("datePublished"), str):
            yield value["datePublished"]
        for inner in value.values():
            yield from published(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from published(inner)


def time_elements(root: HtmlElement) -> Iterator[str]:
    """Dates in time elements that say they are of publication, or stand in the article's header."""
    for element in root.iter("time"):
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''} {element.get('pubdate') or ''}".lower()
        if "publi" in marks or "pubdate" in marks or element.get("pubdate") is not None or in_header(element):
            yield element.get("datetime") or element.text or ""


def in_header(element: HtmlElement) -> bool:
    """Whether an element stands in the header of an article."""
    return any(e.tag == "header" or "meta" in (e.get("class") or "") for e in element.iterancestors())


def iso_in(value: str) -> str | None:
    """The date in a value such as `2019-10-09T08:00:00Z`."""
    found = re.match(r"\d{4}-\d\d-\d\d(?=\D|$)", value.strip())
    return found[0] if found else next((date.iso for date in dates_in(value)), None)
