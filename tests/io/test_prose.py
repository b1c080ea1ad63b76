"""Headings, lists, quotations and tables in texts that have nothing but lines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from collabstudy.io.draft import Block, Piece, lay_out
from collabstudy.io.prose import classify, masthead

LONG = (
    "The kitchen opened after a year of work by volunteers, the council and two farms nearby, and has not closed since."
)


def told(text: str) -> list[tuple[str | None, str]]:
    """Kind and words of each block of a plain text."""
    blocks = classify(text, (Block(0, len(text)),))
    starts = [block.start for block in blocks]
    assert starts == sorted(starts)
    return [(block.kind, text[block.start : block.end]) for block in blocks]


def kinds(text: str) -> list[str | None]:
    return [kind for kind, _ in told(text)]


def quotes(text: str) -> list[tuple[str, str | None]]:
    blocks = classify(text, (Block(0, len(text)),))
    return [(text[block.start : block.end], block.speaker) for block in blocks if block.kind == "quote"]


@pytest.mark.parametrize(
    "line",
    [
        "Partnership not competition",
        "Why collaborate?",
        "Next steps: who does what",
        "2.1 Who came to help",
        "PROCUREMENT",
        "Was nun?",
        "これから",
        "Annex A – The places",
    ],
)
def test_a_short_line_above_a_paragraph_is_a_heading(line: str) -> None:
    assert told(f"{LONG}\n\n{line}\n\n{LONG}\n")[1] == ("heading", line)


@pytest.mark.parametrize(
    "line",
    [
        "It was closed.",
        "and so it went on",
        "Thursday 15 July, 3.00pm-4.30pm",
        "12 May 2024",
        "https://a.example/path",
        "office@a.example",
        "By Jo Wren",
        "Photo: Jo Wren",
        "(The participant laughs)",
        "Participant: P2",
        "I think it was fine",
        "The kitchen is looking for",
        "We asked the people who live there what they would like to see here instead of it",
        "42 %",
        "= = =",
    ],
)
def test_what_is_no_heading_is_a_paragraph(line: str) -> None:
    assert told(f"{LONG}\n\n{line}\n\n{LONG}\n")[1] == ("paragraph", line)


def test_a_line_with_nothing_below_or_nothing_finished_above_is_no_heading() -> None:
    assert kinds(f"{LONG}\n\nJo Wren, chief executive\n") == ["paragraph", "paragraph"]
    assert kinds(f"{LONG}\n\nthe things we\n\nPlan to do\n\n{LONG}\n") == ["paragraph"] * 4


def test_headings_need_no_blank_lines_where_paragraphs_have_none() -> None:
    text = (
        f"Note from the second meeting\nSummary\n{LONG}\n{LONG}\n2. Discussion\n{LONG}\n"
        "3. Next meeting\nThursday, 3.00pm\n"
    )
    assert [words for kind, words in told(text) if kind == "heading"] == [
        "Note from the second meeting", "Summary", "2. Discussion", "3. Next meeting",
    ]  # fmt: skip


def test_many_short_lines_in_a_row_are_no_headings() -> None:
    menu = "\n\n".join(["Home", "News", "Sport", "Weather", "Letters", "Contact us"])
    assert "heading" not in kinds(f"{LONG}\n\n{menu}\n\n{LONG}\n")[1:-2]


def test_a_form_has_fields_and_no_headings() -> None:
    form = "\n\n".join(f"Question: Number {at}\n\n{LONG}" for at in "one two three four".split())
    assert "heading" not in kinds(form)


def test_levels_come_from_numbers_capitals_and_names() -> None:
    text = (
        f"Rallying round\n\n{LONG}\n\nWhat we saw\n\n{LONG} People in Brackenford Vale told us.\n\n"
        f"Brackenford Vale\n\n{LONG}\n\nWho came to help\n\n{LONG}\n"
    )
    blocks = [block for block in classify(text, (Block(0, len(text)),)) if block.kind == "heading"]
    assert [block.level for block in blocks] == [1, 2, 3, 2]
    numbered = f"1 Places\n\n{LONG}\n\n1.1 Rivers\n\n{LONG}\n\n1.1.1 Banks\n\n{LONG}\n\n2 People\n\n{LONG}\n"
    levels = [block.level for block in classify(numbered, (Block(0, len(numbered)),)) if block.kind == "heading"]
    assert levels[1:] == [3, 4, 2]


@pytest.mark.parametrize("bullet", ["•", "-", "–", "*", "▪", "\uf0b7", "o\t", "✓"])
def test_bullets_make_items_without_their_bullets(bullet: str) -> None:
    text = f"{LONG}\n\n  {bullet} drivers for Tuesday\n  {bullet} cooks\n"
    assert told(text)[1:] == [("list", "drivers for Tuesday"), ("list", "cooks")]


def test_numbers_make_items_when_they_follow_each_other() -> None:
    assert told(f"{LONG}\n\n1. drivers\n2. cooks\n3. scouts\n")[1:] == [
        ("list", "1. drivers"), ("list", "2. cooks"), ("list", "3. scouts"),
    ]  # fmt: skip
    assert kinds(f"{LONG}\n\n(a) drivers\n\n(b) cooks\n") == ["paragraph", "list", "list"]
    assert (
        kinds(f"{LONG}\n\n9. October was wet, and nobody came to the hall that we had hired for them.\n\n{LONG}\n")
        == ["paragraph"] * 3
    )


def test_an_item_goes_on_where_it_is_indented() -> None:
    assert told("- a fridge that is larger than\n  the one it has\n- drivers\n") == [
        ("list", "a fridge that is larger than\n  the one it has"),
        ("list", "drivers"),
    ]


def test_long_numbered_paragraphs_are_paragraphs() -> None:
    assert kinds(f"1. {LONG * 4}\n\n2. {LONG * 4}\n\n3. {LONG * 4}\n") == ["paragraph"] * 3


@pytest.mark.parametrize(
    ("above", "who"),
    [
        ("“We did not want to open it.”", "Ward Sister, Ambridge Hospital"),
        ("\"We did not want to open it.\"", "— Mara Lindqvist"),
        ("We did not want to open it.\"", "Director of Public Health, Ambridge"),
        ("‘We did not want to open it.’", "Resident, Ambridge"),
        ("„We did not want to open it.“", "Leiterin, Haus der Jugend"),
        ("«We did not want to open it.»", "– Directrice, Ambridge"),
    ],
)  # fmt: skip
def test_a_quotation_and_the_line_below_that_names_its_speaker_are_one(above: str, who: str) -> None:
    text = f"{LONG}\n\n{above}\n\n{who}\n\n{LONG}\n"
    assert quotes(text) == [("We did not want to open it.", who.strip("—– "))]
    assert kinds(text) == ["paragraph", "quote", "paragraph"]


def test_the_speaker_may_stand_on_the_same_line_or_in_brackets() -> None:
    assert quotes(f"{LONG}\n\n“We kept asking.” – Tom Ashdown, Brackenford Farms\n") == [
        ("We kept asking.", "Tom Ashdown, Brackenford Farms")
    ]
    assert quotes(f"{LONG}\n\n“We kept asking.” (Interviewee 4, council)\n") == [
        ("We kept asking.", "Interviewee 4, council")
    ]


def test_a_quotation_over_several_paragraphs_is_one() -> None:
    text = f"{LONG}\n\n“We did not want to open it.\n\n“We wanted nobody to need it.”\n\nWarden, Ambridge Hall\n"
    assert quotes(text) == [("We did not want to open it.\n\n“We wanted nobody to need it.", "Warden, Ambridge Hall")]


def test_what_somebody_says_inside_a_paragraph_is_no_quotation_of_its_own() -> None:
    text = f"“We did not want to open it,” said Mara, who runs it. “But here we are.”\n\nNext steps\n\n{LONG}\n"
    assert kinds(text) == ["paragraph", "heading", "paragraph"]
    assert kinds(f"{LONG} They call it “the hub”\n\nWarden, Ambridge Hall\n") == ["paragraph", "paragraph"]


def test_a_heading_below_a_quotation_is_not_its_speaker() -> None:
    assert quotes(f"{LONG}\n\n“We kept asking.”\n\nNext Steps\n\n{LONG}\n") == [("We kept asking.", None)]


def test_a_block_that_the_format_calls_a_quotation_finds_its_speaker_too() -> None:
    pieces = [Piece("We kept asking.", "quote"), Piece("— Tom Ashdown"), Piece("And so on, for many years after."),
              Piece("“Yes.”\n— Mara", "quote"), Piece("We asked (P4, warden)", "quote")]  # fmt: skip
    text, blocks = lay_out(pieces)
    found = [(text[b.start : b.end], b.kind, b.speaker) for b in classify(text, blocks)]
    assert found == [
        ("We kept asking.", "quote", "Tom Ashdown"),
        ("And so on, for many years after.", "paragraph", None),
        ("Yes.", "quote", "Mara"),
        ("We asked", "quote", "P4, warden"),
    ]


def test_rows_parted_by_tabs_or_strokes_are_one_table() -> None:
    assert told(f"{LONG}\n\nPlace\tSector\nAmbridge\tCharity\nBorchester\tCouncil\n\n{LONG}\n")[1] == (
        "table", "Place\tSector\nAmbridge\tCharity\nBorchester\tCouncil",
    )  # fmt: skip
    assert kinds("| Place | Sector |\n|---|---|\n| Ambridge | Charity |\n") == ["table"]
    assert kinds(f"\t{LONG}\n\t{LONG}\n") == ["paragraph", "paragraph"]


def test_wrapped_lines_are_one_paragraph_and_a_short_one_ends_it() -> None:
    wrapped = (
        "The kitchen opened after a year of work by volunteers, the council\n"
        "and two farms nearby, and has not closed since that day in spring.\n"
        "It serves a hundred meals on each weekday, and teaches cooking to\n"
        "whoever comes.\n"
        "The second kitchen opened a year later, in the old school that had\n"
        "been empty since the bridge was closed and the children went over\n"
        "to the other side.\n"
    )
    assert [words.count("\n") for _, words in told(wrapped)] == [3, 2]


def test_lines_that_are_not_wrapped_stay_apart() -> None:
    text = (
        "The kitchen opened in spring.\nIt serves a hundred meals.\nNobody had expected so many to come and to stay.\n"
    )
    assert len(told(text)) == 3


def test_the_halves_of_a_sentence_that_a_page_break_cut_are_joined() -> None:
    assert kinds(f"{LONG[:-1]} and\n\nwill not close, says the council.\n\nIt said so twice.\n") == [
        "paragraph",
        "paragraph",
    ]


def test_what_the_format_decided_stays() -> None:
    text, blocks = lay_out(
        [Piece("Not a heading it seems", "paragraph"), Piece(LONG), Piece("x", "table"), Piece("Deep", "heading", 5)]
    )
    assert [(block.kind, block.level) for block in classify(text, blocks)] == [
        ("paragraph", 0), ("paragraph", 0), ("table", 0), ("heading", 5),
    ]  # fmt: skip


def test_speech_and_what_stands_outside_the_blocks_is_left_alone() -> None:
    text = "Talk with the warden\n\nI: How so?\n\nSome time later\n"
    blocks = (Block(0, 20), Block(25, 32, "speech", speaker="I"), Block(34, 49))
    assert [(block.start, block.end, block.kind) for block in classify(text, blocks)] == [
        (0, 20, "heading"), (25, 32, "speech"), (34, 49, "paragraph"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "title", "date"),
    [
        (f"Briefing\n\nRallying round\n\nNovember 2018\n\n{LONG}\n", "Rallying round", "2018-11"),
        (f"Minutes\n\n{LONG}\n", "Minutes", None),
        (f"HALL BOARD\n\nMinutes of the group\nheld on 4 March 2025\n\n{LONG}\n", "Minutes of the group", "2025-03-04"),
        (f"This article was originally published in the Echo, on the 9th October 2019\n\n{LONG}\n", None, "2019-10-09"),
        (f"A version of this was published in the Echo on 11 December.\n\n{LONG}\n", None, None),
        (f"{LONG}\n\n{LONG} In May 2016 the flood came.\n", None, None),
        (f"Title: Rallying round\nDate: 2020-02-29\n\n{LONG}\n", "Rallying round", "2020-02-29"),
        ("Interviewer: How did it begin?\n\nWarden: With a letter.\n", None, None),
        ("Jonas  0:22\nHello and welcome.\n\nTom  0:30\nThank you.\n", None, None),
        ("Speaker 1\nHello.\n\nSpeaker 2\nThank you.\n\nSpeaker 1\nWell.\n", None, None),
        (f"Rallying round\n\n{LONG}\n\nFirst published: 3 May 2021\n", "Rallying round", "2021-05-03"),
        (f"T1\n\n{LONG}\n", None, None),
        (f"1. Places\n\n{LONG}\n\n2. People\n\n{LONG}\n", None, None),
        (f"Rallying round\n\n3/4/2021\n\n{LONG}\n", "Rallying round", None),
    ],
)  # fmt: skip
def test_title_and_date_are_found_and_never_invented(text: str, title: str | None, date: str | None) -> None:
    assert masthead(text, (Block(0, len(text)),)) == (title, date)


def test_nothing_in_nothing_out() -> None:
    assert classify("", ()) == ()
    assert masthead("\n\n", (Block(0, 2),)) == (None, None)


def test_headings_of_three_hundred_posts_are_found_nine_times_in_ten(shared: Path) -> None:
    """The posts' own headings, with their marks taken away; bold lines of their own may be found or not."""
    right = wrong = missed = 0
    for path in sorted((shared / "real/gov18f_posts/posts").glob("*.md")):
        text, headings, either = without_marks(path.read_text(encoding="utf-8"))
        found = {words for kind, words in told(text) if kind == "heading"}
        right += len(found & headings)
        wrong += len(found - headings - either)
        missed += len(headings - found)
    assert right + missed > 800
    assert right / (right + wrong) > 0.88
    assert right / (right + missed) > 0.84


