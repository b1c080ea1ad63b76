"""What every figure must be, on a screen and on a page."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest
from matplotlib.patches import Circle

from collabstudy import compare, figures, plugins
from collabstudy.compare import crosstab
from collabstudy.compare.cooccurring.together import Cooccurrence
from collabstudy.figures import look, render
from collabstudy.figures._data import Data
from collabstudy.model.case import Case
from collabstudy.model.provenance import MadeBy
from collabstudy.model.study import Study
from collabstudy.topics.passages import Passage
from collabstudy.topics.topics import Topic, Topics

FIGURES = {name: part for name, part in plugins.parts("collabstudy.figures").items() if hasattr(part, "draw")}
WORDS = ("handed over", "ran out of money", "the oven", "sister", "secret baker")


def topics_by_hand() -> Topics:
    passages = (Passage("P01", 26, 85, 2, 12, ("ash",)), Passage("P01", 104, 147, 4, 8, ("ash",)))
    passages += (Passage("A1", 18, 56, 2, 7, ("ash", "birch")),)
    topics = (Topic("T01", (("keys", 0.5), ("R&D <b> $5", 0.25)), 2), Topic("T02", (("trust", 0.4),), 1))
    return Topics(topics, passages, ("T01", "T02", "T01"), MadeBy("topics", {"method": "ward"}))


MADE: dict[str, Callable[[Study], Data]] = {
    "crosstab": lambda study: FIGURES["crosstab"].data(crosstab(study, unit="turn")),
    "codes": lambda study: FIGURES["codes"].data(crosstab(study, unit="turn")),
    "codes_by_group": lambda study: FIGURES["codes_by_group"].data(crosstab(study, unit="turn", by="sector")),
    "timeline": lambda study: FIGURES["timeline"].data(crosstab(study, unit="turn", by="document"), study),
    "topics": lambda study: FIGURES["topics"].data(topics_by_hand(), study),
    "topic_words": lambda study: FIGURES["topic_words"].data(topics_by_hand()),
    "framework": lambda study: FIGURES["framework"].data(compare.framework(study)),
    "contrast": lambda study: FIGURES["contrast"].data(compare.contrast(study, by="sector", test="fisher")),
    "influence": lambda study: FIGURES["influence"].data(compare.influence(study)),
    "influence_voices": lambda study: FIGURES["influence_voices"].data(compare.influence(study)),
    "distinctive": lambda study: FIGURES["distinctive"].data(
        compare.distinctive(study, by="case", measure="log_odds", words="forms", min_count=2)
    ),
    "cooccurrence": lambda study: FIGURES["cooccurrence"].data(together_in_a_case(study)),
    "cooccurrence_network": lambda study: FIGURES["cooccurrence_network"].data(together_in_a_case(study)),
    "saturation": lambda study: FIGURES["saturation"].data(
        compare.saturation(study, by="interview", base=1, run=1, threshold=0.0, order="date", orders=50)
    ),
    "find": lambda study: FIGURES["find"].data(compare.find(study, "trust | money", unit="turn")),
    "joint": lambda study: FIGURES["joint"].data(compare.joint(study, topics=topics_by_hand(), by="sector")),
    "truthtable": lambda study: FIGURES["truthtable"].data(
        compare.truthtable(
            study, outcome="trust", conditions=["money"], unit="turn", inclusion=1, exclusion=0, frequency=1
        )
    ),
}


def together_in_a_case(study: Study) -> Cooccurrence:
    return compare.cooccurrence(study, within="case", level="code", coders="together", uncoded="in")


@pytest.fixture
def study(hand: ModuleType) -> Study:
    made: Study = hand.make(evidence=("person", "rules"))
    return made


def test_every_figure_is_tried_here_and_can_be_called_by_its_name() -> None:
    assert set(MADE) == set(FIGURES) == set(figures.__all__) - {"save"}


@pytest.mark.parametrize("name", FIGURES)
class TestEvery:
    def test_it_says_in_words_what_is_to_be_seen(self, name: str, study: Study) -> None:
        found = MADE[name](study)
        assert found.name == name
        assert len(found.frame) > 0
        assert len(found.alt) > 40
        assert re.search(r"\d", found.alt)
        assert found.caption.endswith(".")

    def test_plotly_shows_no_words_of_participants_and_takes_names_as_text(self, name: str, study: Study) -> None:
        figure = FIGURES[name].plot(MADE[name](study))
        told = figure.to_json()
        assert figure.layout.template.layout.font.color == look.INK
        assert json.loads(told)["data"]
        for words in WORDS:
            assert words not in told
        assert "<Sons>" not in told
        assert "Cedar & " not in told
        assert "$5" not in told

    def test_a_page_is_as_wide_as_text_and_nothing_leaves_it(self, name: str, study: Study) -> None:
        drawn = FIGURES[name].draw(MADE[name](study))
        assert drawn.get_size_inches()[0] * 25.4 == pytest.approx(160)
        assert outside(drawn) == []

    def test_files_are_the_same_each_time_and_hold_fonts_but_no_dates(
        self, name: str, study: Study, tmp_path: Path
    ) -> None:
        found = MADE[name](study)
        saved, again = (render.save(found, tmp_path / place) for place in ("one", "two"))
        assert [path.read_bytes() for path in saved.files] == [path.read_bytes() for path in again.files]
        assert len(pd.read_csv(saved.csv)) == len(found.frame)
        png, svg, pdf = (path.read_bytes() for path in (saved.png, saved.svg, saved.pdf))
        assert int.from_bytes(png[16:20], "big") == int(160 / 25.4 * render.DOTS)
        assert b"Software" not in png
        assert b"/FontFile2" in pdf
        assert b"CreationDate" not in pdf
        assert b"<dc:date>" not in svg
        assert b"<text" not in svg  # letters are outlines: they look alike everywhere
        assert saved.alt[:20].encode() in svg


def outside(drawn: Any) -> list[str]:
    """Texts that do not lie on the page."""
    renderer = drawn.canvas.get_renderer()
    page = drawn.bbox
    boxes = {text.get_text(): text.get_window_extent(renderer) for text in drawn.axes[0].texts if text.get_text()}
    assert boxes
    return [
        text
        for text, box in boxes.items()
        if box.x0 < page.x0 - 1 or box.x1 > page.x1 + 1 or box.y0 < page.y0 - 1 or box.y1 > page.y1 + 1
    ]


def grown(hand: ModuleType, count: int, name: str = "") -> Study:
    """A study of so many cases in three groups, nothing coded but by the first four."""
    more = (
        Case(f"x{n}", f"{name or 'Place'} {n}", (), {"sector": ("council", "charity", "firm")[n % 3]})
        for n in range(4, count)
    )
    made: Study = hand.make(cases=(*(replace(case, name=name + case.name) for case in hand.CASES), *more))
    return made


LONG = "The Association of Friends and Neighbours of the Lower and the Upper Marsh at "


@pytest.mark.parametrize("count", [4, 10, 25, 26, 27, 60])
@pytest.mark.parametrize("name", ["", LONG])
def test_any_number_of_places_with_any_names_stay_on_the_page(hand: ModuleType, count: int, name: str) -> None:
    study = grown(hand, count, name)
    drawn = FIGURES["crosstab"].draw(MADE["crosstab"](study))
    assert outside(drawn) == []
    circles = [patch for patch in drawn.axes[0].patches if isinstance(patch, Circle)]
    rows = {round(circle.center[1], 2) for circle in circles}
    assert len(rows) > 3
    for y in rows:
        line = sorted((c.center[0], c.radius) for c in circles if round(c.center[1], 2) == y)
        assert all(b[0] - a[0] > a[1] + b[1] for a, b in pairwise(line))
    assert outside(FIGURES["timeline"].draw(MADE["timeline"](study))) == []


def test_long_names_are_cut_so_that_they_can_be_told_apart(hand: ModuleType) -> None:
    drawn = FIGURES["crosstab"].draw(MADE["crosstab"](grown(hand, 6, LONG)))
    names = [text.get_text() for text in drawn.axes[0].texts if text.get_text().startswith("The Ass")]
    assert len(set(names)) == len(names) == 6


def test_the_four_values_are_drawn_as_four_shapes(hand: ModuleType) -> None:
    found = MADE["crosstab"](hand.make())
    assert set(found.frame["value"]) == {"present", "absent", "not_asked", "not_coded"}
    traces = {trace.name: trace for trace in FIGURES["crosstab"].plot(found).data}
    symbols = {trace.marker.symbol for trace in traces.values()}
    assert symbols == {"circle", "circle-open", "line-ew-open", "x-thin-open"}
    assert len(traces["not coded yet"].x) == 4  # Dogwood: sharing, voting, trust, money
    assert len(traces["not asked"].x) == 1  # Birch: sharing
    drawn = FIGURES["crosstab"].draw(found)
    circles = [patch for patch in drawn.axes[0].patches if isinstance(patch, Circle)]
    filled = [circle for circle in circles if circle.get_facecolor()[3] > 0]
    assert len(filled) == 3 + 1 + 1 + 1  # Ash, Birch, Cedar, and one in the key


def test_more_passages_make_a_larger_dot(hand: ModuleType) -> None:
    again = hand.said("again", "P01", "trust", "Nobody slept.")
    figure = FIGURES["crosstab"].plot(MADE["crosstab"](hand.make(codings=(*hand.CODINGS, again))))
    voiced = figure.data[0]
    sizes = dict(zip(voiced.hovertext, voiced.marker.size, strict=True))
    two = next(size for told, size in sizes.items() if "2 passages" in told)
    assert all(two > size for told, size in sizes.items() if "1 passage " in told)


def test_names_are_what_they_are_on_a_page(hand: ModuleType) -> None:
    drawn = FIGURES["crosstab"].draw(MADE["crosstab"](hand.make()))
    texts = [text.get_text() for text in drawn.axes[0].texts]
    assert "Dogwood $5 Trust" in texts
    assert "Cedar & <Sons>" in texts
    assert not any(text.get_parse_math() for text in drawn.axes[0].texts)


def test_intervals_are_drawn_from_thirty_cases_on(hand: ModuleType) -> None:
    few = MADE["codes_by_group"](hand.make())
    assert few.frame["low"].isna().all()
    cases = [replace(hand.CASES[0], id=f"c{n}") for n in range(60)]
    documents = [replace(hand.DOCUMENTS[0], id=f"D{n}", case=f"c{n}") for n in range(60)]
    done = [hand.Done(document.id, "mira", "") for document in documents]
    many = hand.make(cases=cases, documents=documents, done=done, codings=(), tags=(), links=())
    found = MADE["codes_by_group"](many)
    assert (found.frame["of"] == 60).all()
    assert found.frame["high"].round(3).unique().tolist() == [0.06]  # 0 of 60: z² / (60 + z²)
    assert FIGURES["codes_by_group"].plot(found).data[0].error_x.visible


def test_a_timeline_is_of_documents_in_time(hand: ModuleType) -> None:
    from collabstudy.errors import StudyError

    study = hand.make(documents=hand.changed("P02", date="last spring"))
    found = MADE["timeline"](study)
    row = found.frame.set_index("document")
    assert "P05" not in row.index  # withdrawn
    assert row.loc["P01", "codings"] == 4  # c1 with c2, c3, c4, c5
    assert row.loc["A1", "name"] == "several places"
    assert row.loc["P02", "date"] == ""
    ticks = FIGURES["timeline"].plot(found).layout.xaxis.ticktext
    assert ticks[-1] == "no date"
    with pytest.raises(StudyError, match="by document"):
        FIGURES["timeline"].data(crosstab(study, unit="turn"), study)


def test_people_and_machines_are_told_apart_without_colour(study: Study) -> None:
    found = MADE["codes"](study)
    bars = {bar.name: bar for bar in FIGURES["codes"].plot(found).data}
    assert set(bars) == {"by people", "by rules"}
    assert bars["by people"].marker.pattern.shape != bars["by rules"].marker.pattern.shape
    trust = found.frame.set_index("code").loc["trust"]
    assert (trust["codings"], trust["persons"], trust["rules"]) == (4, 2, 2)


def test_a_figure_of_nothing_is_still_a_figure(hand: ModuleType, tmp_path: Path) -> None:
    empty = hand.make(codings=(), tags=(), done=(), documents=())
    for name in ("crosstab", "codes", "codes_by_group", "timeline"):
        found = MADE[name](empty)
        FIGURES[name].plot(found)
        render.save(found, tmp_path)


def test_the_palette_can_be_seen_on_white() -> None:
    for colour in (*look.BRANCHES, look.ACCENT, look.WARM, look.MARK):
        assert look.contrast(colour) >= 3
    for colour in (look.INK, look.SOFT, look.ACCENT, look.WARM):
        assert look.contrast(colour) >= 4.5
    assert look.readable("#f05000") == look.INK


def test_drawing_changes_no_settings_and_the_template_is_not_the_default(study: Study) -> None:
    import matplotlib
    import plotly.io as pio

    before = dict(matplotlib.rcParams)
    FIGURES["crosstab"].draw(MADE["crosstab"](study))
    FIGURES["crosstab"].plot(MADE["crosstab"](study))
    assert dict(matplotlib.rcParams) == before
    assert look.TEMPLATE in pio.templates
    assert pio.templates.default != look.TEMPLATE


def test_neither_hash_seed_nor_process_changes_a_byte(tmp_path: Path) -> None:
    handmade = Path(__file__).parents[1] / "compare" / "handmade.py"
    program = f"""
import sys, runpy, hashlib, pathlib
hand = runpy.run_path({str(handmade)!r})
from collabstudy.compare import crosstab
from collabstudy.figures import render
from collabstudy.plugins import part
found = part("collabstudy.figures", "crosstab").data(crosstab(hand["make"](), unit="turn"))
saved = render.save(found, pathlib.Path(sys.argv[1]))
assert "matplotlib.pyplot" not in sys.modules
print([hashlib.sha256(path.read_bytes()).hexdigest() for path in saved.files])
"""
    told = {
        subprocess.run(
            [sys.executable, "-c", program, str(tmp_path / seed)],
            env={"PYTHONHASHSEED": seed, "HOME": str(tmp_path), "MPLCONFIGDIR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "7")
    }
    assert len(told) == 1
