"""The coder's Python side: what the page is told, what is written, and when."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from collabstudy import StudyError, read_study

Open = Callable[..., Any]
Lines = Callable[..., list[dict[str, Any]]]


def test_hello_is_answered_with_the_document_and_nothing_is_written_by_looking(open_coder: Open, lines: Lines) -> None:
    page = open_coder()
    doc = page.hello()
    turns = doc["document"]["turns"]
    assert [turn["speaker"] for turn in turns] == ["I", "Ann", "I", "Ann"]
    assert [turn["interviewer"] for turn in turns] == [True, False, True, False]
    assert [doc["document"]["text"][t["start"] : t["end"]] for t in turns][3] == "There was no money at all."
    assert [code["path"] for code in doc["codes"]] == ["Trust", "Money"]
    assert (doc["coder"], doc["readonly"], doc["blind"], doc["done"]) == ("mira", None, False, None)
    assert (doc["codings"], doc["suggestions"], doc["review"], doc["notes"]) == ([], [], [], [])
    assert lines() == []


def test_a_coding_is_on_disk_with_its_words_before_it_is_acknowledged(open_coder: Open, lines: Lines) -> None:
    page = open_coder()
    page.hello()
    told = page.do("add", code="trust", **page.at("I trusted them"))
    (line,) = lines()
    assert (line["event"], line["code"], line["quote"], line["id"]) == ("add", "trust", "I trusted them", told["op_id"])
    assert page.text[line["start"] : line["end"]] == "I trusted them"
    assert (told["kind"], told["coding"], told["said"]) == ("ack", told["op_id"], "Coded: Trust, 3 words")
    assert [coding["id"] for coding in told["add"]] == [told["op_id"]]
    assert told["rev"] == told["prev"] + 1
    assert told["can"] == {"undo": "coded Trust", "redo": None}


def test_the_same_operation_twice_is_one_line_and_two_acks(open_coder: Open, lines: Lines) -> None:
    page = open_coder()
    page.hello()
    first = page.do("add", op_id="x", code="trust", **page.at("The neighbours"))
    second = page.do("add", op_id="x", code="trust", **page.at("The neighbours"))
    assert (first["kind"], second["kind"]) == ("ack", "ack")
    assert len(lines()) == 1
    assert (len(first["add"]), second["add"], second["coding"]) == (1, [], "x")


def test_the_same_code_on_the_same_words_is_no_second_coding(open_coder: Open, lines: Lines) -> None:
    page = open_coder()
    page.hello()
    first = page.do("add", code="trust", **page.at("The neighbours"))
    second = page.do("add", code="trust", **page.at(" The neighbours"))
    assert (second["kind"], second["coding"], second["add"]) == ("ack", first["coding"], [])
    assert second["said"] == "Coded: Trust: it stands here already"
    assert len(lines()) == 1


def test_what_a_page_had_in_its_outbox_when_the_kernel_died_is_known_again(open_coder: Open) -> None:
    page = open_coder()
    page.hello()
    page.do("add", op_id="saved", code="trust", **page.at("The neighbours"))
    page.widget.close()
    later = open_coder()
    doc = later.hello(outbox=("saved", "never-came"))
    assert doc["acked"] == ["saved"]
    assert [coding["id"] for coding in doc["codings"]] == ["saved"]
    assert doc["can"] == {"undo": "coded Trust", "redo": None}


def test_a_second_screen_hears_of_what_was_done_on_the_first(open_coder: Open) -> None:
    study = None
    one, two = open_coder(study=study), open_coder(study=study)
    one.hello()
    two.hello()
    seen = len(two.sent)
    told = one.do("add", code="trust", **one.at("The neighbours"))
    (patch,) = two.sent[seen:]
    assert patch["kind"] == "patch"
    assert patch["add"] == told["add"]
    assert patch["rev"] == patch["prev"] + 1
    one.widget.close()
    assert two.do("remove", coding=told["coding"])["remove"] == [told["coding"]]


def test_what_another_program_wrote_arrives_with_the_next_ping(open_coder: Open, folder: Path) -> None:
    page = open_coder()
    page.hello()
    page.do("add", op_id="here", code="trust", **page.at("The neighbours"))
    path = folder / "codings" / "mira" / "P01.jsonl"
    pulled = path.read_text(encoding="utf-8").replace('"here"', '"pulled"').replace('"trust"', '"money"')
    path.write_text(path.read_text(encoding="utf-8") + pulled, encoding="utf-8")
    patch, pong = page.say(kind="ping", outbox=0)
    assert [coding["id"] for coding in patch["add"]] == ["pulled"]
    assert (pong["kind"], pong["rev"]) == ("pong", patch["rev"])


def test_a_corrected_text_is_shown_anew_and_its_codings_are_carried_over_on_disk(
    open_coder: Open, folder: Path, lines: Lines
) -> None:
    page = open_coder()
    before = page.hello()["document"]["sha"]
    page.do("add", op_id="c1", code="trust", **page.at("I trusted them in the flood"))
    path = folder / "corpus" / "interviews" / "P01.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("The neighbours", "All the neighbours"), encoding="utf-8")
    doc, _ = page.say(kind="ping", outbox=0)
    assert doc["kind"] == "doc"
    assert doc["document"]["sha"] != before
    (coding,) = doc["codings"]
    assert doc["document"]["text"][coding["start"] : coding["end"]] == "I trusted them in the flood", (
        "the coding stands four letters further on"
    )
    assert [line["event"] for line in lines()] == ["add", "reanchor"]
    assert doc["can"]["undo"] == "coded Trust"  # what the machine did is not undone


def test_a_coding_made_on_the_old_text_is_carried_over_and_never_put_on_other_words(
    open_coder: Open, folder: Path, lines: Lines
) -> None:
    page = open_coder()
    page.hello()
    place = page.at("There was no money")
    path = folder / "corpus" / "interviews" / "P01.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("The neighbours", "All the neighbours"), encoding="utf-8")
    told = page.do("add", op_id="late", code="money", **place)
    assert told["kind"] == "ack"
    doc = page.sent[-1]
    assert doc["kind"] == "doc"
    (coding,) = doc["codings"]
    assert doc["document"]["text"][coding["start"] : coding["end"]] == "There was no money"
    assert (lines()[0]["event"], lines()[0]["quote"]) == ("add", "There was no money")


def test_a_coding_made_on_a_text_that_nobody_has_any_more_is_refused(open_coder: Open, lines: Lines) -> None:
    page = open_coder()
    page.hello()
    told = page.do("add", code="money", base="0123456789abcdef", start=0, end=4)
    assert (told["kind"], told["why"], told["fatal"]) == ("nack", "text", True)
    assert "the text has changed" in told["error"]
    assert page.sent[-1]["kind"] == "doc"
    assert lines() == []


def test_undo_and_redo_work_over_a_restart(open_coder: Open, lines: Lines) -> None:
    page = open_coder()
    page.hello()
    coding = page.do("add", code="trust", **page.at("The neighbours"))["coding"]
    page.widget.close()
    page = open_coder()
    page.hello()
    undone = page.do("undo", op_id="u1")
    assert (undone["remove"], undone["can"]) == ([coding], {"undo": None, "redo": "coded Trust"})
    redone = page.do("redo", op_id="r1")
    assert [c["id"] for c in redone["add"]] == [coding]
    assert page.do("undo", op_id="u1")["remove"] == []  # sent a second time, it is not done a second time
    assert [line["event"] for line in lines()] == ["add", "remove", "add"]
    page.do("undo")
    assert page.do("undo")["said"] == "Nothing to undo"


def test_a_disk_that_refuses_is_said_and_the_operation_may_be_sent_again(
    open_coder: Open, folder: Path, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    page = open_coder()
    page.hello()
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", _no_space)
        told = page.do("add", op_id="x", code="trust", **page.at("The neighbours"))
    assert (told["kind"], told["why"], told["fatal"]) == ("nack", "disk", False)
    assert "No space left on device" in told["error"]
    assert told["hint"]
    assert lines() == []
    assert page.do("add", op_id="x", code="trust", **page.at("The neighbours"))["kind"] == "ack"
    assert len(lines()) == 1


def _no_space(_: int) -> None:
    raise OSError(28, "No space left on device")


def test_blind_hides_suggestions_and_others_until_the_document_is_done(open_coder: Open) -> None:
    other = open_coder(by="jonas")
    other.hello()
    other.do("add", code="trust", **other.at("The neighbours"))
    page = open_coder(blind=True, suggestions=True)
    assert page.widget._session.suggesting.wait(60)
    doc = page.hello()
    assert (doc["blind"], doc["suggestions"], doc["coders"]) == (True, [], [])
    (answer,) = page.say(kind="ask", what="compare", coder="jonas")
    assert answer["refused"]
    assert "codings" not in answer
    page.do("done")
    doc = next(m for m in reversed(page.sent) if m["kind"] == "doc")
    assert (doc["blind"], doc["coders"]) == (False, ["jonas"])
    assert len(doc["suggestions"]) > 0
    (answer,) = page.say(kind="ask", what="compare", coder="jonas")
    assert len(answer["codings"]) == 1


def test_suggestions_are_the_rules_and_go_where_they_were_decided_on(open_coder: Open, lines: Lines) -> None:
    page = open_coder(suggestions=True)
    page.hello()
    assert page.widget._session.suggesting.wait(60)
    doc = page.hello()
    found = {(s["code"], page.text[s["start"] : s["end"]]): s["id"] for s in doc["suggestions"]}
    assert set(found) == {("trust", "trusted"), ("money", "money")}  # the interviewer's words are no evidence
    told = page.do("accept", suggestion=found["trust", "trusted"], shown_ms=1200)
    assert told["suggestions"] == {"add": [], "remove": [found["trust", "trusted"]]}
    told = page.do("reject", suggestion=found["money", "money"])
    assert told["suggestions"]["remove"] == [found["money", "money"]]
    accept, reject = lines()
    assert (accept["event"], accept["by"], accept["changed"], accept["shown_ms"]) == ("accept", "rules", False, 1200)
    assert (reject["event"], reject["quote"]) == ("reject", "money")
    undone = page.do("undo")
    assert [s["id"] for s in undone["suggestions"]["add"]] == [found["money", "money"]]
    undone = page.do("undo")
    assert [s["id"] for s in undone["suggestions"]["add"]] == [found["trust", "trusted"]]


def test_an_accepted_suggestion_that_was_removed_again_does_not_come_back(open_coder: Open) -> None:
    page = open_coder(suggestions=True)
    assert page.widget._session.suggesting.wait(60)
    doc = page.hello()
    suggestion = next(s["id"] for s in doc["suggestions"] if s["code"] == "money")
    coding = page.do("accept", suggestion=suggestion, **page.at("no money at all"))["coding"]
    told = page.do("remove", coding=coding)
    assert told["remove"] == [coding]
    assert suggestion not in [s["id"] for s in told.get("suggestions", {}).get("add", [])]
    assert suggestion not in [s["id"] for s in page.hello()["suggestions"]]


def test_where_the_same_code_stands_already_nothing_is_suggested(open_coder: Open) -> None:
    page = open_coder(suggestions=True)
    assert page.widget._session.suggesting.wait(60)
    page.hello()
    told = page.do("add", code="trust", **page.at("I trusted them"))
    assert len(told["suggestions"]["remove"]) == 1


def test_a_new_code_is_in_the_codebook_with_its_comments_and_on_the_words(open_coder: Open, folder: Path) -> None:
    page = open_coder()
    page.hello()
    told = page.do("newcode", name="In the flood", parent="trust", **page.at("in the flood"))
    assert told["kind"] == "ack"
    assert [code["id"] for code in told["codes"]] == ["trust", told["code"], "money"]
    assert [(c["code"], page.text[c["start"] : c["end"]]) for c in told["add"]] == [(told["code"], "in the flood")]
    book = (folder / "codebooks" / "book.yaml").read_text(encoding="utf-8")
    assert book.startswith("# Kept by mira\n")
    assert read_study(folder).codebook[told["code"]].parent == "trust"
    again = page.do("newcode", name="in the flood", parent="trust")
    assert again["code"] == told["code"]


def test_a_codebook_changed_by_hand_arrives_and_makes_codings_stale(open_coder: Open, folder: Path) -> None:
    page = open_coder()
    page.hello()
    coding = page.do("add", code="trust", **page.at("The neighbours"))["coding"]
    book = folder / "codebooks" / "book.yaml"
    book.write_text(
        book.read_text(encoding="utf-8").replace("Relying on others.", "Relying on neighbours."), encoding="utf-8"
    )
    patch, _ = page.say(kind="ping", outbox=0)
    assert patch["codes"][0]["definition"] == "Relying on neighbours."
    assert [(one["coding"], one["why"]) for one in patch["review"]] == [(coding, "stale")]
    told = page.do("confirm", coding=coding)
    assert told["review"] == []
    assert told["change"][0]["status"] == "kept"


def test_a_broken_codebook_is_said_and_coding_goes_on(open_coder: Open, folder: Path, lines: Lines) -> None:
    page = open_coder()
    page.hello()
    book = folder / "codebooks" / "book.yaml"
    whole = book.read_text(encoding="utf-8")
    book.write_text("codes: [", encoding="utf-8")
    error, pong = page.say(kind="ping", outbox=0)
    assert (error["kind"], pong["kind"]) == ("error", "pong")
    assert page.do("add", code="trust", **page.at("The neighbours"))["kind"] == "ack"
    book.write_text(whole, encoding="utf-8")
    assert page.say(kind="ping", outbox=0)[-1]["kind"] == "pong"
    assert page.do("add", code="money", **page.at("no money"))["kind"] == "ack"
    assert len(lines()) == 2


def test_the_study_in_the_notebook_sees_what_was_coded(open_coder: Open, folder: Path) -> None:
    study = read_study(folder)
    assert study.codings == ()
    page = open_coder(study=study)
    page.hello()
    page.do("add", code="trust", **page.at("The neighbours"))
    assert [coding.code for coding in study.codings] == ["trust"]
    frame = page.widget.codings()
    assert frame[["code", "quote"]].to_numpy().tolist() == [["trust", "The neighbours"]]


def test_what_python_codes_meanwhile_is_on_the_screen_with_the_next_ping(open_coder: Open, folder: Path) -> None:
    from collabstudy.run import coding

    study = read_study(folder)
    page = open_coder(study=study)
    page.hello()
    made = coding.add(study, "P01", code="money", coder="mira", quote="no money")
    patch, _ = page.say(kind="ping", outbox=0)
    assert [c["id"] for c in patch["add"]] == [made.id]


def test_only_the_height_is_part_of_what_a_notebook_may_save(open_coder: Open) -> None:
    page = open_coder()
    page.hello()
    page.do("add", code="trust", **page.at("I trusted them"))
    state = page.widget.get_state()
    told = {name: value for name, value in state.items() if name not in ("_esm", "_css")}
    assert told["height"] == 640
    assert "neighbours" not in repr(told)
    data, _ = page.widget._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert "P01" in data["text/html"] and "1 coding" in data["text/html"] and "Trust: 1" in data["text/html"]
    assert "trusted" not in data["text/html"] + data["text/plain"]


def test_a_notebook_may_ask_how_things_stand_and_send_the_page_to_a_turn(open_coder: Open) -> None:
    page = open_coder()
    assert page.widget.status()["shown"] is False
    assert page.widget.flush() is True  # nobody looks, so nothing can be unsaved
    page.hello()
    page.do("add", code="trust", **page.at("The neighbours"))
    told = page.widget.status()
    assert (told["codings"], told["done"], told["readonly"], told["shown"]) == (1, False, None, True)
    page.widget.goto(turn=4)
    assert page.sent[-1] == {"kind": "goto", "turn": 4}
    assert page.hello()["goto"] == 4  # also for a page that comes later
    with pytest.raises(StudyError, match="P01 has no turn 99"):
        page.widget.goto(turn=99)
    assert page.widget.flush(timeout=0.05) is False  # the page has been asked, and does not answer
    assert page.sent[-1] == {"kind": "ping"}
    page.widget.close()
    assert page.sent[-1]["kind"] == "closed"
    told = page.widget.status()  # may still be asked, and holds nothing
    assert (told["codings"], told["readonly"]) == (1, "closed")
    other = "import sys; from pathlib import Path; from collabstudy.io.logbook import open_logbook as o; "
    other += "o(Path(sys.argv[1]), 'mira', 'P01')"
    subprocess.run([sys.executable, "-c", other, str(page.widget._session.store.study.folder)], check=True)


def test_flush_waits_for_a_page_that_has_nothing_left(open_coder: Open) -> None:
    import threading

    page = open_coder()
    page.hello()
    place = page.at("The neighbours")

    def answers() -> None:  # what is sent again comes before the answer that names it
        page.do("add", op_id="late", code="trust", **place)
        page.say(kind="pong", outbox=["late"])

    later = threading.Timer(0.2, answers)
    later.start()
    assert page.widget.flush(timeout=10) is True
    later.join()
    page.say(kind="pong", outbox=["never-came"])
    assert page.widget.flush(timeout=0.05) is False


def test_a_name_that_could_be_no_folder_is_refused_and_one_not_in_the_settings_is_noted(open_coder: Open) -> None:
    with pytest.raises(StudyError, match="cannot be the name of a coder"):
        open_coder(by="../mira")
    doc = open_coder(by="zoe").hello()
    assert doc["notes"] == ["zoe is not among the coders of study.toml; the codings count all the same"]


def test_a_withdrawn_document_is_not_coded(open_coder: Open) -> None:
    with pytest.raises(StudyError, match="P03 was withdrawn"):
        open_coder("P03")


def test_a_page_of_another_version_is_told_so(open_coder: Open) -> None:
    (told,) = open_coder().say(kind="hello", proto=99, outbox=[])
    assert told["kind"] == "error"
    assert "two versions" in told["error"]
