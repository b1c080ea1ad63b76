"""Codebooks in, codebooks out."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from collabstudy.errors import CodebookError, SettingsError
from collabstudy.io.codebook_import import columns_left_out, import_codebook
from collabstudy.io.codebooks import read_codebook
from collabstudy.io.codebooks_out import to_yaml

BOOK = """\
name: Small
codes:
  - id: power
    name: Power
    colour: '#1414ff'
    codes:
      - id: sharing
        name: Sharing power
        definition: Giving some away.
        terms: [share*, 'no', '"hand over"']
        not: [power cut*]
        formerly: [ceding]
  - id: money
    name: Money
"""


def written(tmp_path: Path, text: str, name: str = "book.yaml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_nested_codes_come_in_file_order_with_parents_and_lines(tmp_path: Path) -> None:
    book = read_codebook(written(tmp_path, BOOK))
    assert [(code.id, code.parent, code.line) for code in book] == [
        ("power", None, 3),
        ("sharing", "power", 7),
        ("money", None, 13),
    ]
    assert book.path("sharing") == "Power › Sharing power"
    assert book.current("ceding") == "sharing"


def test_a_term_that_yaml_would_call_false_stays_a_word(tmp_path: Path) -> None:
    book = read_codebook(written(tmp_path, BOOK.replace("'no'", "no")))
    assert book["sharing"].terms == ("share*", "no", '"hand over"')


def test_a_definition_changes_the_meaning_and_a_rename_does_not(tmp_path: Path) -> None:
    before = read_codebook(written(tmp_path, BOOK))["sharing"]
    renamed = read_codebook(written(tmp_path, BOOK.replace("Sharing power", "Handing over")))["sharing"]
    redefined = read_codebook(written(tmp_path, BOOK.replace("Giving some", "Giving all")))["sharing"]
    assert renamed.meaning == before.meaning != redefined.meaning


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (BOOK + "  - id: money\n", 15, "two codes have the id money"),
        (BOOK + "  - name: No id\n", 15, "a code without an id"),
        (BOOK + "  - id: x\n    colour: red\n", 16, "`red` is no colour"),
        (BOOK + "  - id: x\n    trems: [a]\n", 16, "a code has no `trems`"),
        (BOOK + "  - id: x\n    id: y\n", 16, "`id` stands here a second time"),
        (BOOK + "  - id: x\n   terms: [a\n", None, "this is not YAML"),
        (BOOK + "  - id: a\n    parent: b\n  - id: b\n    parent: a\n", 15, "stands under itself"),
        (BOOK + "  - id: a\n    parent: nobody\n", 15, "which is not there"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, line: int | None, problem: str) -> None:
    with pytest.raises(
        CodebookError if "YAML" not in problem and "second" not in problem else Exception, match=problem
    ) as told:
        read_codebook(written(tmp_path, text))
    if line:
        assert told.value.line == line  # type: ignore[attr-defined]  # StudyErrors have a line


def test_what_is_written_reads_back_the_same(tmp_path: Path) -> None:
    book = read_codebook(written(tmp_path, BOOK))
    again = read_codebook(written(tmp_path, to_yaml(book), "again.yaml"))
    assert again.hash == book.hash


def test_a_quanteda_dictionary_is_a_codebook(tmp_path: Path) -> None:
    book = read_codebook(written(tmp_path, "feelings:\n  joy: [joy*, glad]\n  anger: [angr*]\n"))
    assert [(code.id, code.parent, code.terms) for code in book] == [
        ("feelings", None, ()),
        ("joy", "feelings", ("joy*", "glad")),
        ("anger", "feelings", ("angr*",)),
    ]


def test_a_taguette_codebook_comes_in_with_its_descriptions(tmp_path: Path) -> None:
    path = written(
        tmp_path, "tag,description,number of highlights\r\ntrust,Relying on others,12\r\nmoney,,3\r\n", "codebook.csv"
    )
    assert [(c.id, c.name, c.definition) for c in import_codebook(path)] == [
        ("trust", "trust", "Relying on others"),
        ("money", "money", ""),
    ]


def test_a_spreadsheet_with_categories_becomes_branches(tmp_path: Path) -> None:
    book = Workbook()
    for row in (
        ["Category", "Code", "Description", "Keywords"],
        ["Power", "Sharing", "Giving away", "share*; cede"],
        ["Power", "Keeping", None, None],
    ):
        book.active.append(row)
    book.save(tmp_path / "codes.xlsx")
    codes = import_codebook(tmp_path / "codes.xlsx").codes
    assert [(c.id, c.parent, c.terms) for c in codes] == [
        ("power", None, ()),
        ("sharing", "power", ("share*", "cede")),
        ("keeping", "power", ()),
    ]


def test_levels_in_a_name_become_branches(tmp_path: Path) -> None:
    codes = import_codebook(written(tmp_path, "code\nPower > Sharing\nPower\n", "codes.csv")).codes
    assert [(c.id, c.parent) for c in codes] == [("power", None), ("sharing", "power")]


def test_a_tab_in_a_codebook_is_called_so(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="a tab before the text") as told:
        read_codebook(written(tmp_path, "codes:\n\t- id: trust\n"))
    assert told.value.line == 2


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("codes:\n  - id: [a, b]\n", 2, "`id` is not text"),
        ("codes:\n  - id: a\n    name: [x]\n", 3, "`name` is not text"),
        ("codes:\n  - id: a\n    definition: {x: y}\n", 3, "`definition` is not text"),
        ("name: b\ncodes:\n  - trust\n", 2, "a code without an id"),
    ],
)
def test_a_value_of_the_wrong_shape_is_not_taken_for_words(tmp_path: Path, text: str, line: int, problem: str) -> None:
    with pytest.raises(CodebookError, match=problem) as told:
        read_codebook(written(tmp_path, text))
    assert told.value.line == line


def test_codes_of_one_name_in_two_branches_are_two_codes(tmp_path: Path) -> None:
    text = "Code System,Memo,Frequency\nTrust\\Other,one,1\nCosts / benefits,two,1\nCosts / benefits\\Costs,three,1\n"
    text += "Costs / benefits\\Other,four,2\n"
    path = written(tmp_path, text, "maxqda.csv")
    assert [(c.id, c.name, c.parent, c.definition) for c in import_codebook(path).codes] == [
        ("trust", "Trust", None, ""),
        ("other", "Other", "trust", "one"),
        ("costs-benefits", "Costs / benefits", None, "two"),
        ("costs", "Costs", "costs-benefits", "three"),
        ("costs-benefits-other", "Other", "costs-benefits", "four"),
    ]
    assert columns_left_out(path) == ("Frequency",)


def test_a_slash_makes_a_level_only_where_there_is_one(tmp_path: Path) -> None:
    names = "code\nPower / Sharing\nPower / Keeping\nCost / benefit\nand/or\n> 50 staff\n"
    codes = import_codebook(written(tmp_path, names, "codes.csv")).codes
    assert [(c.name, c.parent) for c in codes] == [
        ("Power", None),
        ("Sharing", "power"),
        ("Keeping", "power"),
        ("Cost / benefit", None),
        ("and/or", None),
        ("> 50 staff", None),
    ]


def test_a_parent_may_itself_stand_under_another_and_come_later(tmp_path: Path) -> None:
    rows = "Code\tParent code\tMemo\nWard budgets\tBudgets\tw\nBudgets\tSharing\tb\nSharing\tPower\ts\nPower\t\tp\n"
    codes = import_codebook(written(tmp_path, rows, "codes.tsv")).codes
    assert [(c.id, c.parent, c.definition) for c in codes] == [
        ("power", None, "p"),
        ("sharing", "power", "s"),
        ("budgets", "sharing", "b"),
        ("ward-budgets", "budgets", "w"),
    ]


def test_the_line_of_a_code_that_stands_twice_is_that_of_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, 'tag,description\ntrust,"two\nlines"\ntrust,again\n', "codebook.csv")
    with pytest.raises(CodebookError, match="two codes are called trust") as told:
        import_codebook(path)
    assert told.value.line == 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_codebook_from_excel_keeps_its_letters(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "codes.csv"
    path.write_bytes("Name;Memo\r\nÄmter;Größe zählt\r\nStraße;Wege\r\n".encode(encoding))
    assert [(c.id, c.name, c.definition) for c in import_codebook(path).codes] == [
        ("amter", "Ämter", "Größe zählt"),
        ("strasse", "Straße", "Wege"),
    ]


def test_codes_that_are_not_written_in_latin_letters_keep_apart(tmp_path: Path) -> None:
    codes = import_codebook(written(tmp_path, "code\nДоверие 2\nДеньги 2\n", "codes.csv")).codes
    assert [c.id for c in codes] == ["доверие-2", "деньги-2"]


def test_all_that_is_wrong_with_single_codes_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "book.yaml").write_text(
        "codes:\n- id: a\n- id: a\n- id: b\n  parent: c\n- id: c\n  parent: b\n- id: d\n  colour: blue\n- name: e\n",
        encoding="utf-8",
    )
    with pytest.raises(CodebookError) as raised:
        read_codebook(tmp_path / "book.yaml")
    found = [(error.line, error.problem) for error in (raised.value, *raised.value.others)]
    assert sorted(found, key=lambda each: each[0] or 0) == [
        (3, "two codes have the id a (the other is on line 2)"),
        (4, "b stands under itself: b › c › b"),
        (6, "c stands under itself: c › b › c"),
        (9, "`blue` is no colour"),
        (10, "a code without an id"),
    ]
