"""Studies in which nothing is right: `check` names all of it at once, and a run says where to begin."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from collabstudy.errors import StudyError
from collabstudy.run.build import rebuild
from collabstudy.run.check import check

SAID = "I trusted them in the flood"

# Each file as somebody left it; what is wrong with it is told in WRONG.
FIRST = {
    "study.toml": 'title = "Small"\ncodebook = "codebooks/book.yaml"\ncoders = ["mira"]\nseeds = 3\n',
    "corpus/cases.csv": "case,name,aliases,sector\nelm,Elm Council,Elm,council\nelm,Oak House,,charity\n,Ash,,\n",
    "corpus/documents.csv": "document,file,case,kind,date,speakers,asked,consent\n"
    "P01,interviews/P01.txt,elm,interview,2026-05-03,I=interviewer;Ann=Director,,role\n"
    "P01,interviews/P02.txt,elm,interview,2026-05-03,I=interviewer,,role\n"
    "P03,interviews/P03.txt,ash,interview,3 May,I=interviewer,q9,perhaps\n"
    "P04,../../diary.txt,elm,interview,2026-05-03,,,role\n"
    "P05,interviews/empty.txt,elm,interview,2026-05-03,Zoe=Clerk,,role\n"
    "P06,interviews/again.txt,elm,interview,2026-05-03,I=interviewer;Zoe=Clerk,,role\n",
    "corpus/guide.yaml": "questions:\n  - {id: q1, text: Whom do you trust?, codes: [faith]}\n",
    "corpus/interviews/empty.txt": "",
    "corpus/interviews/nobody.txt": "P: I was never registered.\n",
    "codebooks/book.yaml": "name: book\ncodes:\n  - {id: trust, name: Trust, terms: [trust*, Trust*]}\n",
    "codings/mira/P01.jsonl": "this is no event\n",
    "codings/mira/P77.jsonl": '{"event":"done","id":"d9","time":"2026-06-02T10:00:00Z","coder":"mira",'
    '"document":"P77"}\n',
    "briefing/findings.yaml": "findings:\n"
    "  - {id: f, statement: Everybody sings., claim: {kind: all, code: singing}, was: 1 of 1}\n",
}
WRONG = {
    ("study.toml", "setting-unknown", 4),
    ("corpus/cases.csv", "case-twice", 3),
    ("corpus/cases.csv", "case-unnamed", 4),
    ("corpus/documents.csv", "document-twice", 3),
    ("corpus/documents.csv", "case-unknown", 4),
    ("corpus/documents.csv", "date", 4),
    ("corpus/documents.csv", "question-unknown", 4),
    ("corpus/documents.csv", "consent-unknown", 4),
    ("corpus/documents.csv", "document-gone", 4),
    ("corpus/documents.csv", "document-path", 5),
    ("corpus/interviews/empty.txt", "source-unreadable", None),
    ("corpus/documents.csv", "same-text", None),
    ("corpus/documents.csv", "speaker-unknown", None),
    ("corpus/interviews/nobody.txt", "not-registered", None),
    ("corpus/guide.yaml", "guide-code", None),
    ("codebooks/book.yaml", "code-without-definition", 3),
    ("codebooks/book.yaml", "term-twice", 3),
    ("codings/mira/P01.jsonl", "log-line", 1),
    ("codings/mira/P77.jsonl", "log-document", None),
    ("briefing/findings.yaml", "finding-unknown", 2),
}

# Four files that cannot be read at all.
SECOND = {
    "study.toml": "title = Small\n",
    "corpus/cases.csv": 'case,name\nelm,"Elm Council\n',
    "corpus/documents.csv": "file\ninterviews/P01.txt\n",
    "corpus/guide.yaml": "questions: [\n",
    "codebooks/book.yaml": "codes:\n  - name: No id\n",
}
UNREADABLE = {
    ("study.toml", "study-unreadable"),
    ("corpus/cases.csv", "cases-unreadable"),
    ("corpus/documents.csv", "documents-unreadable"),
    ("corpus/guide.yaml", "guide-unreadable"),
    ("codebooks/book.yaml", "codebook-unreadable"),
}


@pytest.fixture
def first(small: Path) -> Path:
    """The small study after somebody was careless with every file of it."""
    for name, text in FIRST.items():
        (small / name).parent.mkdir(parents=True, exist_ok=True)
        (small / name).write_text(text, encoding="utf-8")
    interview = (small / "corpus/interviews/P01.txt").read_text(encoding="utf-8")
    (small / "corpus/interviews/again.txt").write_text(interview, encoding="utf-8")
    return small


@pytest.fixture
def second(small: Path) -> Path:
    for name, text in SECOND.items():
        (small / name).write_text(text, encoding="utf-8")
    return small


def typed(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "collabstudy", *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_every_problem_is_named_with_its_file_its_line_and_a_way_out(first: Path) -> None:
    found = check(first)
    told = {(problem.file, problem.code): problem for problem in found}
    assert [wrong for wrong in sorted(WRONG, key=str) if wrong[:2] not in told] == []
    lines = {(problem.file, problem.code, problem.line) for problem in found}
    assert [wrong for wrong in sorted(WRONG, key=str) if wrong[2] and wrong not in lines] == []
    assert [problem for problem in found if not problem.hint] == []
    order = ["error", "warning", "note"]
    assert [order.index(p.severity) for p in found] == sorted(order.index(p.severity) for p in found)


def test_the_command_tells_all_of_them_and_nobodys_words(first: Path) -> None:
    told = typed("check", "--study", str(first))
    assert told.returncode == 1 and told.stderr == ""
    assert {name for name, _, _ in WRONG if name not in told.stdout} == set()
    assert SAID not in told.stdout
    as_json = json.loads(typed("check", "--json", "--study", str(first)).stdout)
    assert {(problem["file"], problem["code"]) for problem in as_json} >= {wrong[:2] for wrong in WRONG}


def test_a_run_says_the_first_and_how_many_more_there_are(first: Path) -> None:
    with pytest.raises(StudyError) as told:
        rebuild(first)
    assert "more: `collabstudy check` lists them" in told.value.hint
    assert not (first / "build").exists()


def test_what_only_follows_from_a_file_that_cannot_be_read_does_not_hide_it(small: Path) -> None:
    assert list((small / "codings").glob("*/*.jsonl"))
    assert (small / "briefing" / "findings.yaml").is_file()
    (small / "codebooks" / "book.yaml").write_text("codes: [\n", encoding="utf-8")
    assert [problem.code for problem in check(small) if problem.severity != "note"] == ["codebook-unreadable"]


def test_all_wrong_values_of_the_settings_are_named_at_once(small: Path) -> None:
    wrong = (
        'title = "Small"\nunit = "turnip"\nevidence = ["persons"]\nseed = "seven"\ncodebook = "codebooks/book.yaml"\n'
    )
    (small / "study.toml").write_text(wrong, encoding="utf-8")
    found = [problem for problem in check(small) if problem.code == "study-unreadable"]
    assert [(problem.line, problem.problem.split()[0]) for problem in found] == [
        (2, "`turnip`"),
        (3, "`persons`"),
        (4, "the"),
    ]


def test_files_that_cannot_be_read_are_all_named_together(second: Path) -> None:
    found = check(second)
    assert {(problem.file.removeprefix(f"{second}/"), problem.code) for problem in found} >= UNREADABLE
    assert all(problem.hint for problem in found)


@pytest.mark.parametrize(
    ("gone", "code"),
    [
        ("study.toml", "study-unreadable"),
        ("corpus/cases.csv", "cases-unreadable"),
        ("corpus/documents.csv", "documents-unreadable"),
        ("codebooks/book.yaml", "codebook-unreadable"),
        ("corpus/interviews/P01.txt", "document-gone"),
    ],
)
def test_a_file_that_is_not_there_is_named(small: Path, gone: str, code: str) -> None:
    (small / gone).unlink()
    found = {problem.code: problem for problem in check(small)}
    assert code in found and found[code].severity == "error" and found[code].hint
    told = typed("run", "--study", str(small))
    assert told.returncode == 1
    assert Path(gone).name in told.stderr or "P01" in told.stderr
    assert "hint: " in told.stderr and "Traceback" not in told.stderr


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("briefing/summary.md", "Trust is told by {{ count faith }}.\n", 1),
        ("briefing/briefing.toml", 'title = "Small"\n[quotes]\npinned = ["c99"]\n', 3),
        ("briefing/themes/faith.md", "Nobody has this theme.\n", None),
    ],
)
def test_what_would_stop_the_briefing_is_told_by_check_too(small: Path, file: str, text: str, line: int | None) -> None:
    assert [problem for problem in check(small) if problem.severity == "error"] == []
    (small / file).parent.mkdir(exist_ok=True)
    (small / file).write_text(text, encoding="utf-8")
    (problem,) = (problem for problem in check(small) if problem.severity == "error")
    assert (problem.code, problem.file, problem.line) == ("briefing-unreadable", file, line)
    with pytest.raises(StudyError) as told:
        rebuild(small)
    assert told.value.problem == problem.problem


@pytest.mark.parametrize(
    ("findings", "line"),
    [
        ("findings:\n  - {id: f, statement: S., claim: all, code: singing}\n", 2),  # no such code
        ("findings:\n  - {id: f, statement: S., claim: all, cod: trust}\n", 2),  # an entry that cannot be read
        ("findings:\n  - {id: f, statement: S., claim: all\n", 3),  # no YAML
        ("findings:\n  [\n", 3),
    ],
)
def test_what_is_wrong_in_the_prose_is_told_beside_what_is_wrong_in_the_findings(
    small: Path, findings: str, line: int
) -> None:
    (small / "briefing/findings.yaml").write_text(findings, encoding="utf-8")
    (small / "briefing/summary.md").write_text("Said: {finding.f}\n\nIn {faith.cases} places.\n", encoding="utf-8")
    (small / "briefing/summaries/nowhere").mkdir(parents=True)
    (small / "briefing/summaries/nowhere/trust.md").write_text("Of no place.\n", encoding="utf-8")
    with (small / "study.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[compare.crosstable]\nunit = 'turn'\n")
    found = [problem for problem in check(small) if problem.severity == "error"]
    assert [(problem.file, problem.line) for problem in found if problem.file == "briefing/findings.yaml"] == [
        ("briefing/findings.yaml", line)
    ]
    prose = [(p.line, p.problem) for p in found if p.file == "briefing/summary.md"]
    assert prose == [(3, "there is no code `faith`")]  # f is there, whatever is wrong with it
    rest = {problem.code for problem in found}
    assert {"summary-case", "comparison-setting"} <= rest


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("briefing/findings.yaml", "findings:\n  - {id: f, statement: S.\n"),
        ("briefing/findings.yaml", "- {id: f, statement: S., claim: all, code: singing}\n"),
        ("briefing/briefing.toml", "title = \n"),
        ("briefing/briefing.toml", "titel = 'Small'\n"),
    ],
)
def test_a_run_reads_what_people_write_before_it_makes_anything(small: Path, file: str, text: str) -> None:
    (small / file).write_text(text, encoding="utf-8")
    steps: list[str] = []
    with pytest.raises(StudyError) as told:
        rebuild(small, progress=steps.append)
    assert (told.value.file, steps) == (file, [])
    assert not (small / "build").exists()
