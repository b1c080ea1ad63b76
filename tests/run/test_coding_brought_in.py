"""Codings that were made elsewhere come in by their words, once, or it is said which row did not and why."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from collabstudy.errors import StudyError
from collabstudy.model.coding import Coding
from collabstudy.model.study import Study
from collabstudy.run import coding
from collabstudy.run.bringing import BroughtIn, bring_in
from collabstudy.run.exporting import export_table
from collabstudy.run.opening import read_study

FLOOD, MONEY = "I trusted them in the flood.", "There was no money at all."


@pytest.fixture
def study(small: Path) -> Study:
    """Two interviews, the codes trust and money, and no codings."""
    shutil.rmtree(small / "codings")
    return read_study(small)


def table(folder: Path, *rows: list[str], header: str = "document,tag,content") -> Path:
    path = folder.parent / "theirs.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header.split(","), *rows])
    return path


def told(study: Study) -> list[tuple[str, str, str, str]]:
    return sorted((c.document, c.coder, c.code, c.quote) for c in study.codings)


def why(found: BroughtIn) -> dict[int, str]:
    return {one.line: one.why for one in found.left_out}


def test_each_finds_its_words(study: Study) -> None:
    file = table(
        study.folder,
        ["P01", "Trust", "I trusted  them\nin the flood."],
        ["P01.txt", "money", MONEY],
        ["p02", "trust", "It leaks like a roof."],
    )
    found = bring_in(study, file, coder="lea")
    assert found.sentences() == ["3 codings: 3 brought in"]
    assert told(study) == [
        ("P01", "lea", "money", MONEY),
        ("P01", "lea", "trust", FLOOD),
        ("P02", "lea", "trust", "It leaks like a roof."),
    ]
    assert {c.meaning for c in study.codings} == {study.codebook.meaning("trust"), study.codebook.meaning("money")}
    assert len(list((study.folder / "codings/texts").iterdir())) == 2


def test_the_same_file_again_adds_nothing_whatever_happened_in_between(study: Study) -> None:
    file = table(study.folder, ["P01", "trust", FLOOD], ["P01", "money", MONEY], ["P02", "trust", "Nobody, thank you."])
    bring_in(study, file, coder="lea")
    first, second, third = study.codings
    coding.remove(study, first)
    coding.recode(study, second, code="trust")
    coding.move(study, third, quote="Nobody")
    lines = [path.read_bytes() for path in sorted(study.folder.glob("codings/lea/*.jsonl"))]
    again = bring_in(study, file, coder="lea")
    assert again.sentences() == ["3 codings: 0 brought in, 2 there already, 1 taken away since"]
    assert [path.read_bytes() for path in sorted(study.folder.glob("codings/lea/*.jsonl"))] == lines


def test_a_program_that_numbers_its_codings_in_each_document_anew_loses_none(study: Study) -> None:
    rows = [["1", "P01", "trust", FLOOD], ["2", "P01", "money", MONEY], ["1", "P02", "trust", "Nobody, thank you."]]
    file = table(study.folder, *rows, header="coding,document,code,quote")
    assert bring_in(study, file, coder="lea").sentences() == ["3 codings: 3 brought in"]
    assert len(told(study)) == 3
    assert bring_in(study, file, coder="lea").sentences() == ["3 codings: 0 brought in, 3 there already"]


def test_a_column_called_origin_may_say_what_it_likes(study: Study) -> None:
    rows = [["P01", "trust", FLOOD, "NVivo"], ["P01", "money", MONEY, "rules"]]
    found = bring_in(study, table(study.folder, *rows, header="document,code,quote,origin"), coder="lea")
    assert found.sentences() == ["1 coding: 1 brought in", "1 by rules or suggestions were passed by"]


def test_rows_of_one_number_are_one_coding_only_when_they_say_the_same(study: Study) -> None:
    rows = [["1", "P01", "trust", FLOOD], ["1", "P01", "trust", FLOOD], ["1", "P01", "trust", MONEY]]
    file = table(study.folder, *rows, header="coding,document,code,quote")
    assert bring_in(study, file, coder="lea").sentences() == ["2 codings: 2 brought in"]
    assert {quote for _, _, _, quote in told(study)} == {FLOOD, MONEY}


def test_a_row_more_or_another_order_adds_only_what_is_new(study: Study) -> None:
    rows = [["P01", "trust", FLOOD], ["P01", "money", MONEY]]
    bring_in(study, table(study.folder, *rows), coder="lea")
    found = bring_in(study, table(study.folder, ["P02", "trust", "Nobody, thank you."], *reversed(rows)), coder="lea")
    assert found.sentences() == ["3 codings: 1 brought in, 2 there already"]


def test_what_cannot_be_placed_is_named_by_its_row_and_never_by_its_words(study: Study) -> None:
    file = table(
        study.folder,
        ["P01", "trust", FLOOD],
        ["P01", "trust", "I never trusted anybody."],
        ["P01", "trust", "I:"],
        ["P09", "trust", FLOOD],
        ["P01", "hope", FLOOD],
        ["P01", "", FLOOD],
        ["", "trust", FLOOD],
        ["P01", "trust", ""],
        ["P01", FLOOD * 5, "trust"],
    )
    found = bring_in(study, file, coder="lea")
    assert why(found) == {
        3: "P01: its words do not stand there",
        4: "P01: its words stand there 2 times",
        5: "no document is called P09",
        6: "no code is called hope",
        7: "it names no code",
        8: "it names no document",
        9: "P01: there are no words to find it by",
        10: "no code is called what stands there",
    }
    assert len(study.codings) == 1
    assert "trusted" not in " ".join(found.sentences())


def test_swapped_columns_do_not_put_a_sentence_into_a_message(study: Study) -> None:
    """A sentence shorter than a line was repeated as the name of a code that is unknown."""
    said = "I never trusted anybody."
    assert len(said) < 60
    found = bring_in(study, table(study.folder, ["P01", said, "trust"], [said, "trust", FLOOD]), coder="lea")
    assert why(found) == {
        2: "no code is called what stands there",
        3: "no document is called what stands there",
    }


def test_equal_words_are_told_apart_by_turn_by_place_or_by_their_number(study: Study) -> None:
    text = study.transcript("P01").text
    second = text.index("And the money") - 3
    assert (text[0:2], text[second : second + 2]) == ("I:", "I:")
    header = "document,code,quote,turn,start,end"
    file = table(
        study.folder,
        ["P01", "trust", "the", "2", "", ""],
        ["P01", "money", "I:", "", str(second), str(second + 2)],
        header=header,
    )
    bring_in(study, file, coder="lea")
    assert [(c.code, c.start) for c in study.codings] == [("trust", text.index("the flood")), ("money", second)]
    twice = table(study.folder, ["P01", "trust", "I:"], ["P01", "trust", "I:"])
    bring_in(study, twice, coder="tom")
    assert sorted(c.start for c in study.codings if c.coder == "tom") == [0, second]


def test_codes_are_known_by_name_path_earlier_name_and_several_in_a_cell(study: Study) -> None:
    book = "codes:\n- {id: t, name: Trust, formerly: [tr], codes: [{id: own, name: Own}]}\n"
    book += "- {id: m, name: Money, codes: [{id: m2, name: Own}]}\n"
    (study.folder / "codebooks/book.yaml").write_text(book)
    guide = study.folder / "corpus/guide.yaml"
    guide.write_text(guide.read_text().replace("[trust]", "[t]").replace("[money]", "[m]"))
    again = read_study(study.folder)
    rows = [["P01", name, FLOOD] for name in ("tr", "Money > Own", r"Trust\Own", "Money;Trust", "own", "OWN")]
    found = bring_in(again, table(study.folder, *rows), coder="lea")
    assert sorted(c.code for c in again.codings) == ["m", "m2", "own", "t"]
    assert found.there == 2  # `tr` and `own` again
    assert why(found) == {7: "OWN may be any of own, m2"}


def test_codes_that_are_not_there_can_be_made(study: Study) -> None:
    file = table(study.folder, ["P01", "Hope > Small hope", FLOOD], ["P01", "Hope", MONEY], ["P01", "trust", MONEY])
    dry = bring_in(study, file, coder="lea", new_codes=True, dry_run=True)
    assert (dry.new_codes, len(dry.added), dry.sentences()[-1]) == (
        ("Hope > Small hope", "Hope"),
        3,
        "nothing was written",
    )
    assert "hope" not in read_study(study.folder).codebook and not (study.folder / "codings/lea").exists()
    found = bring_in(study, file, coder="lea", new_codes=True)
    assert (found.new_codes, found.left_out) == (("Hope > Small hope", "Hope"), ())
    assert [(c.id, c.parent) for c in study.codebook][-2:] == [("hope", None), ("small-hope", "hope")]
    assert sorted(c.code for c in study.codings) == ["hope", "small-hope", "trust"]


def test_who_has_coded_is_said_by_the_file_or_by_hand(study: Study) -> None:
    header = "document,code,quote,user"
    both = table(study.folder, ["P01", "trust", FLOOD, "lea"], ["P01", "trust", FLOOD, "tom"], header=header)
    with pytest.raises(StudyError, match="several people have coded here"):
        bring_in(study, both, coder="mira")
    bring_in(study, both)
    assert sorted(c.coder for c in study.codings) == ["lea", "tom"]
    one = table(study.folder, ["P01", "money", MONEY, "LH"], header=header)
    bring_in(study, one, coder="lea")
    assert ("P01", "lea", "money", MONEY) in told(study)
    with pytest.raises(StudyError, match="who has coded here"):
        bring_in(study, table(study.folder, ["P01", "trust", FLOOD]))
    with pytest.raises(StudyError, match="cannot be the name of a coder"):
        bring_in(study, table(study.folder, ["P01", "trust", FLOOD]), coder="../lea")


def test_a_withdrawn_document_gets_no_codings(study: Study) -> None:
    register = study.folder / "corpus/documents.csv"
    register.write_text(register.read_text().replace("no-quotes", "withdrawn"))
    found = bring_in(read_study(study.folder), table(study.folder, ["P02", "trust", "Nobody, thank you."]), coder="lea")
    assert why(found) == {2: "P02 was withdrawn"}


class TestRoundTrip:
    """The demo's 532 codings leave as a table and come back into a study that has none."""

    @pytest.fixture
    def bare(self, demo_study_folder: Path, tmp_path: Path) -> Path:
        for part in ("study.toml", "corpus", "codebooks"):
            source = demo_study_folder / part
            (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / part)  # type: ignore[operator]
        return tmp_path

    @pytest.mark.parametrize("suffix", ["csv", "xlsx"])
    @pytest.mark.parametrize("name", ["codings", "segments"])
    def test_nothing_is_lost(self, demo_study_folder: Path, bare: Path, name: str, suffix: str) -> None:
        there = read_study(demo_study_folder)
        file = bare / f"{name}.{suffix}"
        assert export_table(there, name, file) > 532
        here = read_study(bare)
        found = bring_in(here, file)
        assert (len(found.added), found.left_out) == (532, ())
        assert self.places(here.codings) == self.places(there.codings)
        memos = [(c.id, c.memo) for c in there.codings if c.memo]
        if name == "segments":  # made to be passed on: without the names that are in memos
            names = {c.id: there.names_in(c.document) for c in there.codings}
            memos = [(one, names[one].replaced(memo)) for one, memo in memos]
        assert len(memos) > 20
        assert sorted((c.id, c.memo) for c in here.codings if c.memo) == sorted(memos)
        assert bring_in(here, file).sentences()[0] == "532 codings: 0 brought in, 532 there already"
        assert bring_in(there, file).sentences()[0] == "532 codings: 0 brought in, 532 there already"

    def places(self, codings: tuple[Coding, ...]) -> list[tuple[object, ...]]:
        return sorted((c.id, c.document, c.coder, c.code, c.start, c.end, c.quote, c.text, c.meaning) for c in codings)


