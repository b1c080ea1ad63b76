"""The folder briefing/: what may stand in it, and what is said when something is amiss."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from collabstudy.briefing.settings import USUAL, choices
from collabstudy.errors import SettingsError
from collabstudy.io.briefing import read_briefing
from collabstudy.model.study import Study

Make = Callable[..., Study]


def test_a_study_without_the_folder_has_the_usual_briefing(make: Make) -> None:
    written = read_briefing(make().folder)
    assert not written.prose
    assert choices(written).sections == USUAL
    assert choices(written).per_theme == 2


def test_prose_is_found_by_name_and_its_number_does_not_count(make: Make) -> None:
    files = {
        "README.md": "not part of it",
        "20-why.md": "why",
        "10-summary.md": "sum",
        "cases/alder.md": "a",
        "themes/trust.md": "t",
    }
    written = read_briefing(make(written=files).folder)
    assert {name: prose.file for name, prose in written.prose.items()} == {
        "summary": "briefing/10-summary.md",
        "why": "briefing/20-why.md",
    }
    assert written.cases["alder"].file == "briefing/cases/alder.md"
    assert written.themes["trust"].text == "t"
    assert choices(written).sections == ("summary", "why", *USUAL[1:])


def test_briefing_toml_says_what_stands_there(make: Make) -> None:
    toml = 'title = "Other"\nsections = ["themes", "made"]\n[quotes]\nper_theme = 3\npinned = ["c1"]\n'
    toml += '[titles]\nmade = "How"\n'
    found = choices(read_briefing(make(written={"briefing.toml": toml}).folder))
    assert (found.title, found.sections, found.per_theme, found.pinned) == ("Other", ("themes", "made"), 3, ("c1",))
    assert found.titles == {"made": "How"}


@pytest.mark.parametrize(
    ("files", "file", "line", "problem"),
    [
        ({"briefing.toml": "a = 1\ntitle = x\n"}, "briefing/briefing.toml", 2, "this is not TOML"),
        ({"briefing.toml": "\ntitel = 'x'\n"}, "briefing/briefing.toml", 2, "there is no setting `titel`"),
        ({"briefing.toml": "title = 7"}, "briefing/briefing.toml", 1, "`title` is not text"),
        ({"briefing.toml": "sections = 'who'"}, "briefing/briefing.toml", 1, "`sections` is not a list of texts"),
        ({"briefing.toml": "\nsections = ['nowhere']"}, "briefing/briefing.toml", 2, "there is no section `nowhere`"),
        ({"briefing.toml": "quotes = 3"}, "briefing/briefing.toml", 1, "`quotes` is not a table"),
        ({"briefing.toml": "[quotes]\nper_theme = -1"}, "briefing/briefing.toml", 2, "not a whole number"),
        (
            {"briefing.toml": "[quotes]\n\npinnd = []"},
            "briefing/briefing.toml",
            3,
            "there is no setting `quotes.pinnd`",
        ),
        ({"briefing.toml": "sections = ['who']", "why.md": "."}, "briefing/why.md", None, "stands in no section"),
        ({"1-why.md": ".", "2-why.md": "."}, "briefing/2-why.md", None, "`why` is written twice"),
    ],
)
def test_mistakes_are_told_with_their_place(
    make: Make, files: dict[str, str], file: str, line: int | None, problem: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        choices(read_briefing(make(written=files).folder))
    assert problem in caught.value.problem
    assert (caught.value.file, caught.value.line) == (file, line)
    assert caught.value.hint


def test_a_file_that_is_not_utf_8_is_named(make: Make) -> None:
    folder = make(written={"why.md": "x"}).folder
    Path(folder, "briefing", "why.md").write_bytes("Café".encode("latin-1"))
    with pytest.raises(SettingsError, match="not UTF-8") as caught:
        read_briefing(folder)
    assert caught.value.file == "briefing/why.md"
