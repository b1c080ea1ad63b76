"""The coding widget by real mouse and keyboard, a fake model behind it: in the page and in a shadow root."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

TRUSTED = "We trusted each other, so nobody counted hours"

# Where some words stand on the screen, in whole pixels: with fractions dragging collapses the selection.
PLACE = """([root, words, inside]) => {
  const cells = [...root.querySelectorAll('.cs-words')];
  for (const cell of cells) {
    const at = cell.textContent.indexOf(words);
    if (at < 0) continue;
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const wanted = [at + inside, at + words.length - inside];
    let seen = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const [which, place] of wanted.entries()) {
        if (place < seen || place > seen + node.length) continue;
        if (which === 0) { if (place < seen + node.length) range.setStart(node, place - seen); }
        else if (place > seen) range.setEnd(node, place - seen);
      }
      seen += node.length;
    }
    const rects = [...range.getClientRects()].filter((rect) => rect.width > 0);
    const [first, last] = [rects[0], rects.at(-1)];
    return [first.left, first.top + first.height / 2, last.right, last.top + last.height / 2].map(Math.round);
  }
  return null;
}"""


class Coder:
    """One widget on the page."""

    def __init__(self, page: Page, number: int) -> None:
        self.page = page
        self.number = number
        self.root = page.locator(".cs-coder").nth(number)
        self.root.locator(".cs-words").first.wait_for()

    def find(self, selector: str) -> Locator:
        return self.root.locator(selector)

    def model(self, what: str, *arguments: Any) -> Any:
        return self.page.evaluate(
            f"([at, ...given]) => window.opened[at].model.{what}",
            [self.number, *map(json.loads, map(json.dumps, arguments))],
        )

    def set(self, name: str, value: Any) -> None:
        self.page.evaluate(
            "([at, name, value]) => { window.opened[at].model.options[name] = value; }", [self.number, name, value]
        )

    def tell(self, **message: Any) -> None:
        self.page.evaluate("([at, message]) => window.opened[at].model.tell(message)", [self.number, message])

    def place(self, words: str, inside: int = 0) -> list[int]:
        found = self.page.evaluate(PLACE, [self.root.element_handle(), words, inside])
        assert found, f"not on the screen: {words}"
        return list(found)

    def drag(self, words: str, inside: int = 0) -> None:
        """Select words as a hand does; `inside` letters are missed at both ends."""
        x1, y1, x2, y2 = self.place(words, inside)
        self.page.mouse.move(x1, y1)
        self.page.mouse.down()
        self.page.mouse.move((x1 + x2) // 2, (y1 + y2) // 2)
        self.page.mouse.move(x2, y2)
        self.page.mouse.up()

    def click(self, words: str, **how: Any) -> None:
        x1, y1, x2, y2 = self.place(words)
        self.page.mouse.click((x1 + x2) // 2 if y1 == y2 else x1 + 4, y1, **how)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def text(self) -> None:
        """Bring the keys to the text."""
        self.find(".cs-scroll").focus()

    def state(self, state: str) -> str:
        """Wait until the save line has come to a state; what it says then."""
        line = self.find(f'.cs-save[data-state="{state}"]')
        line.wait_for()
        return line.inner_text()

    def ops(self, kind: str) -> list[dict[str, Any]]:
        """The operations of a kind that were written, in order."""
        self.page.wait_for_function(
            "([at, kind]) => window.opened[at].model.disk.some((op) => op.type === kind)", arg=[self.number, kind]
        )
        return [op for op in self.model("disk") if op["type"] == kind]

    def said(self) -> str:
        return " ".join(self.find(".cs-foot").inner_text().split())

    def hears(self, words: str) -> None:
        """Wait until the widget has said something."""
        self.page.wait_for_function(
            "([root, words]) => root.querySelector('.cs-foot').textContent.includes(words)",
            arg=[self.root.element_handle(), words],
        )

    def written(self) -> list[tuple[str, str]]:
        """Code and words of what was added, sliced in code points."""
        return [(one["code"], one["words"]) for one in self.model("written()")]

    def standing(self) -> dict[str, str]:
        """The words of each coding that stands, by its code."""
        return {
            one["code"]: self.model(f"words({json.dumps(one)})") for one in self.model("codings()") if "start" in one
        }


Show = Callable[..., Coder]


@pytest.fixture
def show(page: Page, root: Path) -> Show:
    """A way to put widgets on the page."""
    static = root / "src/collabstudy/widget/static"
    page.goto((root / "tests/widget/harness.html").as_uri())
    parts = [(static / name).read_text(encoding="utf-8") for name in ("coder.js", "coder.css")]
    page.evaluate("([source, css]) => window.start(source, css)", parts)

    def show(*, shadow: bool = False, **options: Any) -> Coder:
        number = page.evaluate("([options, how]) => window.show(options, how)", [options, {"shadow": shadow}])
        return Coder(page, number)

    return show


@pytest.fixture(params=["light", "shadow"])
def coder(request: pytest.FixtureRequest, show: Show) -> Coder:
    """A widget with codings, suggestions, a second coder; once in the page and once in a shadow root."""
    return show(shadow=request.param == "shadow", full=True)


@pytest.fixture
def full(show: Show) -> Coder:
    return show(full=True)


# ---- selecting and coding


def test_words_dragged_over_by_hand_are_coded_as_whole_words(coder: Coder) -> None:
    coder.drag("nobody counted hours", inside=2)
    coder.page.keyboard.type("manag")
    coder.press("Enter")
    coder.state("saved")
    assert coder.written() == [("chief", "nobody counted hours")]


def test_a_selection_over_two_lines_and_two_turns_is_what_stands_between(coder: Coder) -> None:
    x1, y1, *_ = coder.place("the others covered")
    _, _, x2, y2 = coder.place("give me an example")
    coder.page.mouse.move(x1, y1)
    coder.page.mouse.down()
    coder.page.mouse.move(x2, y2, steps=4)
    coder.page.mouse.up()
    coder.page.keyboard.type("repairs")
    coder.press("Enter")
    ((code, words),) = [coder.written()[0]] if coder.ops("add") else []
    assert code == "repair"
    assert words.startswith("the others covered for me.") and words.endswith("\n\nI: Could you give me an example")


def test_a_selection_keeps_its_beginning_although_its_turn_is_drawn_anew_under_the_mouse(full: Coder) -> None:
    """An acknowledgement came while a hand was dragging: the selection began at the beginning of the turn."""
    x1, y1, x2, y2 = full.place("nobody counted hours")
    full.page.mouse.move(x1, y1)
    full.page.mouse.down()
    full.page.mouse.move((x1 + x2) // 2, y1)
    full.tell(kind="patch", prev=1, rev=2, add=[], remove=["c1"], change=[], can={"undo": None, "redo": None})
    full.page.wait_for_function("root => !root.querySelector('[data-coding=c1]')", arg=full.root.element_handle())
    full.page.mouse.move(x2, y2)
    full.page.mouse.up()
    full.page.keyboard.type("manag")
    full.press("Enter")
    full.state("saved")
    assert full.written() == [("chief", "nobody counted hours")]


def test_a_double_click_takes_the_word_and_a_triple_click_the_sentence(full: Coder) -> None:
    full.click("sounds", click_count=2)
    full.find(
        ".cs-quote",
    ).first.wait_for()
    assert full.find(".cs-side .cs-quote").first.inner_text() == "sounds"
    full.press("Escape")
    full.click("Nobody asked", click_count=3)
    assert full.find(".cs-side .cs-quote").first.inner_text() == "Nobody asked her to."


def test_with_alt_the_selection_keeps_its_exact_letters(full: Coder) -> None:
    full.page.keyboard.down("Alt")
    full.drag("figures", inside=2)
    full.page.keyboard.up("Alt")
    full.page.keyboard.type("doubt")
    full.press("Enter")
    full.ops("add")
    assert full.written() == [("doubt", "gur")]


def test_by_keyboard_alone_two_codes_go_on_one_span(coder: Coder) -> None:
    coder.text()
    coder.press("Home", "ArrowDown", *["Shift+ArrowRight"] * 8, "Enter")
    coder.page.keyboard.type("manag")
    coder.press("Control+Enter")
    coder.page.keyboard.type("doubt")
    coder.press("Enter")
    coder.page.wait_for_function("at => window.opened[at].model.disk.length === 2", arg=coder.number)
    assert coder.written() == [("chief", TRUSTED), ("doubt", TRUSTED)]


def test_what_stands_beside_emoji_accents_and_right_to_left_letters_is_cut_where_it_was_selected(coder: Coder) -> None:
    for code, words in (("doubt", "naïve as it sounds"), ("chief", "business as usual"), ("trust", "שלום לכולם")):
        coder.drag(words)
        coder.page.keyboard.type(code if code != "chief" else "manager")
        coder.press("Enter")
    coder.page.wait_for_function("at => window.opened[at].model.disk.length === 3", arg=coder.number)
    assert coder.written() == [("doubt", "naïve as it sounds"), ("chief", "business as usual"), ("trust", "שלום לכולם")]


def test_a_code_chosen_twice_on_the_same_words_is_taken_off_again(full: Coder) -> None:
    for _ in range(2):
        full.drag("asked her to")
        full.page.keyboard.type("doubt")
        full.press("Enter")
    full.page.wait_for_function("at => window.opened[at].model.disk.length === 2", arg=full.number)
    assert [op["type"] for op in full.model("disk")] == ["add", "remove"]


def test_digits_and_the_full_stop_code_at_once(full: Coder) -> None:
    full.drag("asked her to")
    full.page.keyboard.type("doubt")
    full.press("Enter")
    full.drag("as it sounds")
    full.press("Escape", ".")
    full.page.wait_for_function("at => window.opened[at].model.disk.length === 2", arg=full.number)
    full.press("1")
    full.page.wait_for_function("at => window.opened[at].model.disk.length === 3", arg=full.number)
    assert [words for _, words in full.written()] == ["asked her to", "as it sounds", "as it sounds"]
    assert full.written()[1][0] == "doubt"
    full.press("1")
    full.hears("on these words already")
    assert len(full.model("disk")) == 3


def test_a_digit_in_the_empty_field_codes_what_was_dragged_over(full: Coder) -> None:
    full.drag("asked her to")
    full.press("3")
    full.ops("add")
    assert full.written() == [("doubt", "asked her to")]
    assert full.page.evaluate("() => document.activeElement.className") == "cs-scroll"


def test_the_selected_words_can_be_copied(full: Coder) -> None:
    full.text()
    full.press("ArrowDown", *["Shift+ArrowRight"] * 2)
    copied = full.find(".cs-scroll").evaluate(
        "scroll => { const data = new DataTransfer(); "
        "const how = { clipboardData: data, bubbles: true, composed: true, cancelable: true }; "
        "scroll.dispatchEvent(new ClipboardEvent('copy', how)); "
        "return data.getData('text/plain'); }"
    )
    assert copied == "We trusted"


def test_words_become_a_code_of_their_own(full: Coder) -> None:
    full.drag("nobody counted hours")
    full.press("Escape", "v")
    assert full.find(".cs-search").input_value() == "nobody counted hours"
    full.press("Enter")
    (op,) = full.ops("newcode")
    assert (op["name"], full.standing()["nobody-counted-hours"]) == ("nobody counted hours", "nobody counted hours")


def test_the_keys_act_on_the_words_that_became_a_code_and_not_on_what_was_coded_before(full: Coder) -> None:
    full.drag("nobody counted hours")
    full.page.keyboard.type("doubt")
    full.press("Enter", "v", "Enter")
    assert full.standing()["nobody-counted-hours"] == "nobody counted hours"
    full.press("Delete")
    (op,) = full.ops("remove")
    assert op["coding"] == full.ops("newcode")[0]["op_id"]


def test_a_new_code_may_be_used_before_it_is_written(full: Coder) -> None:
    full.set("silent", True)
    full.drag("asked her to")
    full.page.keyboard.type("Gratitude")
    full.press("Enter")
    full.drag("as it sounds")
    full.page.keyboard.type("gratitude")
    full.press("Enter")
    full.set("silent", False)
    assert [op["code"] for op in full.ops("add")] == ["gratitude"]
    full.state("saved")
    full.drag("nobody counted hours")
    full.press(".")
    full.page.wait_for_function("at => window.opened[at].model.disk.length === 3", arg=full.number)
    assert [op["code"] for op in full.ops("add")] == ["gratitude", "gratitude"]


# ---- changing what is there


def test_a_click_cycles_through_the_codings_under_it_smallest_first(full: Coder) -> None:
    names = []
    for _ in range(3):
        full.click("counted")
        names.append(full.find(".cs-card.cs-on .cs-item").inner_text())
    assert names == ["Doubt", "Team trust", "Doubt"]


def test_ends_are_moved_by_words_and_undone(coder: Coder) -> None:
    coder.click("boiler")
    coder.press("}", "}", "[")
    coder.page.wait_for_function("at => window.opened[at].model.disk.length === 3", arg=coder.number)
    assert coder.standing()["repair"] == "Friday the boiler broke 🔧 and Zoë\u200d fixed it, naïve as"
    coder.press("Control+z")
    coder.page.wait_for_function("at => window.opened[at].model.disk.length === 4", arg=coder.number)
    assert coder.standing()["repair"] == "the boiler broke 🔧 and Zoë\u200d fixed it, naïve as"
    coder.press("Control+Shift+Z")
    coder.page.wait_for_function("at => window.opened[at].model.disk.length === 5", arg=coder.number)
    assert coder.standing()["repair"] == "Friday the boiler broke 🔧 and Zoë\u200d fixed it, naïve as"


def test_recoding_keeps_the_memo_and_removing_can_be_undone(full: Coder) -> None:
    full.click("covered")
    full.press("r")
    full.page.keyboard.type("doubt")
    full.press("Enter")
    (op,) = full.ops("recode")
    assert (op["coding"], op["code"]) == ("c2", "doubt")
    assert [one["memo"] for one in full.model("codings()") if one["id"] == "c2"] == ["her own shifts?"]
    full.press("Delete")
    full.ops("remove")
    assert "c2" not in [one["id"] for one in full.model("codings()")]
    full.press("Control+z")
    full.ops("undo")
    assert "c2" in [one["id"] for one in full.model("codings()")]
    full.find(".cs-label[data-coding=c2]").wait_for()


def test_a_memo_is_written_on_a_coding_and_on_the_document(full: Coder) -> None:
    full.click("boiler")
    full.press("m")
    full.page.keyboard.type("who paid?\nask again: x d d 1")
    full.press("Control+Enter")
    (op,) = full.ops("memo")
    assert (op["coding"], op["memo"]) == ("c4", "who paid?\nask again: x d d 1")
    full.press("Escape")
    full.click("How did")
    full.press("m")
    full.page.keyboard.press("Control+End")
    full.page.keyboard.type(" Draughty.")
    full.press("Control+Enter")
    full.page.wait_for_function("at => window.opened[at].model.disk.length === 2", arg=full.number)
    assert full.ops("memo")[1]["memo"] == "A quiet kitchen; the boiler hummed. Draughty."
    assert full.ops("memo")[1]["about"] == "document"


def test_a_memo_begun_before_the_coding_is_saved_goes_on_while_it_is(show: Show) -> None:
    coder = show(full=True, delay=150)
    coder.drag("asked her to")
    coder.page.keyboard.type("doubt")
    coder.press("Enter", "m")
    coder.page.keyboard.type("who?")
    coder.state("saved")
    coder.page.keyboard.type(" and why")
    coder.press("Control+Enter")
    (op,) = coder.ops("memo")
    assert (op["memo"], op["coding"]) == ("who? and why", coder.ops("add")[0]["op_id"])


def test_a_click_counts_although_the_panel_is_drawn_anew_under_it(full: Coder) -> None:
    full.click("boiler")
    full.find("[aria-label='Remove: Repairs']").hover()
    full.page.mouse.down()
    full.tell(kind="patch", prev=1, rev=2, add=[], remove=["c2"], change=[], can={"undo": None, "redo": None})
    full.page.wait_for_function("root => !root.querySelector('[data-coding=c2]')", arg=full.root.element_handle())
    full.page.mouse.up()
    (op,) = full.ops("remove")
    assert op["coding"] == "c4"


# ---- suggestions


def test_suggestions_are_accepted_and_rejected_one_after_the_other(coder: Coder) -> None:
    coder.text()
    coder.press("n")
    assert coder.find(".cs-card.cs-on .cs-item").inner_text().startswith("Manager ?")
    coder.press("a", "x")
    (accepted,), (rejected,) = coder.ops("accept"), coder.ops("reject")
    assert (accepted["suggestion"], rejected["suggestion"]) == ("s1", "s2")
    assert accepted["shown_ms"] >= 0 and "code" not in accepted and "start" not in accepted
    assert coder.find("mark.cs-suggested").count() == 0
    assert coder.standing()["chief"] == "The chief only saw figures"


def test_a_suggestion_is_changed_before_it_is_accepted(full: Coder) -> None:
    full.text()
    full.press("n", "e", "]", "Enter")
    full.page.keyboard.type("doubt")
    full.press("Enter")
    (op,) = full.ops("accept")
    assert (op["code"], full.model(f"words({json.dumps(op)})")) == ("doubt", "chief only saw figures")


def test_the_suggestions_on_the_screen_are_accepted_only_after_a_question(full: Coder) -> None:
    full.text()
    full.press("Shift+A")
    assert "Accept the 2 suggestions on the screen?" in full.find(".cs-question").inner_text()
    full.press("Escape")
    assert full.model("disk") == []
    full.press("Shift+A", "Enter")
    full.page.wait_for_function("at => window.opened[at].model.disk.length === 2", arg=full.number)
    assert [op["type"] for op in full.model("disk")] == ["accept", "accept"]


def test_blind_hides_suggestions_and_the_other_coder_until_the_document_is_done(show: Show) -> None:
    coder = show(full=True, blind=True)
    assert coder.find("mark.cs-suggested").count() == 0
    assert coder.find("[aria-label='Compare with']").is_hidden()
    coder.find(
        "button",
    ).filter(has_text="Mark as done").click()
    coder.find(".cs-question .cs-do").click()
    coder.find("mark.cs-suggested").first.wait_for()
    assert coder.find("[aria-label='Compare with']").is_visible()


# ---- going through, finding, asked, done


def test_n_goes_to_turns_that_nobody_coded(full: Coder) -> None:
    full.text()
    full.press("k")
    full.page.keyboard.type("unc")
    full.press("Enter", "n")
    full.hears("turn 5")
    full.press("n")
    full.hears("That was the last")


def test_finding_counts_and_goes_round(coder: Coder) -> None:
    coder.text()
    coder.press("/")
    coder.page.keyboard.type("THE")
    assert coder.find(".cs-found").inner_text() == "1 of 9"
    coder.press("Enter", "Enter", "Shift+Enter")
    assert coder.find(".cs-found").inner_text() == "2 of 9"
    coder.press("Escape")
    assert coder.find(".cs-find").is_hidden()
    coder.press("Enter")
    assert coder.find(".cs-side .cs-quote").first.inner_text() == "the"


def test_a_question_is_marked_as_asked_and_the_mark_is_taken_back(full: Coder) -> None:
    full.text()
    full.press("ArrowDown", "q")  # the caret is in the answer, the question stands above it
    full.page.keyboard.press("Enter")
    (op,) = full.ops("asked")
    assert (op["question"], full.model(f"words({json.dumps(op)})")) == ("q1", "How did the team take the new rota?")
    assert full.find(".cs-turn[data-n='1'] .cs-q").inner_text() == "q1"
    full.find("[aria-label='Not asked there: What changed with the rota?']").click()
    (gone,) = full.ops("remove")
    assert gone["coding"] == op["op_id"]
    assert full.find(".cs-turn[data-n='1'] .cs-q").count() == 0


def test_before_a_document_is_done_it_says_what_is_left(full: Coder) -> None:
    full.find("button").filter(has_text="Mark as done").click()
    words = full.find(".cs-question").inner_text()
    assert "1 of 3 turns have no coding" in words
    assert "2 suggestions not judged" in words
    assert "marked as asked: q2" in words
    full.find(".cs-question .cs-do").click()
    full.ops("done")
    full.find("button").filter(has_text="✓ Done").click()
    full.find(".cs-question .cs-do").click()
    full.page.wait_for_function("at => window.opened[at].model.disk.length === 2", arg=full.number)
    assert full.ops("done")[1]["undo"] is True


def test_an_orphan_is_placed_on_the_words_that_are_selected(full: Coder) -> None:
    review = full.find("[role=tab]").filter(has_text="Review 1")
    review.click()
    assert "they paid for the van" in full.find(".cs-side").inner_text()
    assert full.find("button").filter(has_text="place here").is_disabled()
    full.find(".cs-side .cs-item").click()
    full.drag("Nobody asked her to")
    full.find("button").filter(has_text="place here").click()
    (op,) = full.ops("move")
    assert (op["coding"], full.model(f"words({json.dumps(op)})")) == ("c9", "Nobody asked her to")
    review.wait_for(state="detached")


def test_an_orphan_is_kept_as_a_note_without_its_words(full: Coder) -> None:
    review = full.find("[role=tab]").filter(has_text="Review 1")
    review.click()
    full.find("button").filter(has_text="keep as note").click()
    (retired,), (memo,) = full.ops("retire"), full.ops("memo")
    assert (retired["coding"], memo["about"]) == ("c9", "document")
    assert memo["memo"].startswith("A quiet kitchen; the boiler hummed.\nMoney: ") and "van" not in memo["memo"]
    review.wait_for(state="detached")


def test_an_orphan_is_retired_only_after_a_question(full: Coder) -> None:
    full.find("[role=tab]").filter(has_text="Review 1").click()
    full.find("button").filter(has_text="retire").click()
    assert full.model("disk") == []
    full.find(".cs-question .cs-do").click()
    (op,) = full.ops("retire")
    assert op["coding"] == "c9"


# ---- comparing


def test_disagreements_are_read_and_taken_into_the_consensus(coder: Coder) -> None:
    coder.find("[aria-label='Compare with']").select_option("ben")
    coder.find("[data-disagreement=d1]").wait_for()
    assert coder.find("mark.cs-other").count() > 0
    coder.find(".cs-left .cs-bracket.cs-other").nth(1).wait_for()
    assert "Krippendorff" in coder.find(".cs-figures").inner_text()
    coder.text()
    coder.press("n", "n", "n")
    assert coder.find(".cs-card.cs-on").get_attribute("data-disagreement") == "d3"
    coder.find("[data-disagreement=d3] .cs-note").fill("agreed by phone")
    coder.find("[data-disagreement=d3] button").filter(has_text="adopt ben").click()
    (op,) = coder.ops("adopt")
    assert (op["codings"], op["note"]) == (["b2"], "agreed by phone")
    coder.find("[data-disagreement=d3].cs-ticked").wait_for()
    coder.find("[data-disagreement=d1] button").filter(has_text="adopt mine").click()
    coder.find("[data-disagreement=d1] button[aria-pressed=true]").filter(has_text="adopt mine").wait_for()
    coder.find("[data-disagreement=d1] button").filter(has_text="adopt ben").click()
    coder.find("[data-disagreement=d1] button[aria-pressed=true]").filter(has_text="adopt ben").wait_for()
    coder.find("[data-disagreement=d1] button").filter(has_text="adopt ben").click()  # again: out of it
    assert [(op["codings"], op["without"]) for op in coder.ops("adopt")[1:]] == [
        (["c1"], []),
        (["b1"], ["c1"]),
        ([], ["b1"]),
    ]
    coder.find("[data-disagreement=d1] button").filter(has_text="note as discussed").click()
    assert coder.find("[data-disagreement=d1] .cs-note").evaluate("note => note === note.getRootNode().activeElement")
    coder.find("[aria-label='Compare with']").select_option("")
    coder.page.wait_for_function("root => !root.querySelector('mark.cs-other')", arg=coder.root.element_handle())


# ---- nothing is lost


def test_what_is_not_acknowledged_is_sent_again_and_survives_the_page(show: Show, page: Page) -> None:
    coder = show(full=True, silent=True)
    coder.drag("asked her to")
    coder.page.keyboard.type("doubt")
    coder.press("Enter")
    assert coder.state("saving") == "● 1 being saved"
    assert coder.state("waiting") == "● 1 waiting: kernel is running a cell"
    page.wait_for_function("() => window.opened[0].model.log.filter((one) => one.kind === 'op').length >= 2")
    assert coder.state("unsaved").startswith("▲ 1 NOT saved - kernel stopped or busy. Kept in this browser.")
    with page.expect_download() as download:
        coder.find("button").filter(has_text="Download").click()
    (line,) = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    assert (json.loads(line)["code"], json.loads(line)["document"]) == ("doubt", "P07")
    kept = page.evaluate("() => Object.entries(localStorage).filter(([key]) => key.includes('outbox')).map(String)")
    assert len(kept) == 1 and "asked her" not in kept[0]
    page.evaluate("() => { window.opened[0].close(); window.opened = []; }")
    again = show(full=True)
    again.state("saved")
    assert again.written() == [("doubt", "asked her to")]
    assert page.evaluate("() => Object.keys(localStorage).filter((key) => key.includes('outbox'))") == []


def test_a_refusal_is_shown_with_its_reason_and_tried_again(full: Coder) -> None:
    full.set("refuse", {"error": "No space left on device", "hint": "free some space", "fatal": False, "why": "disk"})
    full.drag("asked her to")
    full.page.keyboard.type("doubt")
    full.press("Enter")
    assert full.state("failed") == "✕ not written: No space left on device"
    full.set("refuse", None)
    full.find("button").filter(has_text="Retry").click()
    full.state("saved")
    assert full.written() == [("doubt", "asked her to")]


def test_a_refusal_for_good_takes_the_drawing_away_but_not_the_record(full: Coder) -> None:
    full.set("refuse", {"error": "the text changed", "hint": "", "fatal": True, "why": "text"})
    full.drag("asked her to")
    full.page.keyboard.type("doubt")
    full.press("Enter")
    assert full.state("failed") == "✕ not written: the text changed"
    assert full.find("[data-n='4'] mark.cs-d1").all_inner_texts() == ["the boiler broke 🔧 and Zoë\u200d fixed it"]
    assert full.find("button").filter(has_text="Download").is_visible()
    full.find("button").filter(has_text="Discard").click()
    full.find(".cs-question .cs-do").click()
    full.state("saved")


def test_without_storage_it_works_and_says_what_that_means(page: Page, show: Show) -> None:
    page.evaluate(
        "() => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied'); } })"
    )
    coder = show(full=True, silent=True)
    coder.drag("asked her to")
    coder.page.keyboard.type("doubt")
    coder.press("Enter")
    coder.state("saving")
    assert "Unsaved edits would be lost if you close this page" in coder.find(".cs-saving").inner_text()
    coder.set("silent", False)
    coder.state("saved")


def test_reading_only_shows_everything_and_writes_nothing(show: Show) -> None:
    coder = show(full=True, readonly="another kernel holds this coder's file")
    assert coder.state("readonly") == "read-only: another kernel holds this coder's file"
    coder.drag("asked her to")
    coder.press("1", "Enter", "Delete", "a")
    assert coder.find(".cs-search").count() == 0
    assert coder.find(".cs-label").count() > 0
    assert [one["kind"] for one in coder.model("log") if one["kind"] == "op"] == []


def test_a_change_from_elsewhere_is_drawn_and_a_missed_one_is_asked_for(full: Coder) -> None:
    full.tell(kind="patch", prev=1, rev=2, add=[], remove=["c4"], change=[], can={"undo": None, "redo": None})
    full.page.wait_for_function(
        "root => !root.querySelector('[data-n=\"4\"] mark.cs-d1')", arg=full.root.element_handle()
    )
    full.tell(kind="patch", prev=7, rev=8, add=[], remove=["c1"], change=[], can={"undo": None, "redo": None})
    full.page.wait_for_function(
        "() => window.opened[0].model.log.some((one) => one.kind === 'ask' && one.what === 'reload')"
    )


def test_two_views_of_one_model_show_the_same(page: Page, show: Show) -> None:
    first = show(full=True)
    page.evaluate("() => window.show({}, { model: window.opened[0].model })")
    second = Coder(page, 1)
    page.set_viewport_size({"width": 1280, "height": 1400})
    first.drag("asked her to")
    page.keyboard.type("doubt")
    first.press("Enter")
    first.state("saved")
    second.find(
        "[data-n='4'] mark.cs-d1",
    ).filter(has_text="asked her to").wait_for()
    assert [op["type"] for op in first.model("disk")] == ["add"]
    assert second.find(".cs-search").input_value() == ""


def test_a_cell_that_is_run_again_opens_where_one_was(page: Page, show: Show) -> None:
    coder = show(words=4000)
    coder.text()
    coder.press(*["PageDown"] * 3, *["Shift+ArrowRight"] * 2)
    chosen = coder.find(".cs-side .cs-quote").inner_text()
    top = "() => document.querySelector('.cs-scroll').scrollTop"
    page.wait_for_function("() => Object.keys(sessionStorage).some((key) => key.includes('/place/'))")
    page.wait_for_timeout(200)
    before = page.evaluate(top)
    assert before > 500 and len(chosen.split()) == 2
    page.evaluate("() => { window.opened.pop().close(); }")
    again = show(words=4000)
    assert again.find(".cs-side .cs-quote").inner_text() == chosen
    assert abs(page.evaluate(top) - before) < 2


# ---- neighbours, keys, ears


def test_of_two_widgets_one_closes_and_the_other_keeps_its_marks(page: Page, show: Show) -> None:
    first, second = show(full=True), show(full=True, shadow=True, key="other")
    for coder in (first, second):
        coder.root.scroll_into_view_if_needed()
        coder.drag("asked her to")
    shared = "() => CSS.highlights.get('collabstudy-pending')?.size ?? 0"
    assert page.evaluate(shared) == 2
    listeners = first.model("listeners()")
    assert listeners > 0
    page.evaluate("() => window.opened[0].close()")
    assert page.evaluate(shared) == 1
    assert first.model("listeners()") == 0
    rest = Coder(page, 0)
    assert rest.find("mark.cs-d1").count() > 0
    page.evaluate("() => window.opened[1].close()")
    assert page.evaluate("() => [...CSS.highlights.keys()].filter((name) => name.startsWith('collabstudy'))") == []


def test_the_selection_and_the_caret_survive_a_new_drawing(full: Coder) -> None:
    full.text()
    full.press("ArrowDown", *["Shift+ArrowRight"] * 3)
    assert full.find(".cs-side .cs-quote").first.inner_text() == "We trusted each"
    full.tell(kind="patch", prev=1, rev=2, add=[], remove=["c1"], change=[], can={"undo": None, "redo": None})
    full.page.wait_for_function(
        "root => root.querySelectorAll('.cs-label').length === 5", arg=full.root.element_handle()
    )
    full.press("Shift+ArrowRight")
    assert full.find(".cs-side .cs-quote").first.inner_text() == "We trusted each other"


def test_a_widget_taken_out_and_put_back_is_where_it_was(page: Page, show: Show) -> None:
    coder = show(words=4000)
    page.evaluate("() => { document.querySelector('.cs-scroll').scrollTop = 900; }")
    page.wait_for_function("() => Object.keys(sessionStorage).some((key) => sessionStorage[key].includes('900'))")
    page.evaluate(
        "() => { const el = window.opened[0].el; const up = el.parentNode; el.remove(); "
        "requestAnimationFrame(() => setTimeout(() => up.append(el), 80)); }"
    )
    page.wait_for_timeout(300)
    assert page.evaluate("() => document.querySelector('.cs-scroll').scrollTop") == 900
    assert coder.find(".cs-words").count() > 50


def test_plain_keys_do_not_leave_the_widget_and_others_do(full: Coder) -> None:
    full.page.evaluate(
        "() => { window.out = []; document.body.addEventListener('keydown', (event) => window.out.push(event.key)); }"
    )
    full.text()
    full.press("x", "d", "d", "a", "b", "y", "0", "i", "Shift+Enter", "z", "Escape")
    full.find(".cs-search").focus()
    full.press("a", "x", "Enter", "Control+Enter", "Control+z")
    full.text()
    assert set(full.page.evaluate("() => window.out")) == {"Control"}
    full.press("Control+s")
    assert full.page.evaluate("() => window.out").count("s") == 1


def test_the_keys_are_shown_and_put_away(full: Coder) -> None:
    full.text()
    full.press("?")
    words = full.find(".cs-keys").inner_text()
    assert "accept, reject the suggestion" in words and "find in the text" in words
    full.press("Escape")
    assert full.find(".cs-keys").is_hidden()


def test_ears_get_turns_codings_and_what_was_done(full: Coder) -> None:
    assert full.find("[data-n='2']").get_attribute("aria-label") == "P, turn 2, 3 codings, 1 suggestion"
    assert full.find("[data-n='3']").get_attribute("aria-label") == "I, turn 3, asked here: q2"
    full.text()
    full.press("ArrowDown")
    assert full.find(".cs-live").inner_text() == "in Team trust"
    full.press("Enter")
    search = full.find(".cs-search")
    assert search.get_attribute("role") == "combobox" and search.get_attribute("aria-expanded") == "true"
    lit = search.get_attribute("aria-activedescendant")
    assert full.find(f"[id='{lit}']").get_attribute("role") == "option"
    full.page.keyboard.type("repairs")
    full.press("Enter")
    full.ops("add")
    assert full.said().startswith("Coded: Repairs")
    assert "Team trust" in full.find(".cs-turnlist").inner_text()


def test_each_region_is_one_stop_of_the_tab_key(full: Coder) -> None:
    full.find(".cs-bar button").first.focus()
    full.press("Tab")
    assert full.page.evaluate("() => document.activeElement.className") == "cs-scroll"
    full.find(".cs-bar button").first.focus()
    full.press("ArrowRight")
    assert full.page.evaluate("() => document.activeElement.textContent").startswith("Find")


@pytest.mark.parametrize(("width", "chips"), [(1280, False), (620, True)])
def test_on_a_narrow_page_the_margin_folds_into_chips(page: Page, show: Show, width: int, chips: bool) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    coder = show(full=True)
    coder.find(".cs-chips .cs-label" if chips else ".cs-margin .cs-label").first.wait_for()
    assert coder.find(".cs-margin .cs-label" if chips else ".cs-chips .cs-label").count() == 0
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_labels_in_the_margin_do_not_overlap(show: Show) -> None:
    coder = show(words=3000, many=120)
    coder.find(".cs-margin .cs-label").first.wait_for()
    boxes = coder.find(".cs-margin .cs-label").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).map((box) => [box.top, box.bottom])"
        ".sort((one, two) => one[0] - two[0])"
    )
    assert len(boxes) > 10
    assert all(above[1] <= below[0] + 0.5 for above, below in pairwise(boxes))


@pytest.mark.parametrize("dark", [False, True])
def test_dark_and_light_follow_the_page(page: Page, show: Show, dark: bool) -> None:
    page.emulate_media(color_scheme="dark" if dark else "light")
    coder = show(full=True)
    paper = "root => getComputedStyle(root).backgroundColor"
    assert (coder.root.evaluate(paper) == "rgb(17, 22, 24)") is dark
    page.evaluate("dark => { document.body.dataset.jpThemeLight = String(dark); }", dark)
    page.wait_for_function(
        "([root, dark]) => root.classList.contains('cs-dark') === dark", arg=[coder.root.element_handle(), not dark]
    )


def test_text_from_outside_is_text(page: Page, show: Show) -> None:
    coder = show(full=True)
    coder.drag("asked her to")
    coder.page.keyboard.type("<img src=x onerror=alert(1)>")
    coder.press("Enter")
    coder.ops("newcode")
    assert "<img src=x onerror=alert(1)>" in coder.find(".cs-side").inner_text()
    assert page.evaluate("() => document.querySelectorAll('img').length") == 0
