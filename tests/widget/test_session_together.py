"""Several people, several programs, several threads on one document."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from collabstudy import read_study

Open = Callable[..., Any]
Lines = Callable[..., list[dict[str, Any]]]

HOLD = """
import sys
from pathlib import Path
from collabstudy.io.logbook import open_logbook
open_logbook(Path(sys.argv[1]), "mira", "P01")
print("held", flush=True)
sys.stdin.read()
"""


def test_while_another_program_holds_the_log_it_can_be_read_and_afterwards_written(
    open_coder: Open, folder: Path, lines: Lines
) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    page = open_coder()
    doc = page.hello()
    assert doc["readonly"] == "mira's codings of P01 are open in another notebook"
    told = page.do("add", op_id="x", code="trust", **page.at("The neighbours"))
    assert (told["kind"], told["why"], told["fatal"]) == ("nack", "readonly", False)
    assert lines() == []
    other.communicate("")
    doc, pong = page.say(kind="ping", outbox=1)
    assert (doc["kind"], doc["readonly"], pong["kind"]) == ("doc", None, "pong")
    assert page.do("add", op_id="x", code="trust", **page.at("The neighbours"))["kind"] == "ack"
    assert len(lines()) == 1


def test_messages_on_many_threads_lose_nothing_and_keep_their_order(open_coder: Open, lines: Lines) -> None:
    page = open_coder()
    page.hello()
    starts = range(len(page.text) - 20)
    places = [start for start in starts if page.text[start : start + 20].strip()][:40]

    def code(start: int) -> None:
        op = {"op_id": f"t{start}", "base": page.sha, "type": "add", "code": "trust", "start": start, "end": start + 20}
        page.say(kind="op", op=op)

    workers = [threading.Thread(target=code, args=(start,)) for start in places]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    acks = [message for message in page.sent if message["kind"] == "ack"]
    assert len(acks) == len(places) == 40
    assert [ack["prev"] for ack in acks][1:] == [ack["rev"] for ack in acks][:-1]
    made = {coding["id"] for ack in acks for coding in ack["add"]}
    assert {line["id"] for line in lines()} == made
    assert len({(line["start"], line["end"]) for line in lines()}) == len(made)  # trimmed of spaces, some were the same


def test_two_coders_are_laid_side_by_side_and_the_consensus_has_a_file_of_its_own(
    open_coder: Open, lines: Lines
) -> None:
    jonas = open_coder(by="jonas")
    jonas.hello()
    same = jonas.at("The neighbours")
    jonas.do("add", code="trust", **same)
    longer = jonas.do("add", code="trust", **jonas.at("I trusted them in the flood"))["coding"]
    other = jonas.do("add", code="money", **jonas.at("There was no money"))["coding"]
    mira = open_coder()
    assert mira.hello()["coders"] == ["jonas"]
    mira.do("add", code="trust", **same)
    shorter = mira.do("add", code="trust", **mira.at("I trusted them"))["coding"]
    mine = mira.do("add", code="trust", **mira.at("was no money"))["coding"]
    patch, _ = jonas.say(kind="ping", outbox=0)
    assert patch["coders"] == ["mira"]  # who was not here before
    (told,) = mira.say(kind="ask", what="compare", coder="jonas")
    assert [(d["why"], d["mine"], d["theirs"]) for d in told["disagreements"]] == [
        ("boundary", [shorter], [longer]),
        ("other_code", [mine], [other]),
    ]
    assert told["done"] == {"mira": False, "jonas": False}
    before = lines(coder="mira"), lines(coder="jonas")

    seen = len(mira.sent)
    mira.do("adopt", codings=[longer], note="the flood belongs to it")
    fresh = next(m for m in mira.sent[seen:] if m["kind"] == "other")
    (copy,) = fresh["consensus"]["codings"]
    assert (copy["code"], copy["memo"], copy["coder"]) == ("trust", "the flood belongs to it", "consensus")
    (line,) = lines(coder="consensus")
    assert (line["event"], line["by"], line["suggestion"]) == ("accept", "jonas", longer)
    assert (lines(coder="mira"), lines(coder="jonas")) == before

    mira.do("adopt", codings=[longer])
    assert len(lines(coder="consensus")) == 1  # it has it already
    mira.do("remove", coding=copy["id"])
    assert [line["event"] for line in lines(coder="consensus")] == ["accept", "remove"]
    assert fresh["figures"] == []  # nobody has read it to the end yet
    mira.do("done", consensus=True)
    assert lines(coder="consensus")[-1]["event"] == "done"
    assert (lines(coder="mira"), lines(coder="jonas")) == before


def test_who_thinks_again_has_the_other_coding_in_the_consensus_and_not_both(open_coder: Open, lines: Lines) -> None:
    jonas = open_coder(by="jonas")
    jonas.hello()
    longer = jonas.do("add", code="trust", **jonas.at("I trusted them in the flood"))["coding"]
    mira = open_coder()
    mira.hello()
    shorter = mira.do("add", code="trust", **mira.at("I trusted them"))["coding"]
    mira.say(kind="ask", what="compare", coder="jonas")

    def agreed() -> list[str]:
        told = next(m for m in reversed(mira.sent) if m["kind"] == "other")
        return [coding["id"] for coding in told["consensus"]["codings"]]

    mira.do("adopt", codings=[longer])
    (first,) = agreed()
    mira.do("adopt", codings=[shorter], without=[first])
    (second,) = agreed()
    assert second != first
    mira.do("adopt", codings=[longer], without=[second])  # and once more: what was taken out comes back
    assert agreed() == [first]
    mira.do("adopt", codings=[], without=[first])
    assert agreed() == []
    assert mira.do("adopt", codings=[], without=[first])["said"] == "The consensus has it already"
    with_both = mira.do("adopt", codings=[shorter, longer])
    assert with_both["said"] == "Into the consensus: 2"
    assert [line["event"] for line in lines(coder="consensus")] == [
        *("accept", "remove", "accept", "remove", "accept", "remove"),
        *("accept", "accept"),
    ]


def test_a_second_note_on_the_consensus_stands_below_the_first(open_coder: Open) -> None:
    jonas = open_coder(by="jonas")
    jonas.hello()
    jonas.do("add", code="trust", **jonas.at("I trusted them in the flood"))
    mira = open_coder()
    mira.hello()
    mira.say(kind="ask", what="compare", coder="jonas")
    mira.do("adopt", codings=[], note="turn 2: the flood belongs to it")
    mira.do("adopt", codings=[], note="turn 4: ask again")
    told = next(m for m in reversed(mira.sent) if m["kind"] == "other")
    assert told["consensus"]["memo"] == "turn 2: the flood belongs to it\nturn 4: ask again"


def test_when_both_are_done_their_agreement_is_told_beside_the_places(open_coder: Open) -> None:
    jonas = open_coder(by="jonas")
    jonas.hello()
    jonas.do("add", code="trust", **jonas.at("The neighbours"))
    jonas.do("done")
    mira = open_coder()
    mira.hello()
    mira.do("add", code="trust", **mira.at("The neighbours"))
    mira.do("done")
    (told,) = mira.say(kind="ask", what="compare", coder="jonas")
    assert told["disagreements"] == []
    figures = {figure["name"]: figure["text"] for figure in told["figures"]}
    assert figures["Krippendorff's α, turns"] == figures["Cohen's κ, characters"] == "1.00"
    assert figures["Trust: Krippendorff's α, turns"] == "1.00"


def test_the_consensus_can_be_coded_by_hand_too(open_coder: Open, lines: Lines) -> None:
    page = open_coder(by="consensus")
    assert page.hello()["notes"] == []
    page.do("add", code="trust", **page.at("The neighbours"))
    assert lines(coder="consensus")[0]["coder"] == "consensus"


def test_words_that_are_gone_leave_a_coding_that_can_be_placed_or_set_aside(open_coder: Open, folder: Path) -> None:
    page = open_coder()
    page.hello()
    page.do("add", op_id="c1", code="trust", memo="strong", **page.at("I trusted them in the flood."))
    page.do("add", op_id="c2", code="money", **page.at("There was no money at all."))
    path = folder / "corpus" / "interviews" / "P01.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(" I trusted them in the flood.", "").replace("There was no money at all.", "Well."))
    page.say(kind="ping", outbox=0)
    doc = page.hello()
    lost = {coding["id"]: coding for coding in doc["codings"]}
    assert {name: coding["status"] for name, coding in lost.items()} == {"c1": "orphaned", "c2": "orphaned"}
    assert "start" not in lost["c1"]
    assert (lost["c1"]["quote"], lost["c1"]["memo"]) == ("I trusted them in the flood.", "strong")
    assert sorted(one["coding"] for one in doc["review"]) == ["c1", "c2"]

    told = page.do("move", coding="c1", **page.at("The neighbours"))
    (placed,) = told["change"]
    assert (placed["status"], placed["start"], placed["memo"]) == ("kept", page.text.index("The neighbours"), "strong")
    told = page.do("retire", coding="c2")
    assert told["change"][0]["status"] == "retired"
    assert told["review"] == []
    undone = page.do("undo")
    assert undone["change"][0]["status"] == "orphaned"


def test_where_a_question_was_asked_is_kept_apart_and_can_be_taken_back(open_coder: Open, folder: Path) -> None:
    page = open_coder()
    assert page.hello()["questions"] == [{"id": "q1", "text": "Whom do you trust?", "codes": ["trust"]}]
    told = page.do("asked", question="q1", **page.at("Whom do you trust?"))
    assert told["add"] == []
    (mark,) = told["asked"]
    assert (mark["question"], page.text[mark["start"] : mark["end"]]) == ("q1", "Whom do you trust?")
    study = read_study(folder)
    assert study.codings == ()
    assert len(study.folded.asked) == 1
    assert page.do("remove", coding=mark["id"])["asked"] == []
    assert page.do("asked", question="q9", **page.at("Whom"))["why"] == "gone"


def test_memos_about_a_case_are_seen_in_its_other_documents(open_coder: Open) -> None:
    page = open_coder()
    page.hello()
    assert page.do("memo", about="case:elm", memo="a close village")["memos"] == {"case:elm": "a close village"}
    page.do("memo", about="document", memo="noisy room")
    page.do("add", op_id="c1", code="trust", **page.at("The neighbours"))
    assert page.do("memo", coding="c1", memo="first")["change"][0]["memo"] == "first"
    other = open_coder("P02")
    assert other.hello()["memos"] == {"case:elm": "a close village"}
    assert page.hello()["memos"] == {"case:elm": "a close village", "document": "noisy room"}
    assert page.do("memo", about="document", memo="")["memos"] == {"case:elm": "a close village"}


NOTEBOOK = """
import collabstudy as cs
study = cs.read_study(r"{folder}")
cs.coder(study, "P01", coder="mira")
"""


@pytest.mark.parametrize("keep_widgets", [True, False])
def test_a_notebook_run_without_a_screen_keeps_a_card_and_no_word(
    open_coder: Open, folder: Path, tmp_path: Path, keep_widgets: bool
) -> None:
    import nbformat
    from nbclient import NotebookClient
    from nbconvert import HTMLExporter

    page = open_coder()
    page.hello()
    page.do("add", code="trust", **page.at("I trusted them"))
    page.widget.close()
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(NOTEBOOK.format(folder=folder))])
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    NotebookClient(book, store_widget_state=keep_widgets, resources={"metadata": {"path": str(tmp_path)}}).execute()
    saved = json.dumps(book, ensure_ascii=False)
    assert "run this cell" in saved.casefold() and "Trust: 1" in saved
    for word in ("neighbours", "trusted", "flood"):
        assert word not in saved, f"{word} is a word of the transcript"
    html, _ = HTMLExporter().from_notebook_node(book)
    assert "neighbours" not in html
    if not keep_widgets:
        assert "P01</strong> coded by mira: 1 coding, not marked as done" in html


def test_nbconvert_that_runs_a_notebook_draws_the_card(open_coder: Open, folder: Path, tmp_path: Path) -> None:
    """It kept the widget's state, chose its view, and the page was blank."""
    import nbformat

    page = open_coder()
    page.hello()
    page.do("add", code="trust", **page.at("I trusted them"))
    page.widget.close()
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(NOTEBOOK.format(folder=folder))])
    nbformat.write(book, tmp_path / "coding.ipynb")
    command = [sys.executable, "-m", "nbconvert", "--execute", "--to", "html", "coding.ipynb"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    html = (tmp_path / "coding.html").read_text(encoding="utf-8")
    assert "P01</strong> coded by mira: 1 coding, not marked as done" in html
    assert '<script type="application/vnd.jupyter.widget-view+json">' not in html
    assert "neighbours" not in html


def test_without_anywidget_it_says_what_to_install(folder: Path) -> None:
    code = """
import sys
sys.modules["anywidget"] = None
import collabstudy as cs
try:
    cs.coder(cs.read_study(sys.argv[1]), "P01", coder="mira")
except cs.StudyError as error:
    print(error)
"""
    told = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True).stdout
    assert told == "coding in a notebook needs anywidget\n  hint: pip install 'collabstudy[lab]'\n"


