"""Five published documents, read as a study; counted by hand in the documents themselves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import collabstudy as cs
from collabstudy.model.study import Study
from collabstudy.run.build import rebuild
from collabstudy.run.check import check

INTERVIEWED = {
    "plymouth",
    "oldham",
    "wigan",
    "wirral",
    "ignite",
    "right-thing",
    "golden-key",
    "kibble",
    "west-london-zone",
    "young-harrow",
}


@pytest.fixture(scope="module")
def published(root: Path, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Study:
    folder = tmp_path_factory.mktemp("published") / "study"
    shutil.copytree(root / "studies" / "published", folder)
    shutil.copytree(shared / "seeds", folder / "corpus" / "articles")
    return cs.read_study(folder)


def cases_named(study: Study, document: str, *how: str) -> set[str]:
    return {link.case for link in study.caselinks if link.document == document and link.how in how}


def turns(study: Study, document: str, kind: str) -> list[str]:
    transcript = study.transcript(document)
    return [transcript.slice(turn) for turn in transcript.turns if turn.kind == kind]


def test_the_study_has_no_errors(published: Study) -> None:
    assert len(published.documents) == 5
    assert [str(p) for p in check(published.folder) if p.severity == "error"] == []


def test_the_table_of_cases_has_a_header_and_ten_rows(published: Study) -> None:
    (table,) = turns(published, "golab-2018", "table")
    rows = table.splitlines()
    assert len(rows) == 11
    assert rows[1].startswith("Plymouth Public Health") and rows[10].startswith("Young Harrow Foundation")


def test_the_two_quotations_have_their_attributions(published: Study) -> None:
    quotes = [turn for turn in published.transcript("golab-2018").turns if turn.kind == "quote"]
    assert [turn.speaker for turn in quotes] == [
        "Policy and Strategy Manager, Wirral Council",
        "Director of Public Health, Wirral Council",
    ]


def test_no_published_document_has_an_invented_speaker(published: Study) -> None:
    assert {d.id: published.transcript(d.id).speakers for d in published.documents} == {
        d.id: () for d in published.documents
    }


def test_the_six_bullets_are_a_list(published: Study) -> None:
    assert len(turns(published, "lgc-2019", "list")) == 6


def test_the_three_headings_of_the_frame_are_headings(published: Study) -> None:
    assert {"People", "Purpose", "Power"} <= set(turns(published, "mj-2025", "heading"))


def test_all_ten_organisations_are_named_in_the_briefing(published: Study) -> None:
    assert cases_named(published, "golab-2018", "named") >= INTERVIEWED


def test_a_box_belongs_to_the_place_it_is_headed_with(published: Study) -> None:
    assert cases_named(published, "golab-2018", "heading") >= {
        "wigan",
        "oldham",
        "plymouth",
        "west-london-zone",
        "wirral",
    }


def test_a_quotation_belongs_to_the_place_of_its_speaker(published: Study) -> None:
    assert cases_named(published, "golab-2018", "speaker") == {"wirral"}


def test_the_five_councils_of_the_learning_community_are_named(published: Study) -> None:
    assert cases_named(published, "mj-2025", "named") == {"camden", "doncaster", "sheffield", "test-valley", "wigan"}


def test_wigan_is_followed_through_four_sources_from_2018_to_2025(published: Study) -> None:
    documents = {link.document for link in published.caselinks if link.case == "wigan"}
    assert sorted(published.document(d).date[:4] for d in documents) == ["2018", "2019", "2024", "2025"]


def test_the_briefings_own_picture_comes_out_of_its_text(published: Study) -> None:
    table = cs.compare.crosstab(published, unit="turn").frame().set_index(["case", "code"])["value"]
    present = {(case, code) for (case, code), value in table.items() if value == "present"}
    assert ("wigan", "money-is-short") in present
    assert ("wigan", "changed-relationship") in present
    assert ("oldham", "partnership") in present
    assert ("plymouth", "buying") in present
    assert ("plymouth", "money-is-short") in present
    assert ("west-london-zone", "what-counts") in present
    assert ("wirral", "culture-inside") in present
    assert ("kibble", "money-is-short") not in present


def test_the_whole_study_runs_and_then_has_nothing_to_do(published: Study) -> None:
    report = rebuild(published.folder)
    assert {"compare", "briefing"} <= set(report.made)
    html = (published.folder / "build" / "briefing.html").read_text(encoding="utf-8")
    assert "Wigan Council" in html
    assert rebuild(published.folder).made == ()
