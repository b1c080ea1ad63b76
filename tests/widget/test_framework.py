"""The editor of the framework matrix: what page and study say to each other, in Python."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from collabstudy import coding, read_study
from collabstudy.run import summaries

pytest.importorskip("anywidget")


class Page:
    """A page that has the editor open: everything goes through the real widget's comm."""

    def __init__(self, widget: Any, sent: list[dict[str, Any]], view: str = "v1") -> None:
        self.widget, self.sent, self.view, self.op = widget, sent, view, 0

    def say(self, kind: str, **more: Any) -> list[dict[str, Any]]:
        before = len(self.sent)
        self.op += 1
        data = {"method": "custom", "content": {"kind": kind, "view": self.view, "op": self.op, **more}}
        self.widget._handle_msg({"content": {"data": data}, "buffers": []})
        return self.sent[before:]

    def open(self, case: str = "elm", code: str = "trust") -> dict[str, Any]:
        return self.say("open", case=case, code=code)[-1]


@pytest.fixture
def study(folder: Path) -> Any:
    opened = read_study(folder)
    coding.add(opened, "P01", code="trust", coder="mira", quote="I trusted them in the flood.")
    return opened


@pytest.fixture
def page(study: Any, comms: dict[str, list[dict[str, Any]]]) -> Any:
    from collabstudy.widget.framework import framework

    widget = framework(study, by="mira")
    yield Page(widget, comms.setdefault(widget.comm.comm_id, []))
    widget.close()


def test_the_page_is_told_the_matrix_and_a_cell_when_it_asks(page: Page) -> None:
    (grid,) = page.say("hello")
    assert [case["id"] for case in grid["cases"]] == ["elm"]
    assert [theme["id"] for theme in grid["themes"]] == ["trust", "money"]
    assert [cell["told"] for cell in grid["cells"][0]] == ["voiced, nothing written yet", "not coded yet"]
    cell = page.open()
    assert (cell["kind"], cell["version"], cell["news"]) == ("cell", "", [])
    assert [one["text"] for one in cell["passages"]] == ["I trusted them in the flood."]


def test_what_is_saved_is_on_disk_before_the_page_hears_so_and_tied_to_what_was_shown(page: Page, study: Any) -> None:
    page.say("hello")
    cell = page.open()
    coding.add(study, "P01", code="trust", coder="jonas", quote="The neighbours.")
    told = page.say("save", case="elm", code="trust", version=cell["version"], text="Made in a flood.")
    assert [one["kind"] for one in told] == ["changed", "saved"]
    path = study.folder / "briefing/summaries/elm/trust.md"
    assert path.read_text(encoding="utf-8").endswith("---\nMade in a flood.\n")
    assert told[-1]["news"] == ["added: P01, turn 2, jonas"]  # it came after the cell was opened
    assert [one["new"] for one in told[-1]["passages"]] == [True]
    again = page.say("confirm", case="elm", code="trust", version=told[-1]["version"], text="")[-1]
    assert (again["kind"], again["cell"]["state"], again["news"]) == ("saved", "written", [])


def test_a_file_that_was_changed_meanwhile_is_not_written_over(page: Page, study: Any) -> None:
    page.say("hello")
    cell = page.open()
    summaries.write(study, "elm", "trust", "From elsewhere.")
    (told,) = page.say("save", case="elm", code="trust", version=cell["version"], text="Mine.")
    assert (told["kind"], told["problem"]) == ("refused", "this summary was written since it was read")
    assert page.open()["cell"]["text"] == "From elsewhere."


def test_a_page_that_shows_something_else_is_refused(page: Page) -> None:
    page.say("hello")
    (told,) = page.say("save", case="elm", code="trust", version="", text="Mine.")
    assert told["kind"] == "refused"
    page.open()
    for case, code in (("ash", "trust"), ("elm", "hope"), ("../elm", "trust")):
        assert page.say("open", case=case, code=code)[-1]["kind"] == "refused"


def test_two_editors_of_one_study_show_the_same(page: Page, study: Any, comms: dict[str, list[dict[str, Any]]]) -> None:
    from collabstudy.widget.framework import framework

    widget = framework(read_study(study.folder), codes=["trust"])
    other = Page(widget, comms.setdefault(widget.comm.comm_id, []))
    other.say("hello")
    page.say("hello")
    page.say("save", case="elm", code="trust", version=page.open()["version"], text="Made in a flood.")
    assert [(m["kind"], m["cell"]["text"]) for m in other.sent if m["kind"] == "changed"] == [
        ("changed", "Made in a flood."),
    ]
    widget.close()


def test_an_emptied_text_is_taken_away(page: Page, study: Any) -> None:
    page.say("hello")
    saved = page.say("save", case="elm", code="trust", version=page.open()["version"], text="x")[-1]
    told = page.say("save", case="elm", code="trust", version=saved["version"], text=" ")[-1]
    assert (told["kind"], told["cell"]["state"]) == ("saved", "empty")
    assert not (study.folder / "briefing/summaries/elm/trust.md").exists()


def test_nothing_that_a_notebook_keeps_has_a_word_of_it(page: Page) -> None:
    page.say("hello")
    page.say("save", case="elm", code="trust", version=page.open()["version"], text="Made in a flood.")
    assert set(page.widget.get_state()) >= {"height"}
    kept = {name: value for name, value in page.widget.get_state().items() if not name.startswith("_")}
    assert "flood" not in str(kept)
    data, _ = page.widget._repr_mimebundle_()
    assert "Run this cell in JupyterLab" in data["text/html"]
    assert "flood" not in str(data)
    assert "<li>written: 1</li>" in data["text/html"]
    assert len(page.widget.frame()) == 2
