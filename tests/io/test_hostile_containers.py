"""Files that are damaged, lie about themselves or attack: each ends in an error that names the reason."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from makers import W, archive, docx, lines, odt, p, pdf, rtf

from collabstudy.errors import MissingPartError, SourceError
from collabstudy.io.archives import open_archive, refuse_bombs
from collabstudy.io.source import Source
from collabstudy.io.sources import read_source

LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(12)
    ) + "]>"
)  # fmt: skip
TALK = [("I", "How did it begin?"), ("P", "With a letter."), ("I", "From whom?"), ("P", "From the council.")]


def made_docx(folder: Path) -> Path:
    return docx(folder / "a.docx", "".join(p(f"{who}: {what}") for who, what in TALK))


def made_odt(folder: Path) -> Path:
    return odt(folder / "a.odt", "".join(f"<text:p>{who}: {what}</text:p>" for who, what in TALK))


def made_rtf(folder: Path) -> Path:
    return rtf(folder / "a.rtf", r"\par ".join(f"{who}: {what}" for who, what in TALK))


def made_pdf(folder: Path) -> Path:
    return pdf(folder / "a.pdf", [lines([f"{who}: {what}" for who, what in TALK])])


def made_html(folder: Path) -> Path:
    body = "".join(f"<p>{who}: {what}</p>" for who, what in TALK)
    (folder / "a.html").write_text(f"<!DOCTYPE html><html><body>{body}</body></html>", encoding="utf-8")
    return folder / "a.html"


MAKERS = (made_docx, made_odt, made_rtf, made_pdf, made_html)


def refused(path: Path, problem: str) -> None:
    """Reading fails, and the error names the file, the problem and a way out."""
    with pytest.raises(SourceError, match=problem) as raised:
        read_source(path)
    assert raised.value.file == str(path)
    assert raised.value.hint


def outcome(path: Path) -> str:
    """What becomes of a file: it is read and has a text, or it is refused for a reason."""
    try:
        text = read_source(path).text
    except (SourceError, MissingPartError) as error:
        return "refused" if error.problem else "refused without a reason"
    return "read" if text.strip() else "read as nothing"


@pytest.mark.parametrize("make", MAKERS)
def test_the_files_are_good_before_anything_is_done_to_them(make: Callable[[Path], Path], tmp_path: Path) -> None:
    assert read_source(make(tmp_path)).speakers == ("I", "P")


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    made = made_docx(tmp_path)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as added:
        added.writestr("word/media/blank.xml", b" " * 40_000_000)
    assert made.stat().st_size < 100_000
    refused(made, "zip bomb")


@pytest.mark.parametrize(
    ("size", "packed", "parts"), [(300 << 20, 200 << 20, 1), (9 << 20, 20_000, 1), (60 << 20, 30 << 20, 20)]
)
def test_sizes_that_nobody_has_written_are_refused(tmp_path: Path, size: int, packed: int, parts: int) -> None:
    infos = []
    for number in range(parts):
        info = zipfile.ZipInfo(f"{number}.xml")
        info.file_size, info.compress_size = size, packed
        infos.append(info)
    with pytest.raises(SourceError, match="zip bomb"):
        refuse_bombs(infos, tmp_path / "a.docx")
    info.file_size, info.compress_size = 9 << 20, 1 << 20
    refuse_bombs([info], tmp_path / "a.docx")


@pytest.mark.parametrize("name", ["../evil.xml", "word/../../evil.xml", "/etc/evil", "C:/evil", "..\\evil.xml"])
def test_a_name_that_points_out_of_the_archive_is_refused_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    made = made_docx(tmp_path)
    with zipfile.ZipFile(made, "a") as added:
        added.writestr(name, "evil")
    refused(made, "points outside")
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


@pytest.mark.parametrize("entities", [LAUGHS, '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'])
def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path, entities: str) -> None:
    body = f"{entities}<w:document xmlns:w='{W}'><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    refused(docx(tmp_path / "a.docx", "", more={"word/document.xml": body}), "entities|damaged XML")
    content = f"{entities}<office:document-content xmlns:office='urn:o'>&b;</office:document-content>"
    made = archive(tmp_path / "a.odt", {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
    refused(made, "entities|damaged XML")


def test_a_tower_of_elements_is_refused(tmp_path: Path) -> None:
    refused(docx(tmp_path / "a.docx", "<w:sdt>" * 5000 + "</w:sdt>" * 5000), "damaged XML")
    (tmp_path / "a.html").write_text("<html><body>" + "<div><table><tr><td>" * 3000 + "deep", encoding="utf-8")
    assert outcome(tmp_path / "a.html") in ("read", "refused")


def test_archives_without_what_they_need_are_refused(tmp_path: Path) -> None:
    whole = made_docx(tmp_path)
    with zipfile.ZipFile(whole) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    without = {name: content for name, content in parts.items() if name != "word/document.xml"}
    refused(archive(tmp_path / "b.docx", without), "no main part")
    refused(archive(tmp_path / "c.docx", {"[Content_Types].xml": "<Types/>"}), "docx")
    refused(archive(tmp_path / "d.odt", {"mimetype": "application/vnd.oasis.opendocument.text"}), "content.xml")


def test_a_part_that_is_damaged_or_locked_is_named(tmp_path: Path) -> None:
    made = made_docx(tmp_path)
    data = bytearray(made.read_bytes())
    with zipfile.ZipFile(made) as opened:
        info = opened.getinfo("word/document.xml")
    start = info.header_offset + 30 + len(info.filename)
    data[start + 20 : start + 40] = bytes(20)
    (tmp_path / "b.docx").write_bytes(data)
    refused(tmp_path / "b.docx", "word/document.xml is damaged")
    locked = bytearray(made.read_bytes())
    central = locked.index(b"PK\x01\x02")
    while central >= 0:
        locked[central + 8] |= 1
        central = locked.find(b"PK\x01\x02", central + 4)
    (tmp_path / "c.docx").write_bytes(locked)
    refused(tmp_path / "c.docx", "password")


@pytest.mark.parametrize("make", MAKERS[:4])
def test_a_file_that_breaks_off_is_refused(make: Callable[[Path], Path], tmp_path: Path) -> None:
    made = make(tmp_path)
    data = made.read_bytes()
    made.write_bytes(data[: len(data) * 2 // 3])
    refused(made, ".")


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".rtf", ".pdf", ".doc", ".html"])
def test_empty_files_folders_and_pictures_are_refused(suffix: str, tmp_path: Path) -> None:
    (tmp_path / f"empty{suffix}").write_bytes(b"")
    refused(tmp_path / f"empty{suffix}", "empty")
    (tmp_path / f"folder{suffix}").mkdir()
    refused(tmp_path / f"folder{suffix}", "folder")
    (tmp_path / f"picture{suffix}").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    refused(tmp_path / f"picture{suffix}", "PNG")


@pytest.mark.parametrize("make", MAKERS[:4])
def test_a_wrong_suffix_does_not_matter(make: Callable[[Path], Path], tmp_path: Path) -> None:
    made = make(tmp_path)
    renamed = made.rename(tmp_path / "talk.txt")
    transcript = read_source(renamed)
    assert transcript.speakers == ("I", "P")
    assert transcript.remarks


def test_a_protected_pdf_asks_for_a_copy_without_password(tmp_path: Path) -> None:
    made = made_pdf(tmp_path)
    data = made.read_bytes()
    lock = b"<< /Filter /Standard /V 1 /R 2 /O (" + b"o" * 32 + b") /U (" + b"u" * 32 + b") /P -4 >>"
    made.write_bytes(data.replace(b"/Root 1 0 R >>", b"/Root 1 0 R /Encrypt " + lock + b" /ID [(a)(a)] >>"))
    refused(made, "password|damaged")


def test_parts_are_read_by_name_and_only_if_they_are_there(tmp_path: Path) -> None:
    opened = open_archive(Source.open(archive(tmp_path / "a.zip", {"one.xml": "<a/>"})))
    assert (opened.names, "one.xml" in opened, "two.xml" in opened, opened.read("one.xml")) == (
        ("one.xml",),
        True,
        False,
        b"<a/>",
    )
    with pytest.raises(SourceError, match=r"two\.xml"):
        opened.read("two.xml")


@pytest.mark.parametrize("make", MAKERS)
def test_a_thousand_random_injuries_crash_nothing(make: Callable[[Path], Path], tmp_path: Path) -> None:
    """Cut short, or with bytes changed: either there is a text in the end, or an error for people."""
    dice = random.Random(20)
    whole = make(tmp_path).read_bytes()
    path = tmp_path / f"injured{make(tmp_path).suffix}"
    outcomes = set()
    for _ in range(200):
        data = bytearray(whole[: dice.randrange(4, len(whole))] if dice.random() < 0.4 else whole)
        for _ in range(dice.choice([0, 1, 4, 30])):
            data[dice.randrange(len(data))] = dice.randrange(256)
        path.write_bytes(data)
        outcomes.add(outcome(path))
    assert outcomes == {"read", "refused"}
