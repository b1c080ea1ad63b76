"""PDF files: paragraphs from places on pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from makers import Placed, lines, pdf

from collabstudy.errors import SourceError
from collabstudy.io.draft import Draft
from collabstudy.io.importers import pdf as importer
from collabstudy.io.source import Source
from collabstudy.io.sources import read_source

FULL = "The council met in the old hall and heard a long report on the path by the river, which"
"""A line as long as the page is wide."""


def read(path: Path) -> Draft:
    return importer.read(Source.open(path))


def told(draft: Draft) -> list[tuple[str | None, int, str]]:
    return [(block.kind, block.level, draft.text[block.start : block.end]) for block in draft.blocks]


def texts(draft: Draft) -> list[str]:
    return [text for _, _, text in told(draft)]


def test_wrapped_lines_become_paragraphs(tmp_path: Path) -> None:
    words = [FULL, "had been closed since the flood.", "Nobody knew whose path it was.", FULL, "was then mended."]
    assert texts(read(pdf(tmp_path / "a.pdf", [lines(words)]))) == [
        f"{FULL} had been closed since the flood.",
        "Nobody knew whose path it was.",
        f"{FULL} was then mended.",
    ]


def test_a_gap_or_an_indent_begins_a_paragraph(tmp_path: Path) -> None:
    first, second = lines([FULL, FULL]), lines([FULL, "was mended."], y=710)
    indented: list[Placed] = [(90, 650, 11, "F1", FULL[:80]), *lines([FULL, "too."], y=636)]
    assert texts(read(pdf(tmp_path / "a.pdf", [[*first, *second, *indented]]))) == [
        f"{FULL} {FULL}",
        f"{FULL} was mended.",
        f"{FULL[:80].strip()} {FULL} too.",
    ]


def test_words_that_were_broken_at_a_line_end_are_whole_again(tmp_path: Path) -> None:
    words = [
        "The partners speak of a collabo-",
        "ration that lasts, and of a self-",
        "made one; of co-production, and of co-",
        "production again; and of Brackenford-",
        "Ashdown too.",
    ]
    assert read(pdf(tmp_path / "a.pdf", [lines(words)])).text == (
        "The partners speak of a collaboration that lasts, and of a self-made one; of co-production, and of "
        "co-production again; and of Brackenford-Ashdown too.\n"
    )


def test_running_heads_and_page_numbers_are_left_out_and_the_reader_is_told(tmp_path: Path) -> None:
    pages = [
        [
            (72, 810, 9, "F1", "Brackenford Council"),
            *lines(
                [f"This is report {name}.", FULL, f"was closed {name} times.", f"Nobody spoke {name} words."], y=760
            ),
            (280, 30, 9, "F1", f"Page {at} of 3"),
        ]
        for at, name in enumerate(["one", "two", "three"], 1)
    ]
    draft = read(pdf(tmp_path / "a.pdf", pages))
    assert texts(draft)[::3] == [f"This is report {name}." for name in ("one", "two", "three")]
    assert len(draft.blocks) == 9
    assert draft.remarks == ("running heads, feet and page numbers were left out (6 lines)",)


def test_a_sentence_goes_on_after_a_page_break_and_a_note_between_does_not_tear_it(tmp_path: Path) -> None:
    first = [*lines([FULL, FULL]), (72, 90, 7, "F1", "1 In May, before the rain."), (290, 30, 9, "F1", "1")]
    second = [*lines(["had been closed since the flood."]), (290, 30, 9, "F1", "2")]
    assert texts(read(pdf(tmp_path / "a.pdf", [first, second]))) == [
        f"{FULL} {FULL} had been closed since the flood.",
        "1 In May, before the rain.",
    ]


@pytest.mark.parametrize("step", [1, 5])
def test_line_numbers_in_the_margin_are_left_out(tmp_path: Path, step: int) -> None:
    words = ["I: How did it begin?", "P: With a letter.", "I: From whom?", "P: The council wrote."] * 5
    placed = lines(words)
    numbers: list[Placed] = [(40, y, 8, "F1", str(at)) for at, (_, y, *_) in enumerate(placed, 1) if at % step == 0]
    beside = (
        [piece for pair in zip(numbers, placed, strict=True) for piece in pair] if step == 1 else [*placed, *numbers]
    )
    transcript = read_source(pdf(tmp_path / "a.pdf", [beside]))
    assert len(transcript.turns) == 20
    assert transcript.speakers == ("I", "P")
    assert not any(character.isdigit() for character in transcript.text)


def test_a_turn_that_crosses_a_page_is_one_turn(tmp_path: Path) -> None:
    first = [(72, 100, 11, "F1", "I: How did it begin?"), (72, 86, 11, "F1", f"P: {FULL}")]
    second = lines(
        ["had been closed since the flood.", "I: For how long?", "P: A year.", "I: And then?", "P: It was mended."]
    )
    transcript = read_source(pdf(tmp_path / "a.pdf", [first, second]))
    assert [(turn.speaker, transcript.said(turn)) for turn in transcript.turns][:3] == [
        ("I", "How did it begin?"),
        ("P", f"{FULL} had been closed since the flood."),
        ("I", "For how long?"),
    ]
    assert len(transcript.turns) == 6


@pytest.mark.parametrize("by_rows", [True, False])
def test_two_columns_are_read_one_after_the_other(tmp_path: Path, by_rows: bool) -> None:
    left = """The council met in the old hall
