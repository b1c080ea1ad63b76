"""Consent reaches into every byte of what is made: the whole output is searched for what it must not hold."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree

from collabstudy.briefing.blocks import Briefing
from collabstudy.briefing.docx import docx
from collabstudy.briefing.html import html
from collabstudy.briefing.quotes import quote
from collabstudy.model.document import Consent
from collabstudy.model.names import Pseudonym
from collabstudy.model.study import Study

Compose = Callable[..., Briefing]


def everything(briefing: Briefing) -> dict[str, str]:
    """The page, and all the parts of the Word document."""
    out = {"html": html(briefing)}
    with zipfile.ZipFile(io.BytesIO(docx(briefing))) as archive:
        out |= {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    return out


def holding(briefing: Briefing, words: str) -> list[str]:
    """The parts of the output that hold these words, in markup or text, however runs divide them; ids as written."""
    sought = re.compile(
        rf"\b{re.escape(words)}" + (r"\b" if words[-1].isalnum() else ""), 0 if len(words) < 4 else re.IGNORECASE
    )
    return [
        name
        for name, text in everything(briefing).items()
        if sought.search(text) or sought.search(re.sub(r"<[^>]+>", "", text))
    ]


@pytest.mark.parametrize(
    ("consent", "shown"),
    [("named", True), ("role", True), ("anonymous", False), ("no-quotes", False), ("withdrawn", False)],
)
def test_words_are_shown_only_where_consent_allows(composed: Compose, consent: Consent, shown: bool) -> None:
    briefing = composed(consents={"D4": consent})
    for words in ("Periwinkle money bought trust", "vote on the periwinkle fund"):
        assert bool(holding(briefing, words)) == shown
    if not shown:
        assert not holding(briefing, "periwinkle")


def test_the_search_finds_words_that_may_be_shown(composed: Compose) -> None:
    briefing = composed()
    assert holding(briefing, "We trust the bakers, more than ourselves.") == ["html", "word/document.xml"]
    assert "html" in holding(briefing, "Bea Quint")


def test_a_withdrawn_document_leaves_no_trace(composed: Compose) -> None:
    briefing = composed()
    assert "html" in holding(composed(consents={"D5": "role"}), "marmalade")
    for words in ("marmalade", "D5", "withdrawn"):
        assert not holding(briefing, words)
    drumlin = next(voices for voices in briefing.evidence[0].voices if voices.case == "drumlin")
    assert drumlin.passages == 1


def test_names_and_labels_are_told_only_of_those_who_want_it(composed: Compose) -> None:
    briefing = composed()
    for name in ("Joyce", "Mira:", "Ann,", "Ann:", "P1", "interviewers say trust"):
        assert not holding(briefing, name)
    sections = 'sections = ["summary", "who", "themes", "places", "sounds", "next", "made", "evidence"]'
    without_checklist = composed(written={"briefing.toml": sections})  # COREQ speaks of participants
    assert not holding(without_checklist, "Participant")
    assert holding(composed(consents={"D6": "named"}), "Joyce, Chair, Candle House")


def test_nobody_who_is_not_named_is_named_by_somebody_else(
    monkeypatch: pytest.MonkeyPatch, small: ModuleType, composed: Compose
) -> None:
    said = small.SPEECH["D2"][1][1]
    monkeypatch.setitem(small.SPEECH, "D2", [("I", "Well, Mira?"), ("Bea Quint", f"Ask Ann or Joyce, Mira. {said}")])
    whole = small.coding("mira", "D2", "trust", f"Ask Ann or Joyce, Mira. {said}")
    briefing = composed(more=(whole,))
    # Ann is one who has withdrawn, too, so not even a role is told
    assert holding(briefing, "Ask [name] or [Chair], [interviewer]. The tenants") == ["html", "word/document.xml"]
    for name in ("Joyce", "Ann or"):
        assert not holding(briefing, name)


def test_names_that_are_listed_are_in_no_quotation(small: ModuleType, composed: Compose) -> None:
    assert "html" in holding(composed(), "bakers, more than ourselves")
    briefing = composed(names=(Pseudonym("bakers", "a trade"), Pseudonym("rowing club", "a club")))
    assert holding(briefing, "We trust the [a trade], more than ourselves.") == ["html", "word/document.xml"]
    assert not holding(briefing, "We trust the bakers")


def test_anonymous_words_do_not_tell_their_place(small: ModuleType, make: Callable[..., Study]) -> None:
    clause = next(coding for coding in small.codings() if coding.code == "paper")
    assert "in Coldmere when" in clause.quote
    found = quote(make(), clause)
    assert found is not None
    assert found.text == "Clause nine kept the lamps burning in [this place] when goodwill went home for its supper."
    assert found.text.replace("[this place]", "Coldmere") == clause.quote
    placed = quote(make(consents={"D3": "role"}), clause)
    assert placed is not None
    assert "in Coldmere when" in placed.text


@pytest.mark.parametrize("pinned", [False, True])
def test_an_anonymous_quotation_stands_nowhere_near_its_place(
    small: ModuleType, composed: Compose, pinned: bool
) -> None:
    clause = next(coding for coding in small.codings() if coding.code == "paper")
    toml = f'[quotes]\npinned = ["{clause.id}"]\n'  # under its theme it would be known by elimination
    toml += f'sounds_pinned = ["{clause.id}"]\n' if pinned else ""
    briefing = composed(written={"briefing.toml": toml})
    words = "Clause nine kept the lamps burning"
    assert holding(briefing, words) == (["html", "word/document.xml"] if pinned else [])
    for told in ("Night Warden", "D3", clause.id):
        assert not holding(briefing, told)


def test_around_a_pinned_anonymous_quotation_there_is_no_case_in_any_attribute(
    small: ModuleType, composed: Compose
) -> None:
    clause = next(coding for coding in small.codings() if coding.code == "paper")
    page = html(composed(written={"briefing.toml": f'[quotes]\nsounds_pinned = ["{clause.id}"]\n'}))
    found = etree.fromstring(page, etree.HTMLParser())
    quoting = found.xpath("//*[contains(text(), 'Clause nine kept')]")
    assert len(quoting) == 1  # type: ignore[arg-type]
    figure = quoting[0].getparent()  # type: ignore[index,union-attr]
    assert dict(figure.attrib) == {"class": "said"}
    assert "".join(figure.itertext()).endswith("supper.An interviewee")
    candle = next(entry for entry in found.xpath("//section[@data-part]") if "candle" in entry.get("data-part"))  # type: ignore[union-attr]
    assert "Clause nine" not in "".join(candle.itertext())


def test_anonymous_passages_in_a_crowd_are_shown_apart_from_every_place(composed: Compose) -> None:
    page = html(composed(consents={"D1": "anonymous", "D6": "anonymous"}))
    found = etree.fromstring(page, etree.HTMLParser())
    words = "We trust the bakers, more than ourselves."
    listed = [node for node in found.xpath("//li[q]") if words in "".join(node.itertext())]  # type: ignore[union-attr]
    assert listed
    for item in listed:
        assert dict(item.attrib) == {}
        section = item.getparent().getparent()
        assert section.get("data-part") == ""
        assert section.get("id") is None
        assert "Alderfleet" not in "".join(section.itertext())


def test_whatever_passages_stand_behind_a_number_come_through_the_same_door(small: ModuleType, tmp_path: Path) -> None:
    from collabstudy.briefing.quotes import passages
    from collabstudy.compare.table import Passage
    from collabstudy.model.span import Span

    study = small.study(tmp_path)
    places = [
        Passage(d.id, 1, (Span(d.id, t.turns[0].start, t.turns[-1].end),), (), (), ())
        for d in study.documents
        for t in [small.transcript(d.id)]
    ]
    told = " ".join(quote.text for quote in passages(study, places, {}).quotes)
    assert "bakers" in told
    assert not re.search("eriwinkle|marmalade|Clause nine", told)
