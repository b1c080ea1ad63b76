"""The logbook: one writer, everything on disk when it says so, and undo that outlives the kernel."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from collabstudy.errors import LockedError, LogError
from collabstudy.io.kept import keep_text, kept_text
from collabstudy.io.log import append_events, events_of, read_events
from collabstudy.io.logbook import open_logbook
from collabstudy.model.log import Event, fold
from collabstudy.model.span import text_hash

TRUST: dict[str, Any] = {"code": "trust", "start": 4, "end": 9, "quote": "Crème"}


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "codings/mira/P01.jsonl").read_bytes().splitlines()]


def test_what_is_written_has_an_id_a_time_and_the_codebook(tmp_path: Path) -> None:
    with open_logbook(tmp_path, "mira", "P01", codebook="b1") as book:
        first = book.write("add", **TRUST)
        second = book.write("done", text="t1")
        assert book.events == (first, second) == tuple(read_events(tmp_path, []))
    assert [line["event"] for line in lines(tmp_path)] == ["add", "done"]
    assert len({line["id"] for line in lines(tmp_path)}) == 2
    assert lines(tmp_path)[0]["codebook"] == "b1"
    assert lines(tmp_path)[0]["time"] < lines(tmp_path)[1]["time"]
    assert first.details["coding"] == fold([first]).codings[0].id != ""


def test_the_same_event_sent_twice_is_one_line(tmp_path: Path) -> None:
    with open_logbook(tmp_path, "mira", "P01") as book:
        once = book.write("add", id="op-1", **TRUST)
        assert book.write("add", id="op-1", **TRUST) == once
    with open_logbook(tmp_path, "mira", "P01") as book:
        assert book.write("add", id="op-1", **TRUST) == once
        undone = book.undo(id="op-2")
        assert book.undo(id="op-2") == undone
        assert book.folded.codings == ()
    assert len(lines(tmp_path)) == 2


def test_undo_and_redo_go_on_after_the_kernel_has_died(tmp_path: Path) -> None:
    with open_logbook(tmp_path, "mira", "P01") as book:
        coding = book.write("add", **TRUST).details["coding"]
        book.write("recode", coding=coding, code="money")
        book.write("memo", coding=coding, memo="look again")
        book.undo()
    with open_logbook(tmp_path, "mira", "P01") as book:
        assert [(c.code, c.memo) for c in book.folded.codings] == [("money", "")]
        book.undo()
        book.undo()
        assert book.undo() is None
        assert book.folded.codings == ()
        assert [c.code for c in book.folded.removed] == ["trust"]
    with open_logbook(tmp_path, "mira", "P01") as book:
        while book.redoable:
            book.redo()
        assert [(c.id, c.code, c.memo) for c in book.folded.codings] == [(coding, "money", "look again")]
    assert len(lines(tmp_path)) == 9


def test_doing_something_new_forgets_what_could_be_redone(tmp_path: Path) -> None:
    with open_logbook(tmp_path, "mira", "P01") as book:
        book.write("add", **TRUST)
        book.undo()
        assert book.redoable is not None
        book.write("done")
        assert book.redoable is None and book.redo() is None


def test_a_memo_about_a_case_comes_back_even_when_it_was_written_in_another_document(tmp_path: Path) -> None:
    with open_logbook(tmp_path, "mira", "P01") as book:
        book.write("memo", about="case:here", memo="first")
    with open_logbook(tmp_path, "mira", "P02") as book:
        book.write("memo", about="case:here", memo="second")
        book.undo()
    (memo,) = fold(read_events(tmp_path, [])).memos
    assert (memo.about, memo.memo) == ("case:here", "first")


def test_time_only_goes_forward(tmp_path: Path) -> None:
    ahead = Event("e1", "2999-01-01T00:00:00Z", "add", "mira", "P01", details={"coding": "c1", **TRUST})
    append_events(tmp_path, [ahead])
    with open_logbook(tmp_path, "mira", "P01") as book:
        book.write("recode", coding="c1", code="money")
        assert [c.code for c in book.folded.codings] == ["money"]
        book.undo()
    assert [line["time"] for line in lines(tmp_path)][1:] == [
        "2999-01-01T00:00:00.000001Z",
        "2999-01-01T00:00:00.000002Z",
    ]


def test_what_says_nothing_or_cannot_be_read_again_is_not_written(tmp_path: Path) -> None:
    with open_logbook(tmp_path, "mira", "P01") as book:
        coding = book.write("add", **TRUST).details["coding"]
        before = book.path.read_bytes()
        for do, details in (
            ("recode", {"coding": "c9", "code": "money"}),
            ("add", {**TRUST, "coding": coding}),
            ("add", {**TRUST, "start": 9}),
            ("memo", {"memo": "about what?"}),
            ("reanchor", {"coding": coding, "status": "banana"}),
        ):
            with pytest.raises(LogError):
                book.write(do, **details)  # type: ignore[arg-type]
        with pytest.raises(LogError):
            book.append([Event("", "", "done", "jonas", "P01")])
        with pytest.raises(LogError):  # all or none
            book.append([Event("", "", "done", "mira", "P01"), Event("", "", "memo", "mira", "P01")])
        assert book.path.read_bytes() == before


def test_a_line_that_a_crash_tore_is_cut_wherever_it_was_torn(tmp_path: Path) -> None:
    with open_logbook(tmp_path, "mira", "P01") as book:
        book.write("add", **TRUST)
        whole = book.path.read_bytes()
        book.write("memo", about="document", memo="ё\u2028 {not the end}")
        torn = book.path.read_bytes()[len(whole) :]
    assert len(torn) > 100
    for cut in range(1, len(torn) - 1):
        book.path.write_bytes(whole + torn[:cut])
        with open_logbook(tmp_path, "mira", "P01") as book:
            assert book.repaired == torn[:cut]
            assert len(book.events) == 1
            assert book.path.read_bytes() == whole


def test_half_a_letter_in_a_memo_stops_no_table(tmp_path: Path) -> None:
    with open_logbook(tmp_path, "mira", "P01") as book:
        made = book.write("add", **TRUST, memo="a \ud83d b")
        assert made.details["memo"] == book.folded.codings[0].memo == "a \ufffd b"
    [again] = read_events(tmp_path, [])
    assert again == made


def test_a_hand_written_line_without_an_id_swallows_nothing(tmp_path: Path) -> None:
    with open_logbook(tmp_path, "mira", "P01") as book:
        book.write("add", **TRUST)
        line = book.path.read_bytes()
        told = json.loads(line) | {"id": "", "coding": "c-by-hand"}
        book.path.write_bytes(line + json.dumps(told).encode() + b"\n")
        book.write("add", **TRUST | {"code": "money"})
        assert [event.details["code"] for event in book.events] == ["trust", "money"]


@pytest.mark.parametrize(
    ("tail", "repaired", "kept"),
    [
        (b'{"event":"add","id":"e9"' + b"\0" * 40, True, b""),  # a power cut left zeros
        (b"\0" * 40, True, b""),
        (b"a note that somebody wrote", False, b"a note that somebody wrote\n"),
        (b'{"id":"e9","event":"ad', False, b'{"id":"e9","event":"ad\n'),  # not as we write it
        (b'{"event":"memo","memo":"a "b" c"}', False, b'{"event":"memo","memo":"a "b" c"}\n'),  # an editor's work
        (b'{"event":"done","id":"e9",}', False, b'{"event":"done","id":"e9",}\n'),
        (b'{"event":"memo","memo":"caf\xe9"}', False, b'{"event":"memo","memo":"caf\xe9"}\n'),  # saved as Latin-1
    ],
)
def test_only_our_own_unfinished_line_is_cut(tmp_path: Path, tail: bytes, repaired: bool, kept: bytes) -> None:
    with open_logbook(tmp_path, "mira", "P01") as book:
        book.write("add", **TRUST)
    whole = book.path.read_bytes()
    book.path.write_bytes(whole + tail)
    with open_logbook(tmp_path, "mira", "P01") as book:
        assert bool(book.repaired) is repaired
        assert book.path.read_bytes() == whole + kept
        book.write("done")
        assert len(book.events) == 2


def test_a_whole_line_that_lacks_only_its_end_is_kept(tmp_path: Path) -> None:
    with open_logbook(tmp_path, "mira", "P01") as book:
        book.write("add", **TRUST)
    whole = book.path.read_bytes()
    book.path.write_bytes(whole[:-1])
    with open_logbook(tmp_path, "mira", "P01") as book:
        assert (book.repaired, len(book.events), book.path.read_bytes()) == (b"", 1, whole)


def test_in_one_process_a_log_is_opened_once_and_threads_take_turns(tmp_path: Path) -> None:
    book, same = open_logbook(tmp_path, "mira", "P01"), open_logbook(tmp_path, "mira", "P01")
    assert book is same

    def work(start: int) -> None:
        for number in range(25):
            book.write("add", code="trust", start=start + number, end=start + number + 1, quote="x")

    threads = [threading.Thread(target=work, args=(1000 * n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    book.close()
    same.write("done")  # one of the two still has it open
    same.close()
    with pytest.raises(LogError, match="closed"):
        book.write("done")
    problems: list[Any] = []
    events = events_of(tmp_path, "mira", "P01", problems)
    assert len(events) == 101 and problems == []
    assert [event.time for event in events] == sorted({event.time for event in events})


def test_a_file_that_git_has_changed_meanwhile_is_read_again(tmp_path: Path) -> None:
    with open_logbook(tmp_path, "mira", "P01") as book:
        book.write("add", **TRUST)
        theirs = Event("e-theirs", "2999-01-01T00:00:00Z", "add", "mira", "P01", details={"coding": "c2", **TRUST})
        append_events(tmp_path, [theirs])
        assert len(book.folded.codings) == 2
        merged = book.path.with_suffix(".new")
        merged.write_bytes(book.path.read_bytes())
        merged.replace(book.path)  # as git writes: a new file in its place
        book.write("recode", coding="c2", code="money")
        assert [c.code for c in book.folded.codings] == ["trust", "money"]
    assert len(lines(tmp_path)) == 3


def test_bytes_are_on_disk_before_it_returns_and_so_are_the_names_of_new_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[str, int]] = []
    sync = os.fsync

    def noting(handle: int) -> None:
        found = os.fstat(handle)
        name = next((p for p in [tmp_path, *tmp_path.rglob("*")] if p.stat().st_ino == found.st_ino), tmp_path)
        synced.append((name.relative_to(tmp_path).as_posix(), found.st_size))
        sync(handle)

    monkeypatch.setattr(os, "fsync", noting)
    with open_logbook(tmp_path, "mira", "P01") as book:
        book.write("done")
        assert ("codings/mira/P01.jsonl", book.path.stat().st_size) in synced
        assert {"codings/mira", "codings", "."} <= {name for name, _ in synced}
        synced.clear()
        book.write("done", undo=True)
        assert synced == [("codings/mira/P01.jsonl", book.path.stat().st_size)]


def test_the_text_that_is_coded_is_kept_before_the_first_event_that_names_it(tmp_path: Path) -> None:
    text = "Die Crème,\rsagt sie\u2029."
    with open_logbook(tmp_path, "mira", "P01") as book:
        book.append([Event("", "", "add", "mira", "P01", details={**TRUST, "text": text_hash(text)})], text=text)
        assert book.keep(text) == text_hash(text)
    assert kept_text(tmp_path, text_hash(text)) == text
    assert (tmp_path / "codings/texts" / f"{text_hash(text)}.txt").read_bytes() == text.encode()


def test_a_kept_text_with_other_line_ends_is_that_text_and_any_other_is_not(tmp_path: Path) -> None:
    name = keep_text(tmp_path, "one\ntwo\n")
    path = tmp_path / "codings/texts" / f"{name}.txt"
    path.write_bytes(b"one\r\ntwo\r\n")
    assert kept_text(tmp_path, name) == "one\ntwo\n"
    path.write_bytes(b"one\nthree\n")
    assert kept_text(tmp_path, name) is None
    assert kept_text(tmp_path, "../../etc/passwd") is None
    keep_text(tmp_path, "one\ntwo\n")
    assert path.read_bytes() == b"one\ntwo\n"


HOLDER = """
import sys
from pathlib import Path
from collabstudy.io.logbook import open_logbook
book = open_logbook(Path(sys.argv[1]), "mira", "P01")
book.write("add", code="trust", start=0, end=1, quote="x")
print("open", flush=True)
sys.stdin.read()
"""


def test_a_second_kernel_reads_and_does_not_write_until_the_first_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"open\n"
        with pytest.raises(LockedError, match="another program"):
            open_logbook(tmp_path, "mira", "P01")
        assert len(events_of(tmp_path, "mira", "P01", [])) == 1
        with open_logbook(tmp_path, "mira", "P02") as other, open_logbook(tmp_path, "jonas", "P01") as another:
            other.write("done")
            another.write("done")
        first.kill()
        first.wait()
    with open_logbook(tmp_path, "mira", "P01") as book:
        book.write("done")
        assert len(book.events) == 2


def test_a_coder_is_not_two_where_capitals_do_not_count(tmp_path: Path) -> None:
    with open_logbook(tmp_path, "mira", "P01") as book:
        book.write("done")
    with pytest.raises(LogError, match="there is a coder `mira`"):
        open_logbook(tmp_path, "Mira", "P01")