and began with a report on the
river path, which was long and,
so some members said, thorough.
Then they asked who would look
after the benches in winter.""".split("\n")
    right = """A second speaker told of the new
kitchen, of the people who came
to cook in it, and of the scouts
who carried the crates upstairs
on Saturday mornings in all the
kinds of weather that we have.""".split("\n")
    columns = lines(left, x=60), lines(right, x=310)
    placed = [piece for row in zip(*columns, strict=True) for piece in row] if by_rows else [*columns[0], *columns[1]]
    assert texts(read(pdf(tmp_path / "a.pdf", [placed]))) == [" ".join(left), " ".join(right)]


def test_feet_that_are_drawn_first_do_not_disturb_the_order(tmp_path: Path) -> None:
    pages = [
        [
            (280, 30, 9, "F1", f"{at}/2"),
            *lines([f"Report {name} is short."], y=700),
            (72, 770, 20, "F1", f"Report {name}"),
        ]
        for at, name in enumerate(["one", "two"], 1)
    ]
    assert told(read(pdf(tmp_path / "a.pdf", pages))) == [
        ("heading", 1, "Report one"), (None, 0, "Report one is short."),
        ("heading", 1, "Report two"), (None, 0, "Report two is short."),
    ]  # fmt: skip


def test_larger_and_bold_lines_are_headings_and_labels_are_not(tmp_path: Path) -> None:
    placed: list[Placed] = [
        (72, 780, 22, "F1", "Rallying round"),
        (72, 740, 15, "F1", "What we saw"),
        *lines([FULL, "was mended."], y=720),
        (72, 680, 11, "F2", "Mornings"),
        *lines([FULL, "was mended again."], y=660),
        (72, 620, 11, "F2", "Speaker 1 (0:05):"),
    ]
    assert told(read(pdf(tmp_path / "a.pdf", [placed]))) == [
        ("heading", 1, "Rallying round"),
        ("heading", 2, "What we saw"),
        (None, 0, f"{FULL} was mended."),
        ("heading", 3, "Mornings"),
        (None, 0, f"{FULL} was mended again."),
        (None, 0, "Speaker 1 (0:05):"),
    ]


def test_what_lies_outside_the_page_is_not_read(tmp_path: Path) -> None:
    assert texts(read(pdf(tmp_path / "a.pdf", [[*lines(["Seen."]), (72, -300, 11, "F1", "Not seen.")]]))) == ["Seen."]


def test_a_page_without_text_is_named_and_a_scan_asks_for_ocr(tmp_path: Path) -> None:
    assert read(pdf(tmp_path / "a.pdf", [lines(["Seen."]), []])).remarks == ("no text on page 2 (empty, or a picture)",)
    with pytest.raises(SourceError, match="only pictures") as raised:
        read(pdf(tmp_path / "b.pdf", [[], []]))
    assert "OCR" in raised.value.hint


def test_maxqda_prints_have_their_turns_and_not_their_numbers(shared: Path) -> None:
    transcript = read_source(shared / "real/pdpilot_maxqda_pdf/transcripts/P1.pdf")
    spoken = [turn for turn in transcript.turns if turn.kind == "speech"]
    assert len(spoken) == 92
    assert (spoken[0].speaker, spoken[-1].speaker) == ("Dan", "Participant")
    assert transcript.said(spoken[-1]) == "Thank you."
    assert not any(transcript.said(turn).rstrip().endswith(tuple("0123456789")) for turn in spoken)


@pytest.mark.parametrize(
    ("name", "word"),
    [("greek", "ΠΡΟΟΙΜΙΟ"), ("russian", "ПРЕАМБУЛА"), ("japanese", "国際連合"), ("danish", "INDLEDNING")],
)
def test_four_scripts_are_read(shared: Path, name: str, word: str) -> None:
    assert word in read_source(shared / f"real/encodings_policy_texts/pdf/UDHR/UDHR_{name}.pdf").text


def test_rows_with_gaps_are_a_table_and_labels_with_gaps_are_not(tmp_path: Path) -> None:
    def rows(cells: list[tuple[str, str]], y: float) -> list[Placed]:
        return [
            (x, y - at * 14, 11, "F1", words)
            for at, row in enumerate(cells)
            for x, words in zip((72, 220), row, strict=True)
        ]

    facts = [("Place", "Meals"), ("Ambridge Hall", "80"), ("Felpersham", "120")]
    talk = [("I:", "How did it begin?"), ("P1:", "With a letter."), ("I:", "From whom?"), ("P1:", "The council.")]
    assert told(read(pdf(tmp_path / "a.pdf", [[*rows(facts, 700), *lines([f"{FULL}."], y=600)]]))) == [
        ("table", 0, "Place\tMeals\nAmbridge Hall\t80\nFelpersham\t120"),
        (None, 0, f"{FULL}."),
    ]
    assert read_source(pdf(tmp_path / "b.pdf", [rows(talk, 600)])).speakers == ("I", "P1")


def test_a_raised_number_stays_in_its_line(tmp_path: Path) -> None:
    placed: list[Placed] = [
        (72, 700, 11, "F1", "It covers 80 km"),
        (146.8, 704, 7, "F1", "2"),
        (154, 700, 11, "F1", "of wood."),
    ]
    assert texts(read(pdf(tmp_path / "a.pdf", [placed]))) == ["It covers 80 km2 of wood."]
