"""The briefing as a value: what nobody wrote is said from the numbers, what somebody wrote stands where it belongs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType
from typing import TypeVar

import pytest

from collabstudy.briefing.blocks import (
    Block,
    Box,
    Briefing,
    Bullets,
    Claims,
    Heading,
    Matrix,
    Number,
    Paragraph,
    Quotation,
    Section,
    Table,
    Text,
)
from collabstudy.briefing.compose import compose
from collabstudy.briefing.html import html
from collabstudy.compare.crosstab import crosstab
from collabstudy.compare.findings import check
from collabstudy.errors import SettingsError
from collabstudy.model.case import Case
from collabstudy.model.finding import Claim as About
from collabstudy.model.finding import Finding, Was
from collabstudy.model.guide import Guide
from collabstudy.model.log import Folded
from collabstudy.model.study import Settings, Study

Compose = Callable[..., Briefing]
B = TypeVar("B", bound=Block)


def section(briefing: Briefing, name: str) -> Section:
    return next(section for section in briefing.sections if section.name == name)


def those(found: Section, kind: type[B]) -> list[B]:
    return [block for block in found.blocks if isinstance(block, kind)]


def said(block: Paragraph | Heading) -> str:
    return "".join(piece.text for piece in block.line)


def test_a_briefing_that_nobody_wrote_has_every_part_that_has_something_to_say(composed: Compose) -> None:
    briefing = composed()
    assert (briefing.title, briefing.subtitle, briefing.invented) == (
        "Small places",
        "Four of them",
        "All of it is invented.",
    )
    assert [s.name for s in briefing.sections] == [
        *("summary", "who", "themes", "places", "sounds", "next", "made", "coreq", "evidence")
    ]


def test_the_summary_groups_themes_by_the_word_for_their_count(composed: Compose) -> None:
    told = [said(block) for block in those(section(composed(), "summary"), Paragraph)]
    assert told == [
        "All four places voice “Trust” (4 of 4).",
        "All three places that were asked and coded voice “Sharing power” (3 of 3).",
        "One place voices “Paper that protects” (1 of 4).",
    ]


def test_the_table_of_cases_counts_interviews_and_articles(composed: Compose) -> None:
    who = section(composed(), "who")
    assert said(those(who, Paragraph)[0]) == (
        "Five interviews were held in four places between March and July 2025. One article was read beside them."
    )
    (table,) = those(who, Table)
    assert table.columns == ("Name", "Sector", "Residents", "Interviews", "Named in")
    rows = [["".join(piece.text for piece in cell) for cell in row] for row in table.rows]
    assert rows[0] == ["Alderfleet Council", "Council", "41,000", "1", "1"]
    assert rows[2] == ["Candle House", "Charity", "12,000", "2", "0"]
    assert rows[3] == ["Drumlin Trust", "Charity", "700", "1", "0"]  # its withdrawn interview is not counted
    assert table.numeric == {2, 3, 4}


def test_questions_say_in_how_many_interviews_they_were_put(composed: Compose) -> None:
    *_, questions = those(section(composed(), "made"), Bullets)
    told = [said(item[0]) for item in questions.items if isinstance(item[0], Paragraph)]
    assert told == [
        "Whom do you trust?",
        "Who decides? (put in 3 of 5 interviews)",
        "What about money? (put in 3 of 5 interviews)",
    ]


def test_the_matrix_has_the_four_values_and_their_counts(composed: Compose) -> None:
    (matrix,) = those(section(composed(), "themes"), Matrix)
    values = {row.code: [mark.value for mark in row.marks] for row in matrix.rows}
    assert values == {
        "trust": ["present", "present", "present", "present"],
        "power": ["present", "present", "not_asked", "present"],
        "paper": ["absent", "absent", "present", "absent"],
        "money": ["absent", "absent", "not_asked", "absent"],
    }
    assert [(row.present, row.of) for row in matrix.rows] == [(4, 4), (3, 3), (1, 4), (0, 3)]
    assert [row.marks[0].passages for row in matrix.rows] == [1, 3, 0, 0]
    assert matrix.number == 1


def test_a_theme_tells_who_voices_it_and_who_does_not(composed: Compose) -> None:
    notes = [said(block) for block in those(section(composed(), "themes"), Paragraph) if block.note]
    assert notes[1] == (
        "3 of 3 places, 5 passages: Alderfleet Council, Birchwick Council and Drumlin Trust. Not asked: Candle House."
    )
    assert notes[2] == (
        "1 of 4 places, 1 passage: Candle House."
        " Asked and not voiced: Alderfleet Council, Birchwick Council and Drumlin Trust."
    )
    assert notes[3].startswith("0 of 3 places. Asked and not voiced: ")


def test_themes_stand_under_the_branches_of_the_codebook(composed: Compose) -> None:
    headings = [(said(block), block.level) for block in those(section(composed(), "themes"), Heading)]
    assert headings == [("Why", 3), ("Trust", 4), ("Sharing power", 4), ("Paper that protects", 3), ("Money", 3)]


def test_each_theme_is_quoted_from_different_places(composed: Compose) -> None:
    blocks = section(composed(), "themes").blocks
    at = next(i for i, block in enumerate(blocks) if isinstance(block, Heading) and block.code == "trust")
    quoted = [block.quote.case for block in blocks[at : at + 5] if isinstance(block, Quotation)]
    assert len(quoted) == 2
    assert len(set(quoted)) == 2


def test_a_box_has_facts_themes_and_what_was_asked_in_vain(composed: Compose) -> None:
    boxes = those(section(composed(), "places"), Box)
    assert [box.name for box in boxes] == ["Alderfleet Council", "Birchwick Council", "Candle House", "Drumlin Trust"]
    assert boxes[0].facts == "41,000 residents · 1 interview, March 2025 · named in 1 article"
    assert [(chip.name, chip.number.text) for chip in boxes[0].chips] == [("Sharing power", "3"), ("Trust", "1")]
    assert boxes[0].gaps == (("Asked, not voiced", "Paper that protects; Money"),)
    assert boxes[2].gaps == (("Not asked", "Sharing power; Money"),)
    assert boxes[2].facts == "Charity · 12,000 residents · 2 interviews, May and July 2025"


def test_a_box_quotes_its_own_interviews_and_none_whose_place_may_not_be_told(composed: Compose) -> None:
    briefing = composed(written={"briefing.toml": "[quotes]\nper_theme = 0\nsounds = 0\nper_case = 3\n"})
    boxes = those(section(briefing, "places"), Box)
    quoted = {box.case: {q.quote.document for q in box.blocks if isinstance(q, Quotation)} for box in boxes}
    # candle's other interview is anonymous, drumlin's may not be quoted: in a box everybody could tell whose words
    assert quoted == {"alder": {"D1"}, "birch": {"D2"}, "candle": {"D6"}, "drumlin": set()}


def test_what_was_not_asked_comes_next(composed: Compose) -> None:
    (bullets,) = those(section(composed(), "next"), Bullets)
    told = [said(item[0]) for item in bullets.items if isinstance(item[0], Paragraph)]
    assert told == ["Sharing power: not asked in Candle House", "Money: not asked in Candle House"]


def test_how_it_was_made_names_inputs_versions_and_what_counts(composed: Compose) -> None:
    made = section(composed(), "made")
    (table,) = those(made, Table)
    rows = {row[0][0].text: "".join(piece.text for piece in row[1]) for row in table.rows}
    assert rows["Seed"] == "7"
    assert rows["Codebook"].startswith("Small, version 3, 5 codes, hash ")
    assert rows["Versions"] == "pandas 3.1.1"
    assert rows["corpus"].startswith("1 file, ")  # the withdrawn one is not listed
    assert rows["codings"].startswith("1 file, ")
    assert "notebooks" not in rows  # nothing in the briefing depends on them
    told = " ".join(said(item[0]) for item in those(made, Bullets)[0].items if isinstance(item[0], Paragraph))
    assert "What counts are codings by people, 12 of them. A passage is a turn." in told
    assert "One document can only be quoted without role and place." in told
    assert "One document counts but may not be quoted." in told


def test_sentences_that_carry_a_claim_say_whether_they_hold(make: Callable[..., Study]) -> None:
    council = {"sector": ("council",)}
    study = make()
    found = check(
        study,
        (
            Finding("f1", "All trust.", About("all", ("trust",)), Was(3, 3)),
            Finding("f2", "Most have paper.", About("most", ("paper",))),
            Finding("f3", "Only councils trust.", About("only", ("trust",), council)),
            Finding(
                "f4",
                "Charities have paper more often.",
                About("more_than", ("paper",), {"sector": ("charity",)}, council),
            ),
        ),
    )
    table = crosstab(study, unit="turn")
    briefing = compose(study, crosstab=table, figures={}, manifest={}, findings=found)
    (claims,) = those(section(briefing, "findings"), Claims)
    told = [(c.statement, c.result, "".join(piece.text for piece in c.count), c.note) for c in claims.claims]
    others = "Alderfleet Council, Birchwick Council and Drumlin Trust"
    assert told == [
        ("All trust.", "holds", "4 of 4", "was 3 of 3"),
        ("Most have paper.", "broken", "1 of 4", f"against: {others}"),
        ("Only councils trust.", "broken", "2 against", "against: Candle House and Drumlin Trust"),
        ("Charities have paper more often.", "holds", "1 of 2 against 0 of 2", ""),
    ]
    assert section(briefing, "findings").title == "What still holds after five interviews"
    assert claims.claims[2].count == (Number("2 against", ("trust",), ("candle", "drumlin")),)


def test_what_people_wrote_stands_where_it_belongs(composed: Compose) -> None:
    files = {
        "summary.md": "# In short\n\n{{ Words trust }} trust.",
        "why.md": "Because.",
        "next.md": "Then this.",
        "cases/alder.md": "Alderfleet bakes.",
        "themes/trust.md": "Trust is work.",
        "briefing.toml": 'sections = ["why", "summary", "themes", "places", "next"]\n[titles]\nwhy = "Why, then"\n',
    }
    briefing = composed(written=files)
    assert [(s.name, s.title) for s in briefing.sections] == [
        ("why", "Why, then"),
        ("summary", "In short"),
        ("themes", "Themes"),
        ("places", "The four places"),
        ("next", "What comes next"),
    ]
    assert [said(block) for block in those(section(briefing, "summary"), Paragraph)] == ["All four places trust."]
    after = [said(block) for block in those(section(briefing, "next"), Paragraph)]
    assert after[0] == "Then this."
    assert len(after) == 2
    assert those(section(briefing, "places"), Box)[0].blocks == (Paragraph((Text("Alderfleet bakes."),)),)
    themes = [said(block) for block in those(section(briefing, "themes"), Paragraph)]
    assert "Trust is work." in themes
    assert "Confidence that is spent later." not in themes


@pytest.mark.parametrize(("name", "what"), [("cases/nowhere.md", "case"), ("themes/nothing.md", "theme")])
def test_prose_for_a_case_or_theme_that_is_not_there_is_an_error(composed: Compose, name: str, what: str) -> None:
    with pytest.raises(SettingsError, match=f"there is no {what} `no") as caught:
        composed(written={name: "Text."})
    assert caught.value.file == f"briefing/{name}"


def test_a_pinned_coding_that_is_not_there_is_an_error_and_one_that_may_not_be_quoted_is_passed_over(
    small: ModuleType, composed: Compose
) -> None:
    with pytest.raises(SettingsError, match="there is no coding `c-nowhere` to quote") as caught:
        composed(written={"briefing.toml": '[quotes]\nper_theme = 1\npinned = ["c-nowhere"]\n'})
    assert (caught.value.file, caught.value.line) == ("briefing/briefing.toml", 3)
    withdrawn = next(coding for coding in small.codings() if coding.document == "D5")
    briefing = composed(written={"briefing.toml": f'[quotes]\npinned = ["{withdrawn.id}"]\n'})
    assert those(section(briefing, "themes"), Quotation)


def test_places_are_called_what_the_study_calls_them(composed: Compose) -> None:
    rest = {"cases": {"singular": "school", "plural": "schools"}}
    briefing = composed(settings=Settings("S", coders=("mira",), rest=rest))
    assert section(briefing, "places").title == "The four schools"
    assert "4 of 4 schools" in said(
        next(block for block in those(section(briefing, "themes"), Paragraph) if block.note)
    )


def test_the_same_study_gives_the_same_value(composed: Compose) -> None:
    assert composed() == composed()


def test_the_passages_behind_a_theme_are_told_case_by_case(composed: Compose) -> None:
    trust = composed().evidence[0]
    assert (trust.key, trust.count) == ("trust", "4 of 4 places, 5 passages")
    told = [(voices.name, len(voices.shown.quotes), voices.shown.withheld) for voices in trust.voices]
    assert told == [
        ("Alderfleet Council", 1, 0),
        ("Birchwick Council", 1, 0),
        ("Candle House", 1, 1),
        ("Drumlin Trust", 0, 1),
    ]
    assert trust.nameless.quotes == ()


def test_a_study_of_articles_alone_does_not_speak_of_asking(make: Callable[..., Study]) -> None:
    study = make()
    study = replace(study, documents=tuple(replace(d, title="") for d in study.documents if d.kind == "article"))
    rules = tuple(replace(c, origin="rules", coder="rules") for c in study.codings if c.document == "A1")
    assert len(rules) == 1
    study = replace(
        study,
        settings=replace(study.settings, evidence=("rules",)),
        ways=replace(study.ways, fold=lambda _: Folded((), ()), tags=lambda _: rules),
    )
    briefing = compose(study, crosstab=crosstab(study, unit="turn"), figures={}, manifest={})
    assert [s.name for s in briefing.sections] == ["summary", "who", "themes", "places", "next", "made", "evidence"]
    who = section(briefing, "who")
    assert who.title == "What was read"
    assert those(who, Table)[0].columns == ("Name", "Sector", "Residents", "Named in")
    (quoted,) = those(section(briefing, "themes"), Quotation)
    assert quoted.quote.text == "Alderfleet has handed the budget to its bakers."  # the sentence, not the marked words
    assert quoted.quote.attribution == "“Bakers at the table”, 2025"  # the title that the text gives itself
    page = html(briefing).split("<body>")[1].split("<script>")[0]
    told = re.sub(r"<[^>]+>", " ", page)
    assert "not coded yet" in told
    assert "asked" not in told.replace("place that was asked", "")  # how the study's words for counts are explained


def test_interviews_without_a_date_are_not_given_that_of_the_others(make: Callable[..., Study]) -> None:
    study = make()
    undated = tuple(replace(d, date="" if d.id in ("D3", "D4") else d.date) for d in study.documents)
    study = replace(study, documents=undated)
    briefing = compose(study, crosstab=crosstab(study, unit="turn"), figures={}, manifest={})
    told = said(those(section(briefing, "who"), Paragraph)[0])
    assert "Five interviews were held in four places, three of them between March and July 2025;" in told
    assert "the other two have no date." in told


def test_without_a_guide_nobody_was_asked(make: Callable[..., Study]) -> None:
    study = replace(make(), guide=Guide())
    briefing = compose(study, crosstab=crosstab(study, unit="turn"), figures={}, manifest={})
    told = " ".join(
        said(paragraph) for item in those(section(briefing, "made"), Bullets)[0].items for paragraph in item
    )
    assert "and not voiced when its sources were coded and none was" in told
    assert "asked, not voiced" not in told


def test_more_cases_than_a_page_is_wide_get_a_table_of_counts(make: Callable[..., Study]) -> None:
    study = make()
    cases = (*study.cases, *(Case(f"more{n}", f"More {n}") for n in range(50)))
    study = replace(study, cases=cases)
    briefing = compose(study, crosstab=crosstab(study, unit="turn"), figures={}, manifest={})
    themes = section(briefing, "themes")
    assert those(themes, Matrix) == []
    (table,) = those(themes, Table)
    assert ["".join(piece.text for piece in cell) for cell in table.rows[0]] == ["Trust", "4 of 4 places", "5", "50"]
    (first, *_) = [said(block) for block in those(themes, Paragraph) if block.note]
    assert first.endswith("Not coded yet: 50 of 54 places.")


def test_long_lists_of_passages_are_cut_and_counted(composed: Compose) -> None:
    briefing = composed(written={"briefing.toml": "[passages]\nper_place = 1\n"})
    power = next(entry for entry in briefing.evidence if entry.key == "power")
    alder = power.voices[0]
    assert (len(alder.shown.quotes), alder.more, alder.passages) == (1, 2, 3)
