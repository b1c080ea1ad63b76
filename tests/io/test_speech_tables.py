"""Tables that are transcripts, and tables that only look a little like one."""

from __future__ import annotations

from collabstudy.io.speech_tables import table_pieces

LONG = "It began with a letter that nobody had asked for."


def speech(rows: list[list[str]]) -> list[tuple[str | None, float | None]]:
    return [(piece.speaker, piece.time_start) for piece in table_pieces(rows) if piece.kind != "table"]


def test_a_header_names_the_columns_in_any_order_and_other_columns_are_kept_apart() -> None:
    rows = [
        ["Nr", "Text", "Sprecher", "Zeit", "Codes"],
        ["1", LONG, "I", "0:05", "origin"],
        ["2", LONG, "B1", "0:09", ""],
    ]
    assert speech(rows) == [("I", 5.0), ("B1", 9.0)]
    assert table_pieces(rows)[-1].text == "Codes\norigin"


def test_labels_that_come_back_need_no_header() -> None:
    assert speech([["I:", LONG], ["P1:", LONG], ["I:", LONG], ["P1:", LONG]]) == [("I", None), ("P1", None)] * 2
    rows = [["[00:05]", "P1", LONG], ["[00:09]", "P2", LONG], ["[00:19]", "P1", LONG], ["[00:29]", "P2", LONG]]
    assert speech(rows) == [("P1", 5.0), ("P2", 9.0), ("P1", 19.0), ("P2", 29.0)]


def test_names_need_to_take_turns() -> None:
    assert speech([["Mira", LONG], ["Tom", LONG]] * 4) == [("Mira", None), ("Tom", None)] * 4
    assert speech([["High", LONG]] * 5 + [["Low", LONG]] * 5) == []


def test_days_ratings_and_facts_are_no_speakers() -> None:
    assert speech([[f"{day}:", LONG] for day in "Monday Tuesday Wednesday Thursday Friday".split()]) == []
    assert (
        speech(
            [
                ["Place", "Sector", "Region"],
                ["Ambridge", "Charity", "Borset"],
                ["Felpersham", "Council", "Borset"],
            ]
        )
        == []
    )
    assert speech([["A", "1"], ["B", "2"], ["A", "3"], ["B", "4"]]) == []
    assert speech([["Name", "Text"], ["Ambridge", ""]]) == []
