"""A notebook with a cell that fails: which one is said, and nobody's words are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from collabstudy.errors import StudyError
from collabstudy.run.build import rebuild

Add = Callable[..., Path]
SAID = "I trusted them in the flood"
OPEN = 'import collabstudy as cs\nstudy = cs.read_study("..")\nsaid = study.codings[0].quote'


@pytest.fixture
def failed(built: Path, add_notebook: Add) -> Callable[..., StudyError]:
    """What a run says of a notebook with these cells."""

    def run(*cells: str) -> StudyError:
        add_notebook(built, "10_small", *cells)
        with pytest.raises(StudyError) as told:
            rebuild(built)
        return told.value

    return run


def test_the_notebook_the_cell_and_its_source_are_shown(failed: Callable[..., StudyError]) -> None:
    error = failed("1 + 1", "# the second cell\nhalf = 7\nhalf / 0", "never_reached")
    assert error.file == "notebooks/10_small.ipynb"
    assert "code cell 2 failed: ZeroDivisionError" in error.problem
    assert "half / 0" in error.hint and "never_reached" not in str(error)
    assert "Traceback" not in str(error) and "\x1b" not in str(error)


def test_what_went_wrong_with_a_name_is_told(failed: Callable[..., StudyError]) -> None:
    assert "study_foldr" in failed('study_folder = ".."', "study_foldr").problem


def test_what_went_wrong_with_the_study_is_told(failed: Callable[..., StudyError]) -> None:
    assert "no document P99" in failed(OPEN, 'study.document("P99")').problem


@pytest.mark.parametrize(
    "cell", ["raise ValueError(said)", "int(said)", "{}[said]", "assert not said, said", "open(said)"]
)
def test_what_somebody_said_is_not_told(failed: Callable[..., StudyError], cell: str) -> None:
    error = failed(OPEN, f"print(said)\n{cell}")
    assert "code cell 2 failed: " in error.problem
    assert SAID not in str(error) and "flood" not in str(error)


def test_earlier_pages_stay_whole(built: Path, add_notebook: Add) -> None:
    page = built / "build/notebooks/10_small.html"
    before = page.read_bytes()
    assert b"42" in before
    add_notebook(built, "10_small", "1 / 0")
    with pytest.raises(StudyError):
        rebuild(built)
    assert page.read_bytes() == before


def test_something_else_under_that_name_is_said_to_be_no_notebook(built: Path) -> None:
    (built / "notebooks/10_small.ipynb").write_text("not a notebook", encoding="utf-8")
    with pytest.raises(StudyError, match="no notebook"):
        rebuild(built)


def test_the_file_of_a_notebook_is_never_written(built: Path, add_notebook: Add) -> None:
    path = add_notebook(built, "10_small", "6 * 9")
    before = path.read_bytes()
    rebuild(built)
    assert path.read_bytes() == before
