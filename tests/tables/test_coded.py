"""A coded transcript, asked for on purpose."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from collabstudy import StudyError, read_study
from collabstudy.model.coding import Coding
from collabstudy.tables.coded import segments

FILES = {
    "study.toml": 'title = "Small"\ncodebook = "codebooks/book.yaml"\n',
    "corpus/cases.csv": "case,name,aliases\nelm,Elm Council,\n",
    "corpus/documents.csv": "document,file,case,kind,date,speakers,asked,consent\n"
    "P01,P01.txt,elm,interview,,I=interviewer;Ann=Director,,no-quotes\n"
    "P02,P01.txt,elm,interview,,I=interviewer;Ann=Director,,withdrawn\n",
    "corpus/P01.txt": "I: Whom do you trust?\n\nAnn: Nobody <b>here</b>, for $5 or $6.\n",
    "codebooks/book.yaml": "codes:\n  - {id: trust, name: Trust & co}\n  - {id: money, name: Money}\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A study of one interview, and one that was withdrawn."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_whole_text_is_shown_with_overlapping_codings_marked_and_named(folder: Path) -> None:
    from collabstudy.run import coding

    study = read_study(folder)
    coding.add(study, "P01", code="trust", coder="mira", quote="Nobody <b>here</b>, for $5")
    coding.add(study, "P01", code="money", coder="jonas", quote="for $5 or $6")
    html = study.coded_html("P01")
    marks = re.findall(r'<mark class="cs-(\d)" title="([^"]*)">(.*?)</mark>', html)
    assert [(depth, title) for depth, title, _ in marks] == [
        ("1", "Trust &amp; co (mira)"),
        ("2", "Trust &amp; co (mira); Money (jonas)"),
        ("1", "Money (jonas)"),
    ]
    assert [said for _, _, said in marks] == [
        "Nobody &lt;b&gt;here&lt;/b&gt;, ",
        "for <span>$</span>5",
        " or <span>$</span>6",
    ]
    assert "Whom do you trust?" in html
    assert "<li>Trust &amp; co · mira</li><li>Money · jonas</li>" in html
    assert "P01: 2 codings by jonas, mira. Consent: no-quotes. This is the whole text: not for passing on." in html
    only = study.coded_html("P01", coders=["jonas"])
    assert "Money (jonas)" in only and "mira" not in only
    assert html._repr_html_() == html  # type: ignore[attr-defined]


GOLDEN = json.loads((Path(__file__).parents[1] / "widget" / "golden" / "segments.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", GOLDEN, ids=[case["name"] for case in GOLDEN])
def test_a_turn_is_cut_as_the_coding_widget_cuts_it(case: dict[str, Any]) -> None:
    spans = [Coding(s["id"], "P01", "trust", "mira", s["start"], s["end"], "") for s in case["spans"]]
    gaps = [(gap[0], gap[1]) if isinstance(gap, list) else (gap["start"], gap["end"]) for gap in case["gaps"]]
    found = segments(case["turn"]["start"], case["turn"]["end"], spans, gaps)
    pieces = [{"start": start, "end": end, "ids": sorted(c.id for c in over)} for start, end, over in found]
    assert pieces == [piece | {"ids": sorted(piece["ids"])} for piece in case["pieces"]]


def test_a_withdrawn_document_is_not_shown(folder: Path) -> None:
    with pytest.raises(StudyError, match="P02 was withdrawn"):
        read_study(folder).coded_html("P02")
