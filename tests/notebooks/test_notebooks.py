"""The demo study's five notebooks: what is kept of them, and that they run."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
MOST_LINES = 12


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest) -> Any:
    return nbformat.read(request.param, as_version=4)


def code(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_there_are_the_five_that_the_design_names() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["10_corpus", "20_coding", "30_topics", "40_comparison", "50_briefing"]


def test_no_output_is_kept(notebook: Any) -> None:
    assert len(code(notebook)) > 3
    assert [cell.id for cell in code(notebook) if cell.outputs or cell.execution_count] == []
    assert "widgets" not in notebook.metadata


def test_it_is_kept_as_jupyterlab_keeps_it() -> None:
    for path in NOTEBOOKS:
        written = path.read_text(encoding="utf-8")
        assert written == nbformat.writes(nbformat.read(path, as_version=4)) + "\n", path.name


def test_every_cell_has_an_id_of_its_own(notebook: Any) -> None:
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids) > 6


def test_it_begins_with_a_heading_and_says_where_the_study_lies(notebook: Any) -> None:
    assert notebook.cells[0].cell_type == "markdown"
    assert notebook.cells[0].source.startswith("# ")
    tagged = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    assert tagged == [code(notebook)[0]]
    assert 'study_folder = ".."' in tagged[0].source.splitlines()


def test_it_defines_nothing_and_its_cells_are_short(notebook: Any) -> None:
    for cell in code(notebook):
        defined = [type(node).__name__ for node in ast.walk(ast.parse(cell.source)) if isinstance(node, DEFINING)]
        assert defined == [], cell.source
        assert len(cell.source.splitlines()) <= MOST_LINES, cell.source


DEFINING = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def test_there_is_prose_between_results(notebook: Any) -> None:
    kinds = [cell.cell_type for cell in notebook.cells[3:]]  # after the parameters and the opening of the study
    assert kinds[0] == "markdown"
    assert not any(kinds[at : at + 3] == ["code"] * 3 for at in range(len(kinds)))


def test_all_run_from_top_to_bottom_and_show_something(pages: dict[str, str]) -> None:
    assert list(pages) == [path.stem for path in NOTEBOOKS]
    for name, page in pages.items():
        assert page.count('class="result"') >= 3, name
        assert "Traceback" not in page


def test_running_leaves_the_files_alone(pages: dict[str, str], demo_study_folder: Path) -> None:
    assert pages
    for path in NOTEBOOKS:
        assert (demo_study_folder / "notebooks" / path.name).read_bytes() == path.read_bytes()


def test_no_page_asks_anything_of_the_network(pages: dict[str, str], asked: Callable[[str], list[str]]) -> None:
    assert {name: found for name, page in pages.items() if (found := asked(page))} == {}
