"""The cells of the framework matrix as files: what people type is read, what is written is read again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from collabstudy.errors import StudyError
from collabstudy.io.summaries import read_summaries, remove_summary, summary_file, write_summary
from collabstudy.io.summary_text import parsed, written
from collabstudy.model.summary import Seen, Summary, paragraphs, tidy

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
IDS = st.from_regex(r"[\w:./-]{1,20}", fullmatch=True)
SEEN = st.builds(
    Seen,
    IDS,
    st.from_regex(r"[A-Z][\w .-]{0,8}\w", fullmatch=True),
    st.none() | st.integers(1, 9999),
    st.from_regex(r"[a-z][\w.:-]{0,8}\w", fullmatch=True),
    st.just("") | st.from_regex(r"[0-9a-f]{8}", fullmatch=True),
)


def put(folder: Path, file: str, text: str | bytes) -> None:
    path = folder / "briefing" / "summaries" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))


@given(
    text=WORDS,
    seen=st.none() | st.lists(SEEN, max_size=4, unique_by=lambda one: one.coding).map(tuple),
    cites=st.lists(IDS, max_size=3, unique=True).map(tuple),
    by=st.text("abc: -#'", max_size=8).map(str.strip),
)
@example(text="---\nnot a head\n---\nbelow", seen=None, cites=(), by="")
@example(text="- a list\n- goes on", seen=(), cites=("no", "1e3"), by="true")
@example(text="---\n---", seen=None, cites=(), by="")
def test_what_is_written_is_read_again(
    text: str, seen: tuple[Seen, ...] | None, cites: tuple[str, ...], by: str
) -> None:
    told = Summary("ash", "trust", tidy(text), seen, cites, "4096123456789012", by)
    assert parsed(written(told), case="ash", code="trust") == told


def test_a_text_as_somebody_types_it_is_a_summary() -> None:
    found = parsed("\ufeffTrust is told as work.\r\nIt took a year.\r\n\r\n", case="ash", code="trust")
    assert (found.text, found.seen, found.wrong) == ("Trust is told as work.\nIt took a year.", None, "")


@pytest.mark.parametrize("codings", ["[c-1, c-2]", "c-1 c-2", "\n- c-1\n- c-2", "c-1, c-2"])
def test_ids_may_be_typed_in_any_way_that_a_person_would(codings: str) -> None:
    found = parsed(f"---\ncodings: {codings}\n---\nText.\n", case="ash", code="trust")
    assert found.seen == (Seen("c-1"), Seen("c-2"))


def test_other_lines_of_the_head_and_remarks_are_kept() -> None:
    typed = "---\n# look again\nstatus: draft\ncodings:\n  c-1: P01, turn 2, mira\nasked: [ann,\n  bea]\n---\nText.\n"
    found = parsed(typed, case="ash", code="trust")
    assert found.seen == (Seen("c-1", "P01", 2, "mira"),)
    assert found.others == "# look again\nstatus: draft\nasked: [ann,\n  bea]"
    again = parsed(written(found), case="ash", code="trust")
    assert again == found


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("---\ncodings: {c-1: [}\n---\nText.\n", 2),
        ("---\nby: mira\ncites: {a: b}\n---\nText.\n", 3),
        ("---\ncodings:\n  c-1: [x]\n---\nText.\n", 3),
        ("---\nby: [a]\n---\nText.\n", 2),
    ],
)
def test_a_head_that_cannot_be_read_says_where_and_the_text_is_there_all_the_same(typed: str, line: int) -> None:
    found = parsed(typed, case="ash", code="trust")
    assert found.wrong
    assert (found.line, found.text, found.seen) == (line, "Text.", None)


def test_files_are_found_by_case_and_code_and_whatever_else_lies_there_says_so(tmp_path: Path) -> None:
    put(tmp_path, "ash/trust.md", "One.")
    put(tmp_path, "ash/trust~2.md", "Another.")
    put(tmp_path, "ash/power%2Fmoney.md", "Two.")
    put(tmp_path, "README.md", "What this is.")
    put(tmp_path, "ash/.hidden.md", "x")
    put(tmp_path, "loose.md", "x")
    put(tmp_path, "ash/deep/trust.md", "x")
    put(tmp_path, "ash/trust.txt", "x")
    put(tmp_path, "oak/trust.md", b"caf\xe9")
    found = {one.file.removeprefix("briefing/summaries/"): one for one in read_summaries(tmp_path)}
    assert set(found) == {
        *("ash/trust.md", "ash/trust~2.md", "ash/power%2Fmoney.md", "loose.md"),
        *("ash/deep/trust.md", "ash/trust.txt", "oak/trust.md"),
    }
    assert (found["ash/trust~2.md"].code, found["ash/trust~2.md"].number) == ("trust", 2)
    assert found["ash/power%2Fmoney.md"].code == "power/money"
    assert {name for name, one in found.items() if one.wrong == "lies where no cell is"} == {
        *("loose.md", "ash/deep/trust.md", "ash/trust.txt"),
    }
    assert (found["oak/trust.md"].wrong, found["oak/trust.md"].line) == ("not UTF-8", 1)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12))
def test_every_id_has_a_file_of_its_own_that_no_disk_refuses(code: str) -> None:
    file = summary_file("ash", code)
    assert file.count("/") == 3
    assert not set('\\:*?"<>|') & set(file)
    assert file.rsplit("/", 1)[1].removesuffix(".md") not in (".", "..", "")


def test_nothing_is_written_over_what_was_typed_meanwhile(tmp_path: Path) -> None:
    first = write_summary(tmp_path, Summary("ash", "trust", "One."), before="")
    put(tmp_path, "ash/trust.md", "Typed in an editor.\n")
    with pytest.raises(StudyError, match="was changed since it was read"):
        write_summary(tmp_path, Summary("ash", "trust", "Two."), before=first.version)
    with pytest.raises(StudyError, match="was written since it was read"):
        write_summary(tmp_path, Summary("ash", "trust", "Two."), before="")
    with pytest.raises(StudyError, match="was changed since it was read"):
        remove_summary(tmp_path, first)
    (now,) = read_summaries(tmp_path)
    assert now.text == "Typed in an editor."
    remove_summary(tmp_path, now)
    with pytest.raises(StudyError, match="was removed since it was read"):
        write_summary(tmp_path, now, before=now.version)


def test_of_several_who_write_at_once_one_is_kept_and_the_others_hear_so(tmp_path: Path) -> None:
    def write(number: int) -> str:
        try:
            return write_summary(tmp_path, Summary("ash", "trust", f"Text {number}."), before="").text
        except StudyError as error:
            return error.problem

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(write, range(8)))
    kept = [text for text in told if text.startswith("Text")]
    assert [one.text for one in read_summaries(tmp_path)] == kept
    assert len(kept) == 1
    assert set(told) - set(kept) == {"this summary was written since it was read"}


def test_lists_stay_lists_and_broken_lines_are_joined() -> None:
    assert paragraphs("One line\nand another.\n\nNext:\n- a\n- b\n2. c") == (
        *("One line and another.", "Next:", "- a", "- b", "2. c"),
    )