def test_real_codings_of_another_program_all_find_their_place_by_their_words(
    shared: Path, study: Study, tmp_path: Path
) -> None:
    """205 codings of two real transcripts: the words go out as a spreadsheet would have them, the places stay here."""
    import zipfile
    from xml.etree import ElementTree

    with zipfile.ZipFile(shared / "real/qdpx_samples/demo.qdpx") as project:
        told = ElementTree.fromstring(project.read("project.qde"))
        texts = {name.rpartition("/")[2]: project.read(name) for name in project.namelist() if name.endswith(".txt")}
    space = "{urn:QDA-XML:project:1.0}"
    names = {code.get("guid"): code.get("name") for code in told.iter(f"{space}Code")}
    register = study.folder / "corpus/documents.csv"
    rows, places = [], []
    for source in told.iter(f"{space}TextSource"):
        name = str(source.get("plainTextPath")).rpartition("/")[2]
        (study.folder / "corpus/interviews" / name).write_bytes(texts[name])
        register.write_text(register.read_text() + f"{Path(name).stem},interviews/{name},elm,interview,,,,role\n")
        text = texts[name].decode("utf-8").replace("\r\n", "\n")
        for selection in source.iter(f"{space}PlainTextSelection"):
            start, end = int(str(selection.get("startPosition"))), int(str(selection.get("endPosition")))
            words = text[start:end]
            for code in selection.iter(f"{space}CodeRef"):
                rows.append([name, str(names[code.get("targetGUID")]), " ".join(words.split())])
                places.append((Path(name).stem, start + len(words) - len(words.lstrip()), start + len(words.rstrip())))
    assert len(rows) == 205
    again = read_study(study.folder)
    found = bring_in(again, table(study.folder, *rows), coder="chris", new_codes=True)
    assert (len(found.added), found.left_out) == (205, ())
    assert sorted((c.document, c.start, c.end) for c in again.codings) == sorted(places)
