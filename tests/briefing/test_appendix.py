"""The body is for reading, the appendix for looking up: where it begins, and what stands there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

import pytest

from collabstudy.briefing.blocks import Briefing, Picture, Table, told
from collabstudy.briefing.compose import compose
from collabstudy.briefing.docx import docx
from collabstudy.briefing.html import html
from collabstudy.compare.crosstab import crosstab
from collabstudy.errors import SettingsError
from collabstudy.model.study import Study

Make = Callable[..., Study]
TIMELINE = Picture("timeline", "Documents by date.", "A dot a document", b"<svg/>", b"", note="Unit: turn.")


def of(study: Study) -> Briefing:
    figures = {"timeline": TIMELINE}
    return compose(study, crosstab=crosstab(study, unit="turn"), figures=figures, manifest={})


def caption_and_method(made: Briefing) -> tuple[str, dict[str, str]]:
    (picture,) = (block for section in made.sections for block in section.blocks if isinstance(block, Picture))
    (method,) = (s for s in made.sections if s.name == "made")
    (table,) = (block for block in method.blocks if isinstance(block, Table) and block.name == "Made from")
    return picture.caption, {told(row[0]): told(row[1]) for row in table.rows}


def test_the_appendix_begins_where_only_what_is_looked_up_follows(make: Make) -> None:
    made = of(make())
    assert [section.name for section in made.sections if section.appendix] == ["made"]
    assert [section.name for section in made.sections][-3:] == ["made", "coreq", "evidence"]
    assert html(made).count('<p class="kind">Appendix</p>') == 1


def test_a_part_to_look_up_among_the_others_is_no_appendix(make: Make) -> None:
    made = of(make(written={"briefing.toml": 'sections = ["made", "summary", "evidence"]'}))
    assert [(section.name, section.appendix) for section in made.sections] == [
        ("made", ""),
        ("summary", ""),
        ("evidence", "Appendix"),
    ]


def test_a_briefing_of_nothing_but_an_appendix_has_none(make: Make) -> None:
    made = of(make(written={"briefing.toml": 'sections = ["coreq", "evidence"]'}))
    assert [section.appendix for section in made.sections] == ["", ""]


def test_how_a_figure_was_counted_stands_with_the_method(make: Make) -> None:
    caption, method = caption_and_method(of(make()))
    assert caption == "Documents by date."
    assert method["Figure timeline"] == "Unit: turn."


def test_people_write_captions_and_the_programs_own_stands_with_the_method(make: Make) -> None:
    caption, method = caption_and_method(of(make(written={"briefing.toml": '[captions]\ntimeline = "When we came."'})))
    assert caption == "When we came."
    assert method["Figure timeline"] == "Documents by date. Unit: turn."


def test_a_caption_for_a_figure_that_there_is_not_is_an_error_with_its_line(make: Make) -> None:
    with pytest.raises(SettingsError, match="there is no figure `timelin`") as caught:
        of(make(written={"briefing.toml": '[captions]\ntimelin = "When we came."'}))
    assert caught.value.line == 2
    assert "timeline" in caught.value.hint


def test_a_study_without_cases_has_a_briefing_without_a_matrix(make: Make) -> None:
    study = replace(make(), cases=())
    made = compose(study, crosstab=crosstab(study, unit="turn"), figures={}, manifest={})
    assert "themes" in [section.name for section in made.sections]
    assert docx(made)


def test_four_thousand_numbers_in_one_paragraph_are_filled_in_without_delay(make: Make) -> None:
    study = make(written={"briefing.toml": 'sections = ["summary"]', "summary.md": "{trust.cases} of {n}, " * 2000})
    begun = perf_counter()
    made = compose(study, crosstab=crosstab(study, unit="turn"), figures={}, manifest={})
    assert perf_counter() - begun < 10  # read anew for each number it is a minute
    (section,) = made.sections
    assert told(section.blocks[0].line).count("4 of 4") == 2000  # type: ignore[union-attr]  # it is a paragraph
