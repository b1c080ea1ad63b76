"""A study folder, right and wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from collabstudy.errors import StudyError
from collabstudy.io.log import append_events
from collabstudy.model.log import Event
from collabstudy.run.build import rebuild
from collabstudy.run.check import check
from collabstudy.run.opening import look_at, read_study

FILES = {
    "study.toml": 'title = "Small"\ncodebook = "codebooks/b.yaml"\n',
    "corpus/cases.csv": "case,name,aliases,sector\nelm,Elm Council,Elm;the Elms,public\noak,Oak Trust,,charity\n",
    "corpus/documents.csv": "document,file,case,kind,date,speakers,asked,consent\n"
    "P01,interviews/P01.txt,elm,interview,2026-05-03,I=interviewer;P=Director,q1,role\n",
    "corpus/guide.yaml": "questions:\n  - {id: q1, text: Whom do you trust?, codes: [trust]}\n",
    "corpus/interviews/P01.txt": "I: Whom do you trust?\n\nP: The neighbours.\n\nI: Why?\n\nP: They came.\n",
    "codebooks/b.yaml": "name: b\n"
    "codes:\n  - {id: trust, name: Trust, definition: Relying on others., terms: [trust*]}\n",
}


def made(folder: Path, **changes: str | None) -> Path:
    files: dict[str, str | None] = FILES | {
        name.replace("__", "/").replace("_DOT_", "."): text for name, text in changes.items()
    }
    for name, text in files.items():
        if text is not None:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    return folder


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    made(folder)
    text = FILES[name]
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_a_study_opens_with_its_cases_documents_and_codes(tmp_path: Path) -> None:
    study = read_study(made(tmp_path))
    assert [(c.id, c.aliases, c.attributes) for c in study.cases] == [
        ("elm", ("Elm", "the Elms"), {"sector": "public"}),
        ("oak", (), {"sector": "charity"}),
    ]
    document = study.document("P01")
    assert (document.case, document.asked, document.speakers) == (
        "elm",
        frozenset({"q1"}),
        {"I": "interviewer", "P": "Director"},
    )
    assert [turn.role for turn in study.transcript("P01").turns] == ["interviewer", "Director"] * 2


def test_a_sound_study_has_no_problems(tmp_path: Path) -> None:
    assert [str(p) for p in check(made(tmp_path)) if p.severity != "note"] == []


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "line"),
    [
        ("study.toml", 'title = "Small"', "title = Small", "study-unreadable", 1),
        ("study.toml", 'title = "Small"', 'title = "S"\nunit = "page"', "study-unreadable", 2),
        ("study.toml", 'title = "Small"', 'title = "S"\nunit = "case"', "study-unreadable", 2),
        ("study.toml", 'title = "Small"', 'title = "S"\nevidence = []', "study-unreadable", 2),
        ("study.toml", 'title = "Small"', 'title = "S"\nlanguage = "english"', "study-unreadable", 2),
        ("study.toml", 'title = "Small"', 'title = "S"\nwords = 5', "study-unreadable", 2),
        ("study.toml", 'title = "Small"', 'title = "S"\nevidense = ["rules"]', "setting-unknown", 2),
        ("study.toml", "codebooks/b.yaml", "codebooks/c.yaml", "codebook-unreadable", None),
        ("corpus/cases.csv", "oak,Oak Trust", "../oak,Oak Trust", "case-name", 3),
        ("corpus/cases.csv", "oak,Oak Trust,,", "oak,Oak Trust,elm,", "name-of-several", None),
        ("corpus/cases.csv", "oak,Oak Trust", 'oak,"Oak Trust', "cases-unreadable", 3),
        ("corpus/documents.csv", ",consent", ",concent", "column-unknown", 1),
        ("corpus/documents.csv", ",elm,", ",,", "interview-without-case", 2),
        ("corpus/documents.csv", "2026-05-03", "2026-13-03", "date", 2),
        ("corpus/guide.yaml", "id: q1", "id: [q1]", "guide-unreadable", 2),
        (
            "codebooks/b.yaml",
            "  - {id: trust, name: Trust, definition: Relying on others., terms: [trust*]}",
            "",
            "no-codes",
            None,
        ),
        ("corpus/cases.csv", "oak,Oak Trust", "elm,Oak Trust", "case-twice", 3),
        ("corpus/cases.csv", "case,name", "place,name", "cases-unreadable", 1),
        ("corpus/documents.csv", ",elm,", ",ash,", "case-unknown", 2),
        ("corpus/documents.csv", "P01.txt", "P02.txt", "document-gone", 2),
        ("corpus/documents.csv", "interviews/P01.txt", "../study.toml", "document-path", 2),
        ("corpus/documents.csv", ",q1,", ",q7,", "question-unknown", 2),
        ("corpus/documents.csv", "2026-05-03", "3 May", "date", 2),
        ("corpus/documents.csv", ",role\n", ",maybe\n", "consent-unknown", 2),
        ("corpus/documents.csv", ",role\n", ",role,,x,\n", "documents-unreadable", 2),
        ("corpus/guide.yaml", "[trust]", "[mistrust]", "guide-code", None),
        ("corpus/guide.yaml", "questions:", "questions: [", "guide-unreadable", None),
        ("codebooks/b.yaml", "trust*", "'*'", "term-any-word", None),
        ("codebooks/b.yaml", "[trust*]", "[trust*, trust*]", "term-twice", None),
        ("codebooks/b.yaml", "definition: Relying on others., ", "", "code-without-definition", None),
    ],
)
def test_each_problem_has_its_code_file_and_line(
    tmp_path: Path, name: str, old: str, new: str, code: str, line: int | None
) -> None:
    found = {p.code: p for p in check(changed(tmp_path, name, old, new))}
    assert code in found, sorted(found)
    assert found[code].file.endswith(name) or found[code].file == new
    assert found[code].hint
    if line:
        assert found[code].line == line


def test_all_problems_are_named_at_once_worst_first(tmp_path: Path) -> None:
    folder = changed(tmp_path, "corpus/documents.csv", ",elm,", ",ash,")
    (folder / "codebooks/b.yaml").write_text("codes:\n  - {id: trust}\n", encoding="utf-8")
    (folder / "corpus/interviews/more.txt").write_text("P: Hello.\n", encoding="utf-8")
    found = check(folder)
    assert {"case-unknown", "code-without-definition", "not-registered"} <= {p.code for p in found}
    order = ["error", "warning", "note"]
    assert [order.index(p.severity) for p in found] == sorted(order.index(p.severity) for p in found)


def test_a_study_that_cannot_be_read_says_how_many_more_problems_there_are(tmp_path: Path) -> None:
    folder = changed(tmp_path, "corpus/documents.csv", ",elm,", ",ash,")
    (folder / "corpus/guide.yaml").write_text("questions: 5", encoding="utf-8")
    with pytest.raises(StudyError, match="1 more"):
        read_study(folder)


def test_no_study_here_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="collabstudy new"):
        read_study(tmp_path)


def test_a_gone_source_stops_nothing_but_its_own_text(tmp_path: Path) -> None:
    folder = made(tmp_path)
    (folder / "corpus/interviews/P01.txt").unlink()
    study = read_study(folder)
    assert [p.code for p in look_at(folder).problems] == ["document-gone"]
    with pytest.raises(StudyError, match="its file is not there"):
        study.transcript("P01")


def test_a_table_as_excel_saves_it_reads_the_same(tmp_path: Path) -> None:
    made(tmp_path)
    table = (
        "Document;File;Case;Kind;Date;Speakers;Asked;Consent;;\r\n"
        'P01;interviews/P01.txt;elm;Interview;2026-05-03;"I=interviewer;P=Geschäftsführerin";q1;Anonymous;;\r\n'
        ";;;;;;;;;\r\n"
    )
    for encoding, warned in (("utf-8-sig", []), ("utf-16", []), ("cp1252", [("encoding-guessed", 2)])):
        (tmp_path / "corpus/documents.csv").write_bytes(table.encode(encoding))
        study = look_at(tmp_path)
        document = study.document("P01")
        assert (document.speakers["P"], document.consent) == ("Geschäftsführerin", "anonymous")
        assert [(p.code, p.line) for p in study.problems] == warned


def test_empty_cells_beyond_the_last_column_are_nothing(tmp_path: Path) -> None:
    made(tmp_path)
    path = tmp_path / "corpus/documents.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",role\n", ",role,,,\n"), encoding="utf-8")
    assert read_study(tmp_path).document("P01").consent == "role"


def test_consent_is_found_whatever_its_capitals(tmp_path: Path) -> None:
    folder = changed(tmp_path, "corpus/documents.csv", ",consent", ",Consent")
    path = folder / "corpus/documents.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",role\n", ",Withdrawn\n"), encoding="utf-8")
    assert read_study(folder).document("P01").consent == "withdrawn"


def test_a_name_spelt_by_a_mac_is_the_same_file(tmp_path: Path) -> None:
    folder = changed(tmp_path, "corpus/documents.csv", "P01.txt", "Mu\u0308ller.txt")
    (folder / "corpus/interviews/P01.txt").rename(folder / "corpus/interviews/M\u00fcller.txt")
    study = read_study(folder)
    assert study.problems == ()
    assert len(study.transcript("P01").turns) == 4


def test_a_renamed_source_is_found_among_the_unregistered(tmp_path: Path) -> None:
    folder = made(tmp_path)
    (folder / "corpus/interviews/P01.txt").rename(folder / "corpus/interviews/Elm.txt")
    (problem,) = look_at(folder).problems
    assert (problem.code, problem.line) == ("document-gone", 2)
    assert "interviews/Elm.txt" in problem.hint


def test_who_withdrew_may_have_the_transcript_deleted(tmp_path: Path) -> None:
    folder = changed(tmp_path, "corpus/documents.csv", ",role\n", ",withdrawn\n")
    (note,) = look_at(folder).problems
    assert (note.code, note.severity) == ("withdrawn", "note")
    (folder / "corpus/interviews/P01.txt").unlink()
    assert read_study(folder).problems == ()


def test_what_study_toml_shows_must_be_columns(tmp_path: Path) -> None:
    toml = '[cases]\nattributes = ["sector", "sektor"]\ngroup_by = "region"\n'
    folder = changed(tmp_path, "study.toml", 'title = "Small"\n', 'title = "Small"\n')
    (folder / "study.toml").write_text(FILES["study.toml"] + toml, encoding="utf-8")
    assert [(p.code, p.severity) for p in look_at(folder).problems] == [
        ("attribute-unknown", "warning"),
        ("attribute-unknown", "error"),
    ]


def test_somebody_who_codes_unlisted_is_named(tmp_path: Path) -> None:
    folder = changed(tmp_path, "study.toml", 'title = "Small"', 'title = "Small"\ncoders = ["jonas"]')
    (folder / "codings/mira").mkdir(parents=True)
    (folder / "codings/mira/P01.jsonl").write_text("", encoding="utf-8")
    assert [p.code for p in look_at(folder).problems] == ["coder-unknown"]


@pytest.mark.parametrize("guide", ["", "# nothing yet\n", "questions:\n", "questions: []\n"])
def test_an_empty_guide_asks_nothing(tmp_path: Path, guide: str) -> None:
    folder = changed(tmp_path, "corpus/documents.csv", ",q1,", ",,")
    (folder / "corpus/guide.yaml").write_text(guide, encoding="utf-8")
    assert read_study(folder).guide.questions == ()


def test_a_topic_method_nobody_knows_is_found_before_anything_runs(tmp_path: Path) -> None:
    folder = made(tmp_path)
    (folder / "study.toml").write_text(
        'title = "S"\ncodebook = "codebooks/b.yaml"\n[topics]\nmethod = "lda"\n', encoding="utf-8"
    )
    assert "topics-setting" in {p.code for p in check(folder)}


def test_an_interview_without_speakers_is_pointed_out(tmp_path: Path) -> None:
    folder = made(tmp_path)
    (folder / "corpus/interviews/P01.txt").write_text("We met, and we talked for a while.\n", encoding="utf-8")
    assert "no-speakers" in {p.code for p in check(folder)}


def test_codings_of_a_withdrawn_interview_stop_nothing_when_its_file_is_gone(tmp_path: Path) -> None:
    folder = changed(tmp_path, "corpus/documents.csv", ",role\n", ",withdrawn\n")
    details = {"coding": "c1", "code": "trust", "start": 27, "end": 41, "quote": "The neighbours"}
    append_events(folder, [Event("e1", "2026-01-01T10:00:00Z", "add", "mira", "P01", details=details)])
    (folder / "corpus/interviews/P01.txt").unlink()
    assert read_study(folder).codings == ()


def test_a_study_that_came_without_its_texts_says_so_once(tmp_path: Path, root: Path) -> None:
    shutil.copytree(
        root / "studies/published", tmp_path / "published", ignore=shutil.ignore_patterns("build", ".*", "articles")
    )
    errors = [problem for problem in check(tmp_path / "published") if problem.severity == "error"]
    assert [(p.code, p.problem) for p in errors] == [
        ("document-gone", "none of the 5 registered sources is there: this study came without its texts")
    ]
    assert errors[0].hint == (
        "put them into corpus/articles/ under the names in documents.csv; README.md says where they come from"
    )
    with pytest.raises(StudyError, match="came without its texts") as told:
        rebuild(tmp_path / "published")
    assert told.value.hint == errors[0].hint
    assert len(read_study(tmp_path / "published").codebook.codes) > 20  # everything else can be read


def test_one_source_among_others_that_are_gone_is_named_by_itself(tmp_path: Path) -> None:
    folder = made(tmp_path)
    table = folder / "corpus/documents.csv"
    table.write_text(table.read_text(encoding="utf-8") + "P02,interviews/P02.txt\n", encoding="utf-8")
    (problem,) = (problem for problem in look_at(folder).problems if problem.severity == "error")
    assert problem.problem == "P02 is registered, but corpus/interviews/P02.txt is not there"