def test_a_document_withdrawn_while_it_is_open_is_not_coded_any_further(
    open_coder: Open, folder: Path, lines: Lines
) -> None:
    page = open_coder()
    page.hello()
    page.do("add", code="trust", **page.at("The neighbours"))
    register = folder / "corpus" / "documents.csv"
    told = register.read_text(encoding="utf-8")
    register.write_text(told.replace("Ann=Director,,role", "Ann=Director,,withdrawn"), encoding="utf-8")
    refused = page.do("add", code="money", **page.at("no money"))
    assert (refused["kind"], refused["fatal"]) == ("nack", False)
    assert "P01 was withdrawn" in refused["error"]
    assert len(lines()) == 1
    register.write_text(told, encoding="utf-8")
    assert page.do("add", code="money", **page.at("no money"))["kind"] == "ack"


def test_a_register_that_has_lost_the_document_is_said_and_no_coding_is_lost(
    open_coder: Open, folder: Path, lines: Lines
) -> None:
    page = open_coder()
    page.hello()
    page.do("add", code="trust", **page.at("The neighbours"))
    register = folder / "corpus" / "documents.csv"
    told = register.read_text(encoding="utf-8")
    register.write_text("".join(told.splitlines(keepends=True)[:1]), encoding="utf-8")
    error, _ = page.say(kind="ping", outbox=0)
    assert (error["kind"], error["error"]) == ("error", "no document P01")
    refused = page.do("add", op_id="x", code="money", **page.at("no money"))
    assert (refused["kind"], refused["fatal"]) == ("nack", False)
    register.write_text(told, encoding="utf-8")
    assert page.do("add", op_id="x", code="money", **page.at("no money"))["kind"] == "ack"
    assert [line["code"] for line in lines()] == ["trust", "money"]
    assert len(page.hello()["codings"]) == 2


