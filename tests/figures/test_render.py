"""Figures as files: the text of a page, slides in 16:9 with larger type, what to say with them beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from collabstudy.compare.crosstab import crosstab
from collabstudy.errors import StudyError
from collabstudy.figures import render
from collabstudy.plugins import part
from collabstudy.run.opening import read_study

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from collabstudy.figures._data import Data


@pytest.fixture
def matrix(demo: Path) -> Data:
    """What the demo's matrix of themes shows."""
    found: Data = part("collabstudy.figures", "crosstab").data(crosstab(read_study(demo), unit="turn"))
    return found


def test_what_to_say_with_a_figure_lies_beside_it(matrix: Data, tmp_path: Path) -> None:
    saved = render.save(matrix, tmp_path, "themes")
    assert sorted(path.name for path in saved.files) == [
        f"themes.{kind}" for kind in ("csv", "json", "pdf", "png", "svg")
    ]
    told = json.loads(saved.told.read_text(encoding="utf-8"))
    assert told == {"figure": "crosstab", "alt": matrix.alt, "caption": matrix.caption, "note": matrix.note}
    assert saved.slides == ()


def test_a_slide_is_16_to_9_and_the_page_stays_as_it_is(matrix: Data, tmp_path: Path) -> None:
    saved = render.save(matrix, tmp_path, sizes=("word", "slide"))
    assert [path.name for path in saved.slides] == ["crosstab-slide.png", "crosstab-slide.svg", "crosstab-slide.pdf"]
    with Image.open(saved.slides[0]) as slide, Image.open(saved.png) as page:
        assert slide.size[0] / slide.size[1] == pytest.approx(16 / 9, abs=0.002)
        assert slide.info["dpi"][0] == pytest.approx(300, abs=0.1)
        assert page.size[0] == int(160 / 25.4 * 300)
    again = render.save(matrix, tmp_path / "again", sizes=("word", "slide"))
    assert [path.read_bytes() for path in saved.files] == [path.read_bytes() for path in again.files]


def test_type_on_a_slide_is_larger_against_its_marks(matrix: Data) -> None:
    page, slide = (_of_its_marks(render.drawn(matrix, size=size)) for size in render.SIZES)
    same = set(page) & set(slide)
    assert len(same) > 20
    assert slide["Trust"] / page["Trust"] == pytest.approx(render.LARGER, rel=0.02)
    assert all(slide[told] / page[told] > 0.99 for told in same)


def _of_its_marks(figure: Figure) -> dict[str, float]:
    """How large each text is, in millimetres of the drawing, by what it says."""
    (axes,) = figure.axes
    low, high = axes.get_ylim()
    points = axes.get_position().height * figure.get_size_inches()[1] * 72 / abs(high - low)
    return {text.get_text(): float(text.get_fontsize()) / points for text in axes.texts if text.get_text()}


def test_nothing_leaves_the_slide(matrix: Data) -> None:
    slide = render.drawn(matrix, size="slide")
    slide.set_dpi(72)
    renderer = slide.canvas.get_renderer()  # type: ignore[attr-defined]  # of matplotlib's Agg
    width, height = slide.get_size_inches() * 72
    texts = [text for axes in slide.axes for text in axes.texts if text.get_text()]
    assert len(texts) > 20
    for text in texts:
        box = text.get_window_extent(renderer)
        assert box.x0 >= -1, text.get_text()
        assert box.x1 <= width + 1, text.get_text()
        assert box.y0 >= -1
        assert box.y1 <= height + 1


def test_marks_can_be_told_apart_in_grey(matrix: Data, tmp_path: Path) -> None:
    """A full dot, an empty ring, a dash: shapes, each dark enough on white when its colour is gone."""
    saved = render.save(matrix, tmp_path)
    with Image.open(saved.png) as picture:
        shades = picture.convert("L").histogram()
    assert sum(shades[:80]) > 1000  # dots and letters
    assert sum(shades[80:150]) > 1000  # rings and dashes


def test_a_size_that_there_is_not_is_named(matrix: Data, tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="no size `poster`") as caught:
        render.save(matrix, tmp_path, sizes=("poster",))  # type: ignore[arg-type]  # what a user may type
    assert caught.value.hint == "one of word, slide"
    assert not list(tmp_path.glob("*.*"))
