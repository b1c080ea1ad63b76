"""What every importer promises, whatever its format: one test for the whole family."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from makers import docx, lines, odt, p, pdf, rtf

from collabstudy import plugins
from collabstudy.errors import MissingPartError, SourceError
from collabstudy.io.draft import Draft
from collabstudy.io.packed import transcript_from_bytes, transcript_to_bytes
from collabstudy.io.source import Source
from collabstudy.io.sources import IMPORTERS, read, read_source
from collabstudy.model.document import TURN_KINDS, Transcript

TALK = [
    ("Interviewer", "Where does the council meet the residents?"),
    ("Ida Holm", "Mostly in the library, I would say."),
    ("Interviewer", "And who decides in the end?"),
    ("Ida Holm", "They do. We only bring the tea."),
]
NUMBERED = list(enumerate(TALK))
LABELLED = [f"{speaker}: {words}" for speaker, words in TALK]
HEAVY = ("pandas", "numpy", "spacy", "sklearn", "lxml", "docx", "openpyxl", "trafilatura", "pypdfium2", "markdown_it",
         "webvtt", "charset_normalizer", "striprtf", "yaml", "dateutil", "plotly")  # fmt: skip


def written(text: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(text, encoding="utf-8")


def workbook(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    for row in [("Speaker", "Text"), *TALK]:
        book.active.append(row)
    book.save(path)


SAMPLES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "text": ("talk.txt", written("\n".join(LABELLED) + "\n")),
    "markdown": ("talk.md", written("\n\n".join(f"**{speaker}:** {words}" for speaker, words in TALK) + "\n")),
    "webvtt": (
        "talk.vtt",
        written("WEBVTT\n" + "".join(f"\n00:0{n}.000 --> 00:0{n}.9\n<v {who}>{said}\n" for n, (who, said) in NUMBERED)),
    ),
    "subrip": (
        "talk.srt",
        written("\n".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{said}\n" for n, said in enumerate(LABELLED))),
    ),
    "whisper": (
        "talk.json",
        written(json.dumps({"segments": [{"start": n, "speaker": who, "text": said} for n, (who, said) in NUMBERED]})),
    ),
    "rows": ("talk.csv", written("speaker,text\n" + "".join(f'{who},"{said}"\n' for who, said in TALK))),
    "spreadsheet": ("talk.xlsx", workbook),
    "docx": ("talk.docx", lambda path: docx(path, "".join(map(p, LABELLED)))),
    "odt": ("talk.odt", lambda path: odt(path, "".join(f"<text:p>{line}</text:p>" for line in LABELLED))),
    "rtf": ("talk.rtf", lambda path: rtf(path, r"\par ".join(LABELLED))),
    "pdf": ("talk.pdf", lambda path: pdf(path, [lines(LABELLED, step=40)])),
    "html": ("talk.html", written("<!doctype html><body>" + "".join(f"<p>{line}</p>" for line in LABELLED))),
}  # fmt: skip
WITHOUT_SAMPLE = {"doc": "no program here writes Word's old format; tests/io/test_doc.py reads real ones"}

every = pytest.mark.parametrize("importer", plugins.names(IMPORTERS))
with_sample = pytest.mark.parametrize("importer", sorted(SAMPLES))


def sample(importer: str, folder: Path) -> Path:
    name, make = SAMPLES[importer]
    make(folder / name)
    return folder / name


def test_every_importer_has_a_sample_or_says_why_not() -> None:
    assert set(plugins.names(IMPORTERS)) == set(SAMPLES) | set(WITHOUT_SAMPLE)


def outcome(path: Path) -> Transcript | SourceError | MissingPartError:
    """What reading gives: any other error is a crash."""
    try:
        return read_source(path)
    except (SourceError, MissingPartError) as error:
        return error


@every
def test_it_says_which_suffixes_are_its_own(importer: str) -> None:
    suffixes = plugins.part(IMPORTERS, importer).SUFFIXES
    assert isinstance(suffixes, tuple)
    assert suffixes
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in suffixes)


def test_no_two_importers_want_one_suffix_but_tsv() -> None:
    wanted = [suffix for part in plugins.parts(IMPORTERS).values() for suffix in part.SUFFIXES]
    assert sorted({suffix for suffix in wanted if wanted.count(suffix) > 1}) == [".tsv"]


@every
@pytest.mark.parametrize(
    "data", [b"a", b"Mira said nothing.\n", b"{", b"<", b"PK\x03\x04", b"\0\1\2\3", bytes(range(256))]
)
def test_it_does_not_claim_what_nobody_can_be_certain_of(importer: str, data: bytes) -> None:
    assert plugins.part(IMPORTERS, importer).claims(Source(Path("x.bin"), data)) is False


@with_sample
def test_it_is_chosen_by_the_name_and_reads_who_says_what(importer: str, tmp_path: Path) -> None:
    transcript = read_source(sample(importer, tmp_path))
    assert transcript.importer == importer
    assert [(turn.kind, turn.speaker, transcript.said(turn)) for turn in transcript.turns] == [
        ("speech", speaker, words) for speaker, words in TALK
    ]


@with_sample
def test_its_draft_is_a_text_with_blocks_in_order(importer: str, tmp_path: Path) -> None:
    draft = plugins.part(IMPORTERS, importer).read(Source.open(sample(importer, tmp_path)))
    assert isinstance(draft, Draft)
    assert draft.blocks
    assert "\r" not in draft.text
    assert all(block.kind is None or block.kind in TURN_KINDS for block in draft.blocks)
    assert all(before.end <= block.start for before, block in pairwise(draft.blocks))
    said = [draft.text[block.start : block.end] for block in draft.blocks]
    assert all(words and words == words.strip() for words in said)


@with_sample
def test_its_turns_are_numbered_disjoint_and_hold_their_gaps(importer: str, tmp_path: Path) -> None:
    transcript = read_source(sample(importer, tmp_path))
    assert [turn.number for turn in transcript.turns] == list(range(1, len(TALK) + 1))
    assert all(before.end <= turn.start for before, turn in pairwise(transcript.turns))
    for turn in transcript.turns:
        assert all(turn.start < start < end < turn.end for start, end in turn.gaps)


@with_sample
def test_the_same_bytes_give_the_same_transcript_and_survive_the_cache(importer: str, tmp_path: Path) -> None:
    source = Source.open(sample(importer, tmp_path))
    first, second = read(source), read(source)
    assert first == second
    assert transcript_from_bytes(transcript_to_bytes(first)) == first
    assert transcript_to_bytes(first) == transcript_to_bytes(second)


@with_sample
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
def test_half_a_file_is_read_or_refused_but_never_crashes(importer: str, share: float, tmp_path: Path) -> None:
    whole = sample(importer, tmp_path).read_bytes()
    torn = tmp_path / f"torn{Path(SAMPLES[importer][0]).suffix}"
    torn.write_bytes(whole[: max(1, int(len(whole) * share))])
    found = outcome(torn)
    if isinstance(found, Transcript):
        assert found.turns
    else:
        assert found.problem
        assert found.hint
        assert found.file == str(torn)


@with_sample
def test_content_wins_over_a_wrong_name(importer: str, tmp_path: Path) -> None:
    path = sample(importer, tmp_path)
    wrong = tmp_path / "talk.txt"
    if path != wrong:
        shutil.copy(path, wrong)
    transcript = read_source(wrong)
    certain = plugins.part(IMPORTERS, importer).claims(Source.open(wrong))
    assert transcript.importer == (importer if certain else "text")
    assert any("by its content" in remark for remark in transcript.remarks) == certain


def test_reading_plain_text_loads_nothing_heavy(tmp_path: Path) -> None:
    path = sample("text", tmp_path)
    code = (
        "import sys; from collabstudy.io.sources import read_source; "
        f"assert len(read_source({str(path)!r}).turns) == 4; print(*sorted(set(sys.modules) & set({HEAVY!r})))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_to_ask_whose_a_text_is_loads_no_other_reader(tmp_path: Path) -> None:
    path = sample("text", tmp_path)
    code = (
        "import sys; from collabstudy.io.sources import read_source; "
        f"assert read_source({str(path)!r}).importer == 'text'; print(*sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    importers = [name.removeprefix(f"{IMPORTERS}.") for name in done.stdout.split() if name.startswith(f"{IMPORTERS}.")]
    assert {"text", "docx", "pdf", "html"} <= set(importers)
    assert [name for name in importers if name.startswith("_")] == []
