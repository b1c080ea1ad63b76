"""Rich text from Word, TextEdit and LibreOffice, in the encodings of their days."""

from __future__ import annotations

from pathlib import Path

import pytest
from makers import rtf

from collabstudy.errors import SourceError
from collabstudy.io.draft import Draft
from collabstudy.io.importers import rtf as importer
from collabstudy.io.source import Source
from collabstudy.io.sources import read_source


def read(path: Path) -> Draft:
    return importer.read(Source.open(path))


def told(draft: Draft) -> list[tuple[str | None, str]]:
    return [(block.kind, draft.text[block.start : block.end]) for block in draft.blocks]


def one(tmp_path: Path, body: str, **more: str) -> str:
    return read(rtf(tmp_path / "a.rtf", body, **more)).text.removesuffix("\n")


FONTS = (
    r"\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fnil\fcharset128 MS Mincho;}"
    r"{\f2\fnil\fcharset204 Arial Cyr;}{\f3\ftech\fcharset2 Symbol;}{\f4\fnil\fcharset161 Arial Greek;}}"
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"caf\'e9 \'96 na\'efve", "café – naïve"),
        (r"\u8364?5 and \u-10179?\u-8704?", "€5 and 😀"),
        (r"\uc2\u8217\'a1\'aft and \uc0\u233 t\'e9", "’t and été"),
        (r"\f1\'93\'fa\'96\'7b\f0  and \f2\'cc\'e8\'f0\f0", "日本 and Мир"),
        (r"\f1\'83\\\'8e\'a9", "ソ自"),
        (r"{\f4\'e1\'e2}c", "αβc"),
        (r"{\f3\'b7}\tab x", "•\tx"),
        (r"\ldblquote So\rdblquote\emdash \lquote yes\rquote\~now \{really\}", "“So”—‘yes’\u00a0now {really}"),
        ("one\r\n two\\line three", "one two\nthree"),
        ("caf\xe9", "café"),
        (r"kept {\v hidden}{\deleted gone}{\*\bkmkstart x}here", "kept here"),
        (r"{\field{\*\fldinst HYPERLINK https://a.example}{\fldrslt the link}}", "the link"),
        (r"a{\pict\pngblip 89504e47}b{\header running}{\annotation Really?}c", "abc"),
        (r"a{\pict\bin5 }{}}b}c", "ac"),
    ],
)
def test_characters_come_out_as_word_shows_them(tmp_path: Path, body: str, expected: str) -> None:
    assert one(tmp_path, body, head=FONTS) == expected


@pytest.mark.parametrize(
    ("codepage", "body", "expected"),
    [("1250", r"\'b3\'f3d\'9f", "łódź"), ("1251", r"\'cc\'e8\'f0", "Мир"), ("932", r"\'93\'fa\'96{\b \'7b}", "日�{")],
)
def test_the_code_page_holds_where_no_font_says_otherwise(
    tmp_path: Path, codepage: str, body: str, expected: str
) -> None:
    assert one(tmp_path, body, head=rf"\ansi\ansicpg{codepage}\deff0") == expected


def test_styles_outline_levels_and_list_texts_say_what_a_paragraph_is(tmp_path: Path) -> None:
    head = r"\ansi\ansicpg1252{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\s2 Title;}{\*\cs10 Default;}{\s5 Quote;}}"
    body = (
        r"{\info{\title Untitled}{\author Jo}}"
        r"\pard\s2 Rallying round\par\pard\s1 What we saw\par\pard\outlinelevel1 Mornings\par"
        r"\pard\plain It rained.\par{\listtext\'b7\tab}\pard\ls1 drivers\par"
        r"\pard{\pntext 1.\tab}cooks\par\pard\s5 We kept asking.\par"
    )
    draft = read(rtf(tmp_path / "a.rtf", body, head=head))
    assert [(b.kind, b.level) for b in draft.blocks] == [
        ("heading", 1), ("heading", 2), ("heading", 3), (None, 0), ("list", 0), ("list", 0), ("quote", 0),
    ]  # fmt: skip
    assert draft.title == "Rallying round"


def test_footnotes_come_last_and_do_not_tear_their_paragraph(tmp_path: Path) -> None:
    body = r"\pard\s1 We asked{\super\chftn{\footnote\pard\plain {\super\chftn} In May.}} again.\par Then.\par"
    assert told(read(rtf(tmp_path / "a.rtf", body))) == [
        (None, "We asked again."),
        (None, "Then."),
        ("paragraph", "In May."),
    ]


def test_rows_make_one_table_and_what_follows_is_none_of_it(tmp_path: Path) -> None:
    row = r"\trowd\cellx1000\cellx2000\pard\intbl {}\cell {}\cell\row"
    cells = [("Place", "Sector"), ("Ambridge", "Charity")]
    rows = "".join(row.replace("{}", left, 1).replace("{}", right, 1) for left, right in cells)
    body = rf"\pard Before.\par{rows}\pard After.\par"
    assert told(read(rtf(tmp_path / "a.rtf", body))) == [
        (None, "Before."),
        ("table", "Place\tSector\nAmbridge\tCharity"),
        (None, "After."),
    ]


def test_an_interview_in_rich_text_has_its_speakers(tmp_path: Path) -> None:
    body = (
        r"\b I:\b0  How did it begin?\par\b P1:\b0  With a letter.\par"
        r"\b I:\b0  From whom?\par\b P1:\b0  From Zo\'eb.\par"
    )
    transcript = read_source(rtf(tmp_path / "a.rtf", body))
    assert [(turn.speaker, transcript.said(turn)) for turn in transcript.turns] == [
        ("I", "How did it begin?"),
        ("P1", "With a letter."),
        ("I", "From whom?"),
        ("P1", "From Zoë."),
    ]


def test_a_file_that_breaks_off_says_so(tmp_path: Path) -> None:
    made = rtf(tmp_path / "a.rtf", r"\par I: How did it begin?\par P: With a")
    made.write_bytes(made.read_bytes()[:-1])
    with pytest.raises(SourceError, match="breaks off"):
        read_source(made)
