"""The coder in JupyterLab itself: mouse, keys, a kernel that dies, a text that changes, another who has it open."""

from __future__ import annotations

import os
import re
import signal
import string
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jupyter_pages import CELL, CoderPage, Server, cells, lines, pid, serving

from collabstudy import read_study

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.skipif(os.name == "nt", reason="ends the server as only POSIX can")
DOCUMENT, CODER = "P08", "mira"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def lab(chromium: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One JupyterLab for all tests here."""
    pytest.importorskip("jupyterlab")
    pytest.importorskip("anywidget")
    with serving(tmp_path_factory.mktemp("lab")) as server:
        yield server


@pytest.fixture
def study(demo: Path) -> Path:
    """The demo study, in which mira has not coded P08 yet."""
    for path in (demo / "codings").glob(f"*/{DOCUMENT}.jsonl"):
        path.unlink()
    return demo


def cell(study: Path, more: str = ", suggestions=False") -> str:
    return CELL.format(study=study, document=DOCUMENT, coder=CODER, more=more)


def log(study: Path) -> Path:
    return study / "codings" / CODER / f"{DOCUMENT}.jsonl"


def text(study: Path) -> str:
    return read_study(study).transcript(DOCUMENT).text


def test_an_interview_is_coded_by_mouse_and_by_keys_and_no_key_or_word_gets_out(
    page: Page, lab: Server, study: Path
) -> None:
    notebook = lab.notebook("mouse", cell(study), "1 + 1")
    blank = notebook.read_text(encoding="utf-8")
    lab.open(page, notebook)
    there = cells(page)
    assert len(there) == 2
    coder = CoderPage(page)
    coder.run()
    said = coder.words(4).text_content() or ""
    phrase = " ".join(said.split()[4:19])  # over more than one line
    coder.drag(4, phrase)
    coder.choose("trust")
    (line,) = coder.saved(log(study), 1)
    assert (line["event"], line["code"], line["quote"]) == ("add", "trust", phrase)
    assert text(study)[line["start"] : line["end"]] == phrase
    assert coder.root.locator(f'.cs-label[data-coding="{line["coding"]}"]').is_visible()

    # by keys alone: another turn, six words, two codes on them
    coder.root.locator(".cs-scroll").focus()
    press = page.keyboard.press
    press("Escape")
    for _ in range(3):
        press("ArrowDown")
    press("Home")
    for _ in range(6):
        press("Shift+ArrowRight")
    press("Enter")
    coder.root.locator(".cs-search").wait_for(state="visible")
    page.keyboard.type("doubt")
    press("Control+Enter")
    page.keyboard.press("Control+A")
    page.keyboard.type("money is running")
    press("Enter")
    _, first, second = coder.saved(log(study), 3)
    assert (first["code"], second["code"]) == ("scepticism", "fiscal-pressure")
    assert first["quote"] == second["quote"] == text(study)[first["start"] : first["end"]]
    assert len(first["quote"].split()) == 6
    press("Control+Z")
    coder.root.locator(f'.cs-label[data-coding="{second["coding"]}"]').wait_for(state="detached")
    assert [line["event"] for line in coder.saved(log(study), 4)] == ["add", "add", "add", "remove"]

    # whatever is typed here stays here: JupyterLab would cut, delete, insert and run cells
    for key in (*string.ascii_lowercase, *string.ascii_uppercase, *string.digits, "Shift+Enter", "Delete", "Enter"):
        coder.root.locator(".cs-scroll").focus()
        press(key)
        press("Escape")
    for keys in ("dd", "ii", "00"):
        coder.root.locator(".cs-scroll").focus()
        for key in keys:
            press(key)
    assert cells(page) == there
    assert page.locator(".jp-Dialog").count() == 0
    assert page.evaluate("[...window.panel.content.widgets].map((cell) => cell.model.type)") == ["code", "code"]

    coder.root.locator(".cs-scroll").focus()
    press("Control+S")
    page.wait_for_function("!window.panel.context.model.dirty")
    kept = notebook.read_text(encoding="utf-8")
    assert "Run this cell in JupyterLab to code" in kept  # the card is there
    names = " ".join(f"{code.id} {code.name}" for code in read_study(study).codebook)
    known = words(blank) | words(names) | words("mira coded by codings not marked done Run this cell in JupyterLab to")
    assert len(words(text(study)) - known) > 300
    assert words(re.sub(r'"id": "[^"]*"', "", kept)) & (words(text(study)) - known) <= NOTEBOOK


# What every notebook says by itself.
NOTEBOOK = set(
    "application box border cells count data display file kernel language max mode name output stdout stream strong"
    " style system text type version".split()
)
# Somebody who comes back from correcting the transcript elsewhere.
COME_BACK = """(said) => [...document.querySelectorAll(".cs-coder")].map((view) => {
    const scroll = view.querySelector(".cs-scroll");
    scroll.blur();
    scroll.focus();
    return [...view.querySelectorAll(".cs-words")].some((words) => words.textContent.includes(said));
}).every(Boolean)"""


def words(told: str) -> set[str]:
    """The words of three letters or more."""
    return set(re.findall(r"[^\W\d_]{3,}", told.casefold()))


def test_whatever_is_done_on_the_screen_is_one_line_in_a_log(page: Page, lab: Server, study: Path) -> None:
    theirs = study / "codings" / "jonas" / f"{DOCUMENT}.jsonl"
    theirs.write_bytes((ROOT / "codings" / "jonas" / theirs.name).read_bytes())
    lab.open(page, lab.notebook("everything", cell(study, ", height=560")))
    coder = CoderPage(page)
    coder.run()
    page.evaluate("document.querySelector('.cs-coder').scrollIntoView()")
    page.wait_for_function("/[1-9][0-9]* suggested/.test(document.querySelector('.cs-coder').innerText)")
    done: list[str] = []

    def does(event: str, *keys: str) -> dict[str, object]:
        """Type keys in the text, and wait for what they write."""
        coder.root.locator(".cs-scroll").focus()
        for key in keys:
            page.keyboard.press(key)
        done.append(event)
        return coder.saved(log(study), len(done))[-1]

    first = does("accept", "n", "a")
    assert (first["by"], first["changed"]) == ("rules", False)
    does("reject", "x")
    assert does("reject", "Control+Z")["undo"] is True
    does("reject", "Control+Shift+Z")
    coder.drag(6, " ".join((coder.words(6).text_content() or "").split()[4:9]))
    coder.choose("trust")
    done.append("add")
    made = coder.saved(log(study), len(done))[-1]
    assert len(str(does("move", "]")["quote"]).split()) == 4  # its beginning goes a word on
    coder.root.locator(".cs-scroll").focus()
    page.keyboard.press("r")
    coder.choose("doubt")
    done.append("recode")
    assert coder.saved(log(study), len(done))[-1]["coding"] == made["coding"]
    coder.root.locator(".cs-scroll").focus()
    page.keyboard.press("m")
    coder.root.locator("textarea").first.wait_for()
    page.keyboard.type("said twice")
    page.keyboard.press("Control+Enter")
    done.append("memo")
    assert coder.saved(log(study), len(done))[-1]["memo"] == "said twice"
    does("remove", "Delete")

    does("add", "Control+Home", "Home", "Shift+ArrowRight", "v", "Enter")  # its words become a new code
    fresh = lines(log(study))[-1]
    assert fresh["code"] in read_study(study).codebook
    assert read_study(study).codebook[str(fresh["code"])].name in fresh["quote"]

    coder.root.get_by_role("button", name="Mark as done").first.click()
    coder.root.get_by_role("button", name="Mark as done").last.click()
    done.append("done")
    assert [line["event"] for line in coder.saved(log(study), len(done))] == done
    before = theirs.read_bytes()
    coder.root.get_by_label("Compare with").select_option(index=1)
    coder.root.get_by_role("button", name="adopt jonas’s").locator("visible=true").nth(1).click()
    agreed = coder.saved(study / "codings" / "consensus" / f"{DOCUMENT}.jsonl", 1)
    assert (agreed[0]["event"], agreed[0]["by"]) == ("accept", "jonas")
    assert "Krippendorff's α" in coder.root.inner_text()
    assert theirs.read_bytes() == before


def test_a_coding_made_while_the_kernel_is_dead_is_saved_by_running_the_cell_again(
    page: Page, lab: Server, study: Path
) -> None:
    lab.open(page, lab.notebook("dying", cell(study)))
    coder = CoderPage(page)
    coder.run()
    before = " ".join((coder.words(4).text_content() or "").split()[:5])
    coder.drag(4, before)
    coder.choose("trust")
    coder.saved(log(study), 1)
    os.kill(pid(page), signal.SIGKILL)
    page.locator(".jp-Dialog button", has_text="Ok").click(timeout=20_000)
    after = " ".join((coder.words(6).text_content() or "").split()[:5])
    coder.drag(6, after)
    coder.choose("trust")
    page.wait_for_function(
        "['waiting', 'unsaved', 'saving'].includes(document.querySelector('.cs-save').dataset.state)"
    )
    assert [line["quote"] for line in lines(log(study))] == [before]
    page.wait_for_function("window.panel.sessionContext.session.kernel.status === 'idle'", timeout=30_000)
    coder.run()
    assert [line["quote"] for line in coder.saved(log(study), 2)] == [before, after]
    page.wait_for_function("document.querySelectorAll('.cs-coder .cs-label[data-coding]').length >= 2")


def test_two_views_hear_of_each_other_and_a_corrected_text_carries_its_codings(
    page: Page, lab: Server, study: Path
) -> None:
    lab.open(page, lab.notebook("views", cell(study, ", suggestions=False, height=300"), cell(study, ", height=300")))
    one = CoderPage(page)
    one.run()
    page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.locator(".cs-coder").nth(1).locator(".cs-turn .cs-words").first.wait_for()
    one = CoderPage(page)
    phrase = " ".join((one.words(4).text_content() or "").split()[4:9])
    one.drag(4, phrase)
    one.choose("trust")
    (line,) = one.saved(log(study), 1)
    label = f'.cs-label[data-coding="{line["coding"]}"]'
    other = page.locator(".cs-coder").nth(1)
    other.locator(label).wait_for(state="attached")

    (source,) = (study / "corpus").glob(f"interviews/{DOCUMENT}.*")
    told = source.read_text(encoding="utf-8")
    assert told.count("Before you start.") == 1
    source.write_text(told.replace("Before you start.", "Right, before you start anything."), encoding="utf-8")
    page.wait_for_function(COME_BACK, arg="Right, before you start anything.", polling=200)
    for view in (page.locator(".cs-coder").first, other):
        view.locator(".cs-words", has_text="Right, before you start anything.").wait_for(timeout=30_000)
        view.locator(label).wait_for(state="attached")
    shown = page.locator(".cs-coder").first.locator('.cs-turn[data-n="4"] mark.cs-seg').all_text_contents()
    assert "".join(shown) == phrase
    events = lines(log(study))
    assert [event["event"] for event in events] == ["add", "reanchor"]
    assert text(study)[events[1]["start"] : events[1]["end"]] == phrase


def test_a_second_kernel_may_read_and_says_why_it_may_not_write(page: Page, lab: Server, study: Path) -> None:
    lab.open(page, lab.notebook("first", cell(study)))
    CoderPage(page).run()
    second = page.context.new_page()
    lab.open(second, lab.notebook("second", cell(study)))
    coder = CoderPage(second)
    coder.run()
    coder.state("readonly")
    assert f"{CODER}'s codings of {DOCUMENT} are open in another notebook" in coder.root.inner_text()
    coder.drag(4, " ".join((coder.words(4).text_content() or "").split()[4:9]))
    second.keyboard.press("Enter")
    assert lines(log(study)) == []
    second.close()
