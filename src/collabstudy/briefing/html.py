"""The briefing as one web page that needs nothing else: no network, no other file, no script to be read."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from collabstudy.briefing import matrix
from collabstudy.briefing.anchors import Anchors
from collabstudy.briefing.blocks import Briefing
from collabstudy.briefing.plain import plain
from collabstudy.briefing.quotes import Quote, Shown
from collabstudy.briefing.words import capital, several

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def html(briefing: Briefing) -> str:
    """The page. Text from outside is escaped, the page may run no script and load nothing but what it carries."""
    from markupsafe import Markup

    # Our own files, not text from outside: they stand in the page as they are, known to its policy by their hash.
    css, script = (Markup(_own(name)) for name in ("style.css", "page.js"))  # noqa: S704
    page = _environment(briefing).get_template("page.html.j2")
    language = briefing.language if _LANGUAGE.fullmatch(briefing.language) else "en"
    policy = _policy(css, script)
    return page.render(
        briefing=briefing, labels=briefing.labels, css=css, script=script, policy=policy, language=language
    )


def _own(name: str) -> str:
    return (files("collabstudy.briefing") / "templates" / name).read_text(encoding="utf-8")


def _policy(css: str, script: str) -> str:
    """What the page may do: use this style and this script, show pictures that it carries, nothing else."""
    return (
        f"default-src 'none'; style-src 'sha256-{_digest(css)}'; script-src 'sha256-{_digest(script)}';"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")


def _environment(briefing: Briefing) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    anchors = Anchors.of(briefing)
    environment = Environment(
        loader=PackageLoader("collabstudy.briefing", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "anchor": anchors.evidence,
        "anchors": anchors.all_evidence,
        "branches": matrix.branches,
        "capital": capital,
        "case_anchor": anchors.case,
        "case_anchors": anchors.cases,
        "clusters": matrix.clusters,
        "columns": matrix.columns,
        "data_uri": _data_uri,
        "first_of_cluster": matrix.first_of_cluster,
        "key": matrix.key,
        "kind": lambda item: type(item).__name__.lower(),
        "leading": matrix.leading,
        "marks": matrix.marks,
        "plain": plain,
        "several": several,
        "size": matrix.size,
        "slant": matrix.slant,
        "slug": anchors.section,
        "target": anchors.target,
        "theme_anchor": anchors.theme,
        "told": matrix.told,
        "total": matrix.total,
        "traces": _traces,
        "value": matrix.value,
        "where": _where,
        "withheld": _withheld,
    }
    return environment


def _data_uri(svg: bytes) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg).decode('ascii')}"


def _traces(quote: Quote) -> Markup:
    """What leads from a quotation back to the transcript; nothing for those whose place may not be told."""
    from markupsafe import Markup

    if not quote.document:
        return Markup()
    return Markup(' data-document="{}" data-turn="{}" data-codings="{}"').format(
        quote.document, quote.turn, " ".join(quote.codings)
    )


def _where(quote: Quote) -> str:
    """Document, turn and time, as `P03, turn 41, 00:31:20`."""
    told = f"{plain(quote.document)}, turn {quote.turn}"
    if quote.time is None:
        return told
    minutes, seconds = divmod(int(quote.time), 60)
    return f"{told}, {minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


def _withheld(voices: Any) -> list[str]:
    """What is not shown of a case's passages, and why."""
    shown: Shown = voices.shown
    told = []
    if shown.withheld:
        told.append(f"{several(shown.withheld, 'passage')} in documents that may not be quoted here")
    if shown.lost:
        told.append(f"{several(shown.lost, 'passage')} whose text has changed since")
    if voices.more:
        told.append(f"{several(voices.more, 'more passage')} in the study")
    return told
