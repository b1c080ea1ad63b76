"""Everything that is wrong in briefing/ is told at once, each with file and line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from collabstudy.briefing.compose import compose
from collabstudy.briefing.problems import problems
from collabstudy.compare.crosstab import crosstab
from collabstudy.errors import SettingsError
from collabstudy.model.study import Study

Make = Callable[..., Study]
WRONG = {
    "briefing.toml": 'titel = "x"\n[quotes]\nper_theme = "two"\npinned = ["c-gone"]\n[wording]\nplaces = "towns"\n',
    "summary.md": "# {nobody}\n\nOne {trist.cases}.\n\n{{ count nothing }}, {trust.cases sector=army}, {trust.cases\n",
    "cases/alder.md": "Here {power.cases} share,\nand {trust.casse} trust.\n",
    "cases/nowhere.md": "Nowhere.\n",
    "themes/trust.md": "Fine: {trust.cases} of {trust.of}.\n",
    "coreq.md": "## 1. Interviewer\n\n{who}\n\n## 33. More\n",
}


def test_all_of_it_is_told_with_its_place(make: Make) -> None:
    study = make(written=WRONG)
    told = [(p.file, p.line, p.problem) for p in problems(study, crosstab=crosstab(study, unit="turn"))]
    assert told == [
        ("briefing/briefing.toml", 1, "there is no setting `titel`"),
        ("briefing/briefing.toml", 6, "there is no setting `wording.places`"),
        ("briefing/briefing.toml", 3, "`quotes.per_theme` is not a whole number from 0"),
        ("briefing/briefing.toml", 4, "there is no coding `c-gone` to quote"),
        ("briefing/coreq.md", 5, "COREQ has no item 33"),
        ("briefing/cases/nowhere.md", None, "there is no case `nowhere`"),
        ("briefing/summary.md", 1, "nothing is called `{nobody}`"),
        ("briefing/summary.md", 3, "there is no code `trist`"),
        ("briefing/summary.md", 5, "there is no theme `nothing`"),
        ("briefing/summary.md", 5, "no case has sector `army`"),
        ("briefing/summary.md", 5, "the brace before `trust.cases` is not closed"),
        ("briefing/cases/alder.md", 2, "nothing is called `{trust.casse}`"),
    ]
    assert all(
        p.hint and p.code == "briefing-unreadable" for p in problems(study, crosstab=crosstab(study, unit="turn"))
    )


def test_a_run_stops_at_the_first_and_says_how_many_more_there_are(make: Make) -> None:
    study = make(written={"summary.md": "{nobody}\n\n{trist.cases} and {trust.casse}"})
    with pytest.raises(SettingsError, match=r"nothing is called `\{nobody\}`") as caught:
        compose(study, crosstab=crosstab(study, unit="turn"), figures={}, manifest={})
    assert "2 more things are wrong in the briefing: `collabstudy check`" in caught.value.hint
    assert [error.line for error in caught.value.others] == [3, 3]


def test_a_briefing_that_is_right_has_no_problems(make: Make) -> None:
    study = make(written={"summary.md": "{trust.Words} trust, {trust.cases} of {n}; {power.unasked} was not asked."})
    assert problems(study, crosstab=crosstab(study, unit="turn")) == ()


def test_titles_take_numbers_and_say_where_one_is_wrong(make: Make) -> None:
    toml = 'title = "{n} places, {trust.cases} of which trust"\nsubtitle = "As {power.spelled} say"\n'
    study = make(written={"briefing.toml": toml, "summary.md": "# What {trust.words} say\n\nMuch."})
    made = compose(study, crosstab=crosstab(study, unit="turn"), figures={}, manifest={})
    assert (made.title, made.subtitle) == ("4 places, 4 of which trust", "As all three say")
    assert made.sections[0].title == "What all four places say"
    study = make(written={"briefing.toml": 'title = "x"\n[titles]\n\nwho = "{trist.cases}"\n'})
    (problem,) = problems(study, crosstab=crosstab(study, unit="turn"))
    assert (problem.file, problem.line, problem.problem) == ("briefing/briefing.toml", 4, "there is no code `trist`")