def test_two_views_of_one_widget_go_on_beside_each_other(open_coder: Open) -> None:
    page = open_coder()
    page.say(kind="hello", proto=1, outbox=[], view="left")
    first = page.sent[-1]["rev"]
    page.hello()
    assert page.sent[-1]["rev"] == first  # so that the left one has missed nothing
    told = page.do("add", code="trust", **page.at("The neighbours"))
    assert (told["prev"], told["rev"]) == (first, first + 1)


def test_a_screen_whose_views_have_gone_is_told_nothing(open_coder: Open) -> None:
    old, new = open_coder(), open_coder()
    old.hello()
    new.hello()
    old.say(kind="bye")
    seen = len(old.sent)
    new.do("add", code="trust", **new.at("The neighbours"))
    assert old.sent[seen:] == []
    assert len(old.hello()["codings"]) == 1


def test_a_folder_that_is_nobodys_does_not_stop_the_coding(open_coder: Open, folder: Path) -> None:
    (folder / "codings" / "rules").mkdir(parents=True)
    (folder / "codings" / "rules" / "P01.jsonl").write_text("what is this\n", encoding="utf-8")
    (folder / "codings" / "jonas").mkdir()
    (folder / "codings" / "jonas" / "P01.jsonl").write_text("{broken\n", encoding="utf-8")
    page = open_coder()
    assert page.hello()["coders"] == ["jonas"]
    assert page.do("add", code="trust", **page.at("The neighbours"))["kind"] == "ack"
