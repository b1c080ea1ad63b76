"""What changed between two git revisions of a study, told of real repositories."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from collabstudy.errors import StudyError
from collabstudy.io.kept import keep_text
from collabstudy.run.diff import changes
from collabstudy.run.making import arrive_later
from collabstudy.run.opening import read_study

AddCoding = Callable[..., None]


def git(folder: Path, *words: str) -> str:
    who = [
        "-c",
        "user.name=Mira",
        "-c",
        "user.email=mira@example.org",
        "-c",
        "init.defaultBranch=main",
        "-c",
        "commit.gpgsign=false",
    ]
    done = subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True, text=True)
    return done.stdout


def commit(folder: Path, name: str) -> None:
    git(folder, "add", "-A", ".")
    git(folder, "commit", "-q", "--allow-empty", "-m", name)
    git(folder, "tag", name)


@pytest.fixture
def kept(small: Path) -> Path:
    """The small study, in git: `v1` as it was written."""
    git(small, "init", "-q")
    (small / ".gitignore").write_text("build/\n.collabstudy/\n", encoding="utf-8")
    commit(small, "v1")
    return small


def everything(folder: Path) -> dict[str, bytes]:
    """All files but those of git itself and caches."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in names.items() if not name.startswith((".git/", ".collabstudy/"))}


def test_nothing_has_changed(kept: Path) -> None:
    assert changes(kept, "v1") == ["nothing has changed between v1 and the folder as it is"]
    assert changes(kept, "v1..HEAD") == ["nothing has changed between v1 and HEAD"]


def test_a_coding_is_told_against_the_folder_and_between_two_commits(kept: Path, add_coding: AddCoding) -> None:
    add_coding(kept, 7, "P02", "trust", "Nobody, thank you.")
    expected = [
        "mira: 1 coding more in P02 (Oak House): 1 Trust",
        "Trust: 1 of 2 → 2 of 2 places",
        "holds: Everybody speaks of trust. (1 of 2 → 2 of 2 places; was broken; now for it: Oak House)",
        "Oak House, Trust: was asked, not voiced, is voiced",
    ]
    assert changes(kept, "v1") == expected
    commit(kept, "v2")
    assert changes(kept, "v1..v2") == changes(kept, "v1..") == changes(kept, "HEAD~1...v2") == expected
    backwards = changes(kept, "v2..v1")
    assert backwards[0] == "mira: 1 coding fewer in P02 (Oak House): 1 Trust"
    assert changes(kept, "v1..v2") == expected  # and again, the same


def test_nothing_of_the_users_is_touched(kept: Path, add_coding: AddCoding) -> None:
    add_coding(kept, 7, "P02", "trust", "Nobody, thank you.")
    commit(kept, "v2")
    (kept / "briefing/summary.md").write_text("Not saved in git yet.\n", encoding="utf-8")
    before, status = everything(kept), git(kept, "status", "--porcelain")
    assert len(changes(kept, "v1..v2")) == 4
    changes(kept, "v1")
    assert (everything(kept), git(kept, "status", "--porcelain")) == (before, status)
    assert git(kept, "worktree", "list").count("\n") == 1


def test_a_study_may_be_a_folder_of_a_repository(small: Path, tmp_path: Path, add_coding: AddCoding) -> None:
    repository = tmp_path / "repository"
    study = repository / "studies" / "our small one"
    study.parent.mkdir(parents=True)
    shutil.copytree(small, study)
    (repository / "study.toml").write_text('title = "Another"\n', encoding="utf-8")
    git(repository, "init", "-q")
    commit(repository, "v1")
    add_coding(study, 7, "P02", "trust", "Nobody, thank you.")
    assert changes(study, "v1")[0] == "mira: 1 coding more in P02 (Oak House): 1 Trust"


def test_recoded_and_moved_sources_are_told(kept: Path) -> None:
    log = kept / "codings/mira/P01.jsonl"
    told = log.read_text(encoding="utf-8").replace('"code":"money"', '"code":"trust"')
    log.write_text(told, encoding="utf-8")
    source = kept / "corpus/interviews/P02.txt"
    source.write_text(source.read_text(encoding="utf-8").replace("Nobody", "No one"), encoding="utf-8")
    assert changes(kept, "v1")[:3] == [
        "P02: its file has changed",
        "mira: 1 coding recoded in P01 (Elm Council): 1 Money → Trust",
        "Money: 1 of 1 → 0 of 1 places",
    ]


def sources_not_in_git(study: Path) -> None:
    """A repository that keeps the originals out, as where they may not be shared; the texts that were coded are in."""
    for document in ("P01", "P02"):
        keep_text(study, read_study(study).transcript(document).text)
    git(study, "init", "-q")
    (study / ".gitignore").write_text("build/\n.collabstudy/\ncorpus/interviews/\n", encoding="utf-8")
    commit(study, "v1")
    assert "P01.txt" not in git(study, "ls-files")


def test_sources_that_are_not_in_git_are_read_as_they_are_today(small: Path, add_coding: AddCoding) -> None:
    sources_not_in_git(small)
    add_coding(small, 7, "P02", "trust", "Nobody, thank you.")
    told = changes(small, "v1")
    assert told[0] == "v1: not in git, so read as they are today: P01, P02"
    assert told[1] == "mira: 1 coding more in P02 (Oak House): 1 Trust"
    assert len(told) == 5


def test_where_they_have_changed_since_the_text_that_was_coded_is_read(small: Path) -> None:
    sources_not_in_git(small)
    source = small / "corpus/interviews/P01.txt"
    source.write_text("I: Hello.\n\nAnn: It was all written anew.\n", encoding="utf-8")
    told = changes(small, "v1")
    assert told[0] == "v1: not in git, so read as they are today: P02"
    assert told[1] == "v1: not in git, so read from the text that was coded: P01"
    assert "Elm Council, Trust: was voiced, is asked, not voiced" in told  # its words are gone today


