"""Text files that somebody broke, misnamed or made to hurt: an error with a way out, or a sensible reading."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from collabstudy.errors import SourceError
from collabstudy.io import source
from collabstudy.io.sources import read_source


def refused(path: Path, data: bytes) -> SourceError:
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_source(path)
    assert caught.value.hint
    assert caught.value.file == str(path)
    return caught.value


@pytest.mark.parametrize("data", [b"", b"\n\n  \n", b"\xef\xbb\xbf", b"\0\0\0\0"])
@pytest.mark.parametrize(
    "suffix", ["txt", "md", "vtt", "srt", "json", "csv", "xlsx", "docx", "pdf", "html", "odt", "rtf", "doc"]
)
def test_an_empty_file_is_called_empty(suffix: str, data: bytes, tmp_path: Path) -> None:
    assert "empty" in refused(tmp_path / f"a.{suffix}", data).problem


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="folder"):
        read_source(tmp_path)
    with pytest.raises(SourceError, match="no such file"):
        read_source(tmp_path / "gone.txt")


def test_a_file_beyond_the_limit_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("I: So?\nP: Yes.\n")
    monkeypatch.setattr(source, "LARGEST", 8)
    with pytest.raises(SourceError, match="at most"):
        read_source(tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1", "PNG image"),
        (b"\0\0\0\x20ftypM4A \0\0\0\0isom", "MP4"),
        (b"ID3\x04\0\0\0\0\0\0", "MP3"),
        (b"SQLite format 3\0\x10\0\1\1", "SQLite"),
        (b"MZ\x90\0\3\0\0\0", "Windows program"),
        (bytes(range(256)) * 20, "no text"),
    ],
)
@pytest.mark.parametrize("suffix", ["txt", "md", "csv", "vtt", "docx", "pdf", "odt", "xlsx", "unknown"])
def test_what_is_no_text_is_called_by_its_name(suffix: str, data: bytes, what: str, tmp_path: Path) -> None:
    assert what in refused(tmp_path / f"a.{suffix}", data).problem


@pytest.mark.parametrize("suffix", ["docx", "odt", "pdf", "xlsx", "doc", "rtf"])
def test_plain_text_under_another_name_is_refused_with_the_way_to_rename_it(suffix: str, tmp_path: Path) -> None:
    error = refused(tmp_path / f"a.{suffix}", b"I: Where do you meet?\nP: In the library.\n")
    assert "plain text" in error.problem
    assert ".txt" in error.hint


def test_an_unknown_suffix_with_text_in_it_is_read_as_text(tmp_path: Path) -> None:
    (tmp_path / "talk.transkript").write_text("I: Where do you meet?\nP: In the library.\n")
    transcript = read_source(tmp_path / "talk.transkript")
    assert (transcript.importer, transcript.speakers) == ("text", ("I", "P"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.vtt", "WEBVTT\n\nNOTE nothing else\n"),
        ("a.vtt", "WEBVTT"),
        ("a.srt", "1\n2\n3\n"),
        ("a.json", "{"),
        ("a.json", "[" * 100_000),
        ("a.json", '{"segments": []}'),
        ("a.json", '{"a": 1, "b": [1, 2, 3]}'),
        ("a.json", '"only a string"'),
        ("a.jsonl", '{"text": "one"}\n{"text": '),
        ("a.lrc", "[ti:nothing]\n[00:01.00]\n"),
        ("a.csv", "a,b\n1,2\n"),
        ("a.csv", "speaker,text\n"),
        ("a.tsv", "start\tend\ttext\n"),
        ("a.md", "---\ntitle: only that\n---\n"),
        ("a.md", "![a picture](picture.png)\n"),
    ],
)
def test_a_format_without_its_content_is_never_an_empty_document(name: str, text: str, tmp_path: Path) -> None:
    assert refused(tmp_path / name, text.encode()).problem


def test_a_table_without_a_text_column_is_told_by_its_columns(tmp_path: Path) -> None:
    error = refused(tmp_path / "a.csv", b"original,corrected,confidence\na,b,c\n")
    assert "original, corrected, confidence" in error.problem
    assert "text" in error.hint


def test_a_torn_json_names_its_line(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.json", b'{"segments": [\n{"text": "one"},\n{"tex').line == 3


@pytest.mark.parametrize(
    "line",
    [
        "a" * 2_000_000,
        "a: " * 300_000,
        "(" * 200_000,
        "**" * 200_000,
        "[00:00] " * 100_000,
        "0:0" * 200_000,
        " " * 1_000_000 + "x",
        "> " * 50_000 + "x",
        "- " * 3_000 + "x",
        "#" * 500_000,
    ],
    ids=lambda line: line[:8],
)
@pytest.mark.parametrize("suffix", ["txt", "md", "vtt"])
@pytest.mark.timeout(60)
def test_strange_long_lines_are_read_in_time(suffix: str, line: str, tmp_path: Path) -> None:
    start = "WEBVTT\n\n00:01.000 --> 00:02.000\n" if suffix == "vtt" else "Ann: One.\nBen: Two.\nAnn: Three.\n\n"
    (tmp_path / f"a.{suffix}").write_text(f"{start}{line}\n")
    assert read_source(tmp_path / f"a.{suffix}").turns


def test_deep_json_with_segments_is_read(tmp_path: Path) -> None:
    nested: object = {"segments": [{"text": "One.", "start": 0, "end": 1}, {"text": "Two.", "start": 1, "end": 2}]}
    for _ in range(5):
        nested = {"result": nested}
    (tmp_path / "a.json").write_text(json.dumps(nested))
    assert len(read_source(tmp_path / "a.json").turns) == 2


def test_words_of_a_participant_are_never_in_an_error(tmp_path: Path) -> None:
    secret = "my neighbour took it"
    for name, text in {
        "a.json": f'{{"segments": [{{"text": "{secret}',
        "a.csv": f"a,b\n{secret},{secret}\n",
        "a.docx": f"I: {secret}\n",
        "a.srt": f"{secret}\n",
    }.items():
        error = refused(tmp_path / name, text.encode())
        assert secret not in f"{error} {error.hint}"
