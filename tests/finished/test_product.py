"""What we make passes our own check; a notebook, a frame and the published documents do too."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import ModuleType

import pytest

import collabstudy
from collabstudy.briefing.blocks import Briefing
from collabstudy.briefing.compose import compose
from collabstudy.briefing.docx import docx
from collabstudy.briefing.finished.checking import checked
from collabstudy.briefing.html import html
from collabstudy.errors import SettingsError
from collabstudy.io.finished import Paragraph
from collabstudy.model.study import Study
from collabstudy.run.finished import quotes_in
from collabstudy.run.work import crosstab_of

REPORT = """# Report

“We trust nobody but the purple submarine and its captain.” (Chief Officer, Lampwick)

The price of “a circle” of chairs.
"""


@pytest.fixture(scope="module")
def demo_study(demo_study_folder: Path) -> Study:
    return collabstudy.read_study(demo_study_folder)


@pytest.fixture(scope="module")
def briefing(demo_study: Study) -> Briefing:
    findings = collabstudy.findings.check(demo_study)
    return compose(demo_study, crosstab=crosstab_of(demo_study), figures={}, manifest={}, findings=findings)


@pytest.mark.parametrize(("suffix", "fewest"), [(".docx", 40), (".html", 300)])
def test_the_briefing_of_the_demo_passes_its_own_check(
    suffix: str, fewest: int, briefing: Briefing, demo_study: Study, tmp_path: Path
) -> None:
    made = docx(briefing) if suffix == ".docx" else html(briefing).encode("utf-8")
    file = tmp_path / f"briefing{suffix}"
    file.write_bytes(made)
    found = quotes_in(demo_study, file)
    assert [(v.results, v.text, v.why) for v in found.alarms] == []
    assert sum(v.result in ("exact", "edited") for v in found) > fewest


def test_the_published_documents_quote_what_they_quote(root: Path, shared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "study"
    shutil.copytree(root / "studies" / "published", folder)
    shutil.copytree(shared / "seeds", folder / "corpus" / "articles")
    study = collabstudy.read_study(folder)
    counts = {}
    for document in study.documents:
        found = quotes_in(study, folder / "corpus" / document.file)
        assert found.alarms == (), document.id
        counts[document.id] = len(found)
    # Counted in the documents by hand.
    assert counts == {"golab-2018": 9, "lgc-2019": 1, "cell-2021": 7, "mj-2024": 6, "mj-2025": 4}


def test_the_frame_has_a_row_a_quotation_and_missing_is_na(study: Study, tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text(REPORT, encoding="utf-8")
    found = quotes_in(study, tmp_path / "report.md")
    frame = found.frame()
    assert list(frame["result"]) == ["not found", "exact"]
    assert list(frame["alarm"]) == [True, False]
    assert frame["document"].isna().tolist() == [True, False]
    assert str(frame["turn"].dtype) == "Int64"
    assert found.counts == {"not found": 1, "exact": 1}
    assert str(found) == "report.md: 2 quotations: 1 not found, 1 exact"
    assert "submarine" not in repr(found)


def test_the_same_document_gives_the_same_verdicts(study: Study, tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text(REPORT, encoding="utf-8")
    assert quotes_in(study, tmp_path / "report.md") == quotes_in(study, tmp_path / "report.md")


def test_a_notebook_shows_what_is_to_be_looked_at_first_and_text_as_text(study: Study, tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script> is what nobody has ever said here"
    (tmp_path / "report.md").write_text(REPORT + f"\n“{hostile.replace('<', '&lt;')}”\n", encoding="utf-8")
    drawn = quotes_in(study, tmp_path / "report.md")._repr_html_()
    assert drawn.index("submarine") < drawn.index("1 in order")
    assert "<script>alert" not in drawn
    assert "&lt;script&gt;" in drawn
    assert '<th scope="col">' in drawn


def test_how_long_a_quotation_may_be_comes_from_the_briefing_or_is_said(
    folder: Path, study: Study, tmp_path: Path
) -> None:
    report = tmp_path / "report.md"
    report.write_text(REPORT, encoding="utf-8")
    assert quotes_in(study, report).longest == 60
    assert quotes_in(study, report, longest=5).counts == {"not found": 1, "exact": 1}
    assert quotes_in(study, report, longest=5).verdicts[0].results == ("not found", "too long")
    with pytest.raises(SettingsError, match="cannot have -1 words"):
        quotes_in(study, report, longest=-1)


@pytest.mark.parametrize(("every", "result"), [(3, "altered"), (2, "not found")])
def test_two_thirds_of_the_words_in_order_are_enough_and_half_of_them_are_not(
    every: int, result: str, study: Study, planted: ModuleType
) -> None:
    told, said = [], []
    for document in planted.ROLES:
        for sentence in planted.sentences(study, document, least=12, most=40):
            words = sentence.split()
            words[every - 1 :: every] = ["elephants"] * len(words[every - 1 :: every])
            told.append(Paragraph(f"“{' '.join(words)}”"))
            said.append(document)
    assert len(told) > 500
    verdicts, _ = checked(study, told, longest=0)
    as_meant = [
        v.result == result and (v.document or document) == document for v, document in zip(verdicts, said, strict=True)
    ]
    assert sum(as_meant) >= 0.98 * len(told)


def test_quotations_of_real_transcripts_are_found_and_altered_ones_too(
    shared: Path, documents: ModuleType, makers: ModuleType, tmp_path: Path
) -> None:
    folder = tmp_path / "real"
    (folder / "corpus" / "interviews").mkdir(parents=True)
    (folder / "codebooks").mkdir()
    (folder / "codebooks/b.yaml").write_text(
        "name: b\ncodes:\n  - {id: a, name: A, definition: B.}\n", encoding="utf-8"
    )
    (folder / "study.toml").write_text('title = "Real"\ncodebook = "codebooks/b.yaml"\n', encoding="utf-8")
    (folder / "corpus/cases.csv").write_text("case,name,aliases\nelm,Elm Council,\n", encoding="utf-8")
    rows = ["document,file,case,kind,date,title,speakers,asked,consent,language"]
    for number, name in enumerate(REAL):
        source = shared / "real" / name
        shutil.copy(source, folder / "corpus/interviews" / f"R{number}{source.suffix}")
        rows.append(f"R{number},interviews/R{number}{source.suffix},elm,interview,2020,,,,named,en")
    (folder / "corpus/documents.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    study = collabstudy.read_study(folder)
    items = []
    for document in study.documents:
        transcript = study.transcript(document.id)
        long = [w for t in transcript.turns if t.kind == "speech" and len(w := transcript.said(t).split()) > 40]
        assert len(long) >= 6, document.file
        for at, words in enumerate(long[:6]):
            said = words[at : at + 14 + at]
            items.append(documents.Item("p", f"They say: “{' '.join(said)}” and so on."))
            items.append(documents.Item("block", " ".join([*said[:6], "elephants", *said[7:]])))
    for suffix in (".docx", ".odt", ".html"):
        found = quotes_in(study, documents.write(tmp_path / f"report{suffix}", items, makers))
        told = [(("elephants" in v.text), v.result) for v in found]
        assert len(told) == len(items) == 12 * len(REAL)
        assert [result for altered, result in told if altered] == ["altered"] * 6 * len(REAL)
        assert [v.results for v in found if "elephants" not in v.text and v.alarm] == []


REAL = (
    "fossda_vtt/transcripts/bruce-perens.vtt",
    "hitsave_otter_whisper/2021/Wintermoor Tactics Club/Wintermoor Tactics Club interview transcription.md",
    "metamuse_rev/plaintext/65-trademarks.txt",
    "noscribe_german/interview.html",
    "pdpilot_maxqda_pdf/transcripts/P2.pdf",
)