def without_marks(text: str) -> tuple[str, set[str], set[str]]:
    """A post as plain text with a paragraph a line, its headings, and lines that are bold throughout."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text.replace("\r\n", "\n"), flags=re.DOTALL)
    text = re.sub(r"^(.+)\n(?:=+|-{3,})$", r"## \1\n", text, flags=re.MULTILINE)
    text = re.sub(r"^(#+ .*)$", r"\n\1\n", text, flags=re.MULTILINE)
    text = re.sub(r"(?<=[^\n])\n(?=[^\n#\-*>|\d ])", " ", text)
    for pattern, by in [
        (r"<[^>]+>", ""),
        (r"!?\[([^\]]*)\]\([^)]*\)", r"\1"),
        (r"\{[:%][^}]*\}", ""),
        (r"(?s)`{3}.*?`{3}", ""),
    ]:
        text = re.sub(pattern, by, text)
    bold = {line.strip("*: ") for line in re.findall(r"^(\*\*[^*]+\*\*:?)\s*$", text, re.MULTILINE)}
    headings, made = set(), []
    for line in text.split("\n"):
        heading = re.match(r"#{1,6}\s*(.+?)\s*#*$", line)
        words = re.sub(r"[*_`]", "", heading[1]).strip() if heading else ""
        if heading and words:
            headings.add(words)
            made += ["", words, ""]
        elif not heading:
            made.append(re.sub(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", "", line))
    return "\n".join(made), headings, bold | {f"{line}:" for line in bold}


def test_a_line_that_is_longer_than_a_page_is_wide_is_no_title() -> None:
    text = "a" * 301 + "\n\nAnd then somebody wrote a whole sentence about it.\n"
    assert masthead(text, (Block(0, 301), Block(303, len(text)))) == (None, None)
    assert masthead(text[281:], (Block(0, 20), Block(22, len(text) - 281))) == ("a" * 20, None)