def test_a_source_of_which_there_is_nothing_is_left_out_and_named(small: Path) -> None:
    sources_not_in_git(small)
    (small / "corpus/interviews/P02.txt").unlink()
    shutil.rmtree(small / "codings/texts")
    commit(small, "v2")
    told = changes(small, "v2..v2")
    assert "v2: not in git, and no text of them was kept, so nothing of them is counted: P02" in told


def test_no_git_no_revision_no_study_are_told(
    small: Path, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StudyError, match="there is no run v9, and no git revision") as error:
        changes(kept, "v9")
    assert error.value.hint.startswith("there has been no run yet: `collabstudy run`")
    with pytest.raises(StudyError, match="git has no revision v9 here"):
        changes(kept, "v1..v9")
    with pytest.raises(StudyError, match="git has no revision --help here"):
        changes(kept, "--help..v1")
    (kept / "study.toml").rename(kept / "study.txt")
    commit(kept, "v2")
    (kept / "study.txt").rename(kept / "study.toml")
    with pytest.raises(StudyError, match=r"there was no study here at [0-9a-f]{10}: no study\.toml"):
        changes(kept, "v2")
    outside = tmp_path / "outside"
    shutil.copytree(kept, outside, ignore=shutil.ignore_patterns(".git"))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    with pytest.raises(StudyError, match="in no git repository"):
        changes(outside, "v1..v2")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StudyError, match="git is not installed"):
        changes(kept, "v1..v2")


def test_a_study_that_could_not_be_read_then_is_told_with_its_file(kept: Path) -> None:
    book = kept / "codebooks/book.yaml"
    told = book.read_text(encoding="utf-8")
    book.write_text("codes: [\n", encoding="utf-8")
    commit(kept, "v2")
    book.write_text(told, encoding="utf-8")
    with pytest.raises(StudyError, match="at v2: this is not YAML") as error:
        changes(kept, "v2")
    assert error.value.file == "codebooks/book.yaml"


def test_the_demos_two_later_interviews(demo: Path) -> None:
    git(demo, "init", "-q")
    commit(demo, "v1")
    arrive_later(demo)
    told = changes(demo, "v1")
    assert told[0] == "P13, P14 came in"
    assert [line for line in told if "culture change" in line or "procurement gets" in line] == [
        "broken: Only councils speak of culture change in their own house. "
        "(4 of 4, of the others 0 of 3 → 4 of 4, of the others 1 of 4; was undecided; "
        "now against it: The Oddmill Trust)",
        "weakened: Most places say that procurement gets in the way. "
        "(6 of 8 → 6 of 9 places; was holds; now against it: Late Swallows)",
    ]
    assert "Depends on a few people: 6 of 9 → 7 of 10 places" in told
    assert any(line.startswith("quoted now: P14, coding ") for line in told)
    assert "the summary of The Oddmill Trust, Procurement gets in the way is stale now" in told


def test_line_ends_that_git_writes_as_the_machine_has_them_are_no_change(kept: Path) -> None:
    """With core.autocrlf every interview `has changed` on Windows."""
    source = kept / "corpus/interviews/P02.txt"
    source.write_bytes(source.read_bytes().replace(b"\n", b"\r\n"))
    assert changes(kept, "v1") == ["nothing has changed between v1 and the folder as it is"]


def test_what_git_lfs_keeps_elsewhere_is_not_in_git(kept: Path) -> None:
    """The pointer was read as the interview."""
    source = kept / "corpus/interviews/P01.txt"
    whole = source.read_bytes()
    source.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n", encoding="utf-8")
    commit(kept, "v2")
    source.write_bytes(whole)
    assert changes(kept, "v2") == ["v2: not in git, so read as they are today: P01"]


def test_called_by_a_hook_of_git_it_asks_the_repository_of_the_study(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    assert changes(kept, "v1") == ["nothing has changed between v1 and the folder as it is"]


def test_a_shallow_clone_is_told_and_a_nul_is_no_revision(kept: Path, tmp_path: Path) -> None:
    commit(kept, "v2")
    git(tmp_path, "clone", "-q", "--depth", "1", kept.as_uri(), "clone")
    with pytest.raises(StudyError, match="there is no run HEAD~1") as error:
        changes(tmp_path / "clone", "HEAD~1")
    assert "git fetch --unshallow" in error.value.hint
    with pytest.raises(StudyError, match="and no git revision"):
        changes(kept, "HE\0AD")


def test_what_results_depend_on_is_told_too(kept: Path) -> None:
    """A sentence that held because its claim, or a word, had been changed seemed to have moved by itself."""
    for name, old, new in (
        ("briefing/findings.yaml", "kind: all", "kind: most"),
        ("study.toml", 'most = "2/3"', 'most = "1/2"'),
        ("corpus/guide.yaml", "Is there money?", "How much money is there?"),
        ("corpus/documents.csv", "2026-05-04,I=interviewer;Bea=Warden", "2026-05-01,I=interviewer;Bea=Cook"),
    ):
        path = kept / name
        assert old in path.read_text(encoding="utf-8")
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert changes(kept, "v1") == [
        "P02: date was 2026-05-04, is 2026-05-01",
        "P02: who speaks in it is told otherwise",
        "the guide has changed",
        "study.toml: [words] most was 2/3 or more, is 1/2 or more",
        "weakened: Everybody speaks of trust. (1 of 2 places; was broken; its claim was all: trust, is most: trust)",
    ]
