"""A code put into a codebook that somebody wrote: one more code, and not a letter of the rest changed."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from collabstudy.errors import CodebookError
from collabstudy.io.codebook_edit import add_code, free_id
from collabstudy.io.codebooks import read_codebook
from collabstudy.model.codebook import Code

NESTED = """\
# what we listen for
name: Listening   # a working title
codes:

  - id: power
    name: Power
    # who decides
    codes:

      - id: sharing
        name: Sharing power
        definition: >-
          Handing over a decision,
          with its budget.
        terms: [share*, "hand* NEAR/3 over"]   # see the memo

      # the opposite
      - id: keeping
        name: Keeping power

  - id: trust
    name: "Trust"
    terms:
      - trust*
      - '"shook hands"'
# end of the list
"""
FLOW = "name: book\ncodes:\n  - {id: trust, name: Trust, terms: [trust*]}\n  - {id: money, name: Money}\n"
TIGHT = (
    "name: b\ncodes:\n- id: trust\n  name: Trust\n  definition: |\n    Relying.\n\n    # not a comment\n- id: money\n"
)
FLAT = "codes:\n- id: power\n- id: sharing\n  parent: power\n"


def written(path: Path, text: str, code: Code) -> tuple[list[str], list[str]]:
    """The lines that were added and those that went away."""
    path.write_bytes(text.encode("utf-8"))
    add_code(path, code)
    new = path.read_bytes().decode("utf-8")
    told = list(difflib.ndiff(text.splitlines(keepends=True), new.splitlines(keepends=True)))
    return [line[2:] for line in told if line[0] == "+"], [line[2:] for line in told if line[0] == "-"]


def test_a_code_at_the_top_comes_last_with_a_blank_line_before_it_as_the_others_have(tmp_path: Path) -> None:
    added, gone = written(tmp_path / "b.yaml", NESTED, Code("hope", "Hope", "What may come: good things."))
    assert gone == []
    assert added == ["\n", "  - id: hope\n", "    name: Hope\n", "    definition: 'What may come: good things.'\n"]


def test_a_code_under_another_stands_at_the_end_of_its_branch(tmp_path: Path) -> None:
    added, gone = written(tmp_path / "b.yaml", NESTED, Code("asking", "Being asked", parent="power"))
    assert (sorted(added), gone) == (["\n", "        name: Being asked\n", "      - id: asking\n"], [])
    assert "        name: Keeping power\n\n      - id: asking\n" in (tmp_path / "b.yaml").read_text()
    book = read_codebook(tmp_path / "b.yaml")
    assert [code.id for code in book.below("power")] == ["sharing", "keeping", "asking"]


def test_the_first_code_under_another_opens_a_list_in_the_manner_of_the_file(tmp_path: Path) -> None:
    added, gone = written(tmp_path / "b.yaml", NESTED, Code("broken", "Broken trust", parent="trust"))
    assert (added, gone) == (["    codes:\n", "      - id: broken\n", "        name: Broken trust\n"], [])
    added, _ = written(tmp_path / "t.yaml", TIGHT, Code("broken", "Broken trust", parent="trust"))
    assert added == ["  codes:\n", "  - id: broken\n", "    name: Broken trust\n"]


def test_a_file_of_codes_in_brackets_gets_another_one_in_brackets(tmp_path: Path) -> None:
    added, gone = written(tmp_path / "b.yaml", FLOW, Code("hope", "Hope, perhaps"))
    assert (added, gone) == (['  - {id: hope, name: "Hope, perhaps"}\n'], [])
    written(tmp_path / "c.yaml", FLOW, Code("debt", "Debt", parent="money"))
    assert "- {id: money, name: Money, codes: [{id: debt, name: Debt}]}\n" in (tmp_path / "c.yaml").read_text()
    written(tmp_path / "d.yaml", "codes: [{id: trust}, {id: money}]\n", Code("hope", "Hope"))
    assert (tmp_path / "d.yaml").read_text() == "codes: [{id: trust}, {id: money}, {id: hope, name: Hope}]\n"


@pytest.mark.parametrize(
    "empty", ["codes: []\n", "codes:\n", "codes:", "codes: []  # none yet\n", "# hm\ncodes: # none\n"]
)
def test_an_empty_codebook_gets_its_first_code(tmp_path: Path, empty: str) -> None:
    path = tmp_path / "b.yaml"
    path.write_text(f"name: new\n{empty}")
    book = add_code(path, Code("hope", "Hope"))
    assert [(code.id, code.name) for code in book] == [("hope", "Hope")]
    assert path.read_text().count("#") == empty.count("#")


def test_a_list_where_codes_name_what_they_stand_under_stays_one(tmp_path: Path) -> None:
    added, gone = written(tmp_path / "b.yaml", FLAT, Code("keeping", "Keeping", parent="power"))
    assert (added, gone) == (["- id: keeping\n", "  name: Keeping\n", "  parent: power\n"], [])


def test_line_ends_byte_order_mark_and_letters_stay(tmp_path: Path) -> None:
    text = "\ufeff" + TIGHT.replace("\n", "\r\n").replace("Relying", "Überlassen")
    added, gone = written(tmp_path / "b.yaml", text, Code("größe", "Größe", "Was groß ist."))
    assert (added, gone) == (["- id: größe\r\n", "  name: Größe\r\n", "  definition: Was groß ist.\r\n"], [])
    assert (tmp_path / "b.yaml").read_bytes().startswith(b"\xef\xbb\xbfname: b\r\n")


@pytest.mark.parametrize(
    "name", ["no", "a: b", "# 1", "- x", "[y", "'tis", 'it\'s "so"', "@home", "1e3", "Доверие", "x\\y"]
)
@pytest.mark.parametrize("text", [NESTED, FLOW, "codes: [{id: trust}]\n"])
def test_a_name_of_any_signs_is_the_name_that_is_read(tmp_path: Path, text: str, name: str) -> None:
    (tmp_path / "b.yaml").write_text(text, encoding="utf-8")
    book = add_code(tmp_path / "b.yaml", Code("new", name, f"It means {name}"))
    assert (book["new"].name, book["new"].definition) == (name, f"It means {name}")


def test_a_file_without_a_last_line_end_is_fine(tmp_path: Path) -> None:
    for number, text in enumerate((NESTED.rstrip("\n"), TIGHT.rstrip("\n"), FLOW.rstrip("\n"))):
        (tmp_path / f"{number}.yaml").write_text(text)
        assert "new" in add_code(tmp_path / f"{number}.yaml", Code("new", "New"))


@pytest.mark.parametrize(
    ("text", "code", "problem"),
    [
        ("trust: [trust*]\nmoney: [money]\n", Code("hope", "Hope"), "plain dictionary"),
        ("codes:\n- id: a\n", Code("hope", "Hope", parent="nobody"), "no code nobody"),
        ("codes:\n- id: a\n", Code("a", "A again"), "into which no code can be put safely"),
        (
            "codes:\n- id: a\n  codes: &below\n  - id: b\n- id: c\n  codes: *below\n",
            Code("d", "D", parent="c"),
            "two codes",
        ),
    ],
)
def test_a_file_into_which_nothing_can_be_put_safely_stays_as_it_is(
    tmp_path: Path, text: str, code: Code, problem: str
) -> None:
    path = tmp_path / "b.yaml"
    path.write_text(text)
    with pytest.raises(CodebookError, match=problem):
        add_code(path, code)
    assert path.read_text() == text


def test_the_demo_codebook_takes_a_code_in_every_branch(root: Path, tmp_path: Path) -> None:
    text = (root / "codebooks/collaboration.yaml").read_text(encoding="utf-8")
    (tmp_path / "first.yaml").write_text(text, encoding="utf-8")
    codes = list(read_codebook(tmp_path / "first.yaml"))
    assert len(codes) > 10
    for parent in [None, *(code.id for code in codes)]:
        added, gone = written(tmp_path / "b.yaml", text, Code("brand-new", "Brand new", parent=parent))
        assert gone == [] and 2 <= len([line for line in added if line.strip()]) <= 3


def test_an_id_is_made_of_the_name_and_is_free() -> None:
    assert free_id("Co-production, 2nd wave", ["trust"]) == "co-production-2nd-wave"
    assert free_id("Trust!", ["trust", "trust-2"]) == "trust-3"
