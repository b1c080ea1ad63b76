"""Prose that people wrote, with numbers of the study put in; mistakes are told with file and line."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest

from collabstudy.briefing import markdown
from collabstudy.briefing.blocks import Block, Bullets, Citation, Heading, Number, Paragraph, Quotation, Text
from collabstudy.briefing.material import Material
from collabstudy.errors import SettingsError
from collabstudy.io.briefing import Prose

Gather = Callable[..., Material]


def read(material: Material, text: str) -> tuple[Block, ...]:
    return markdown.blocks(material, Prose("summary", "briefing/summary.md", text))


def line(material: Material, text: str) -> str:
    (block,) = read(material, text)
    assert isinstance(block, Paragraph)
    return "".join(piece.text for piece in block.line)


# Four of four places voice trust, three of three sharing power (candle was not asked), one of four paper.
@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("{{ count power }}", "3 of 3 places"),
        ("{{count trust}}", "4 of 4 places"),
        ("{{ spelled paper }} places", "one of four places"),
        ("{{ Spelled trust }}", "All four"),
        ("{{ words trust }}", "all four places"),
        ("{{ Words paper }} has a clause.", "One place has a clause."),
        ("{{ words money }}", "no place"),
        ("{{ places paper }}", "Candle House"),
        ("{{ places power }}", "Alderfleet Council, Birchwick Council and Drumlin Trust"),
        ("{{ against paper }}", "Alderfleet Council, Birchwick Council and Drumlin Trust"),
        ("{{ against trust }}", "no place"),
        ("{{ unasked power }}", "Candle House"),
        ("{{ passages trust }}", "5 passages"),
        ("{{ count paper sector=council }}", "0 of 2 places"),
        ("{{ count trust sector=charity residents=700 }}", "1 of 1 places"),
        ('{{ count trust "sector=charity" }}', "2 of 2 places"),
        ("{{ number cases }}, {{ number cases sector=council }}", "four, two"),
        ("{{ Number interviews }} and {{ number articles }}", "Five and one"),
        ("{{ number documents }}, {{ number coders }}, {{ number codes }}", "six, two, four"),
    ],
)
def test_a_binding_says_what_the_study_says(material: Gather, said: str, read_as: str) -> None:
    assert line(material(), said) == read_as


def test_numbers_lead_to_their_passages(material: Gather) -> None:
    (block,) = read(material(), "So {{ count trust sector=council }} say, {{ places paper }} too.")
    assert isinstance(block, Paragraph)
    numbers = [piece for piece in block.line if isinstance(piece, Number)]
    assert numbers == [
        Number("2 of 2 places", ("trust",), ("alder", "birch")),
        Number("Candle House", ("paper",), ("candle",)),
    ]


def test_markdown_becomes_blocks(material: Gather) -> None:
    text = (
        "# A title\n\nOne *two* **three**, [four](https://example.org/a?b=1&c=2).\nFive\n\n## Below\n\n"
        "- six\n- seven\n\n1. eight\n\n> nine\n"
    )
    paragraph, heading, bullets, numbered, cited = read(material(), text)
    assert paragraph == Paragraph(
        (
            Text("One "),
            Text("two", emphasis=True),
            Text(" "),
            Text("three", strong=True),
            Text(", "),
            Text("four", href="https://example.org/a?b=1&c=2"),
            Text("."),
            Text(" "),
            Text("Five"),
        )
    )
    assert heading == Heading((Text("Below"),), 3)
    assert bullets == Bullets(((Paragraph((Text("six"),)),), (Paragraph((Text("seven"),)),)))
    assert numbered == Bullets(((Paragraph((Text("eight"),)),),), numbered=True)
    assert cited == Citation((Paragraph((Text("nine"),)),))
    assert markdown.title_of(material(), Prose("x", "x.md", text)) == "A title"


def test_html_and_scripts_in_prose_are_text(material: Gather) -> None:
    assert line(material(), "<b>so</b> <script>alert(1)</script>") == "<b>so</b> <script>alert(1)</script>"
    (block,) = read(material(), "[so](javascript:alert(1))")
    assert isinstance(block, Paragraph)
    assert not [piece for piece in block.line if isinstance(piece, Text) and piece.href]


def test_a_single_brace_and_an_unclosed_pair_are_text(material: Gather) -> None:
    assert line(material(), r"{2} and {{ so, \{so\}") == "{2} and {{ so, {so}"
    assert line(material(), "`{{ count trust }}`") == "{{ count trust }}"


def test_a_quotation_stands_by_itself(small: ModuleType, material: Gather) -> None:
    trust = next(coding for coding in small.codings() if coding.document == "D2" and coding.code == "trust")
    before, quoted, after = read(material(), f"As one says: {{{{ quote {trust.id} }}}} And so on.")
    assert isinstance(before, Paragraph)
    assert isinstance(quoted, Quotation)
    assert isinstance(after, Paragraph)
    assert quoted.quote.text == "I trust them with the keys."
    assert quoted.quote.attribution == "Bea Quint, Housing Manager, Birchwick Council"


def test_an_anonymous_quotation_in_prose_has_no_place(small: ModuleType, material: Gather) -> None:
    clause = next(coding for coding in small.codings() if coding.code == "paper")
    (quoted,) = read(material(), f"{{{{ quote {clause.id} }}}}")
    assert isinstance(quoted, Quotation)
    assert quoted.quote.attribution == "an interviewee"


@pytest.mark.parametrize(
    ("said", "problem", "hint"),
    [
        ("{{ tally trust }}", "there is no `tally`", "count, spelled"),
        ("{{ }}", "there is no ``", "count, spelled"),
        ("{{ count trsut }}", "there is no theme `trsut`", "themes: trust"),
        ("{{ count why }}", "there is no theme `why`", "themes: "),
        ("{{ count }}", "there is no theme ``", "trust, power, paper, money"),
        ("{{ count trust sector=police }}", "no place has `sector=police`", "sector is one of charity, council"),
        ("{{ count trust council }}", "no place has `council`", "write attribute=value"),
        ("{{ number wards }}", "there is no number of `wards`", "cases, interviews"),
        ("{{ quote nowhere }}", "there is no such coding", "give the id"),
        ('{{ count trust "sector }}', "a quotation mark is open", "close it"),
        ("## {{ quote ID-BEA }}", "a quotation stands in a heading", "paragraph of its own"),
        ("{{ quote ID-PERIWINKLE }}", "the consent of D4 is no-quotes", "quote another one"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(
    small: ModuleType, material: Gather, said: str, problem: str, hint: str
) -> None:
    ids = {c.document: c.id for c in small.codings()}
    said = said.replace("ID-BEA", ids["D2"]).replace("ID-PERIWINKLE", ids["D4"])
    with pytest.raises(SettingsError) as caught:
        read(material(), f"# Title\n\nOne line.\nAnd another.\n\n{said}\n")
    assert problem in caught.value.problem
    assert hint in caught.value.hint
    assert (caught.value.file, caught.value.line) == ("briefing/summary.md", 6)
    assert "Periwinkle" not in str(caught.value)


def test_the_line_is_counted_inside_a_paragraph_too(material: Gather) -> None:
    with pytest.raises(SettingsError) as caught:
        read(material(), "One line\nand {{ count trust }}\nand {{ tally trust }}.")
    assert caught.value.line == 3


def test_a_renamed_code_is_still_found(small: ModuleType, material: Gather) -> None:
    from dataclasses import replace

    found = material()
    codes = tuple(
        replace(code, formerly=("confidence",)) if code.id == "trust" else code for code in found.study.codebook
    )
    renamed = replace(found, study=replace(found.study, codebook=replace(found.study.codebook, codes=codes)))
    assert line(renamed, "{{ count confidence }}") == "4 of 4 places"
