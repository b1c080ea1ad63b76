"""Bytes to text: declared or guessed, and told which."""

from __future__ import annotations

import codecs
import zipfile
from pathlib import Path

import pytest

from collabstudy.io.encodings import decode
from collabstudy.io.sources import read_source

TALK = "Mira: Où est la bibliothèque, Zoé?\nZoé: Là-bas, près du café.\nMira: Merci à toi.\nZoé: De rien, ça va.\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "mac_roman", "cp850"],
)
def test_an_interview_reads_the_same_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TALK.encode(encoding))
    transcript = read_source(tmp_path / "a.txt")
    assert transcript.text == TALK
    assert transcript.speakers == ("Mira", "Zoé")


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("She said “no – never”, and that was the Mayor’s answer.", "cp1252"),
        ("Grüße aus Köln: schöne Straße, böse Zungen.", "cp1252"),
        ("El niño mañana irá a la montaña. ¿Qué más? ¡Sí, señor!", "cp1252"),
        ("Þetta er íslenska, og ég tala hana með æsku minni, þó ekki öðrum.", "cp1252"),
        ("Le cœur et la sœur, l'œuvre à 3 €.", "iso8859_15"),
        ("Za co pójdę na wieś, gdy święto? Źle, że łódź odpłynęła.", "cp1250"),
        ("Az őszi erdő fűzfái között űzött vad, és gyönyörű.", "cp1250"),
        ("Příliš žluťoučký kůň úpěl ďábelské ódy.", "cp1250"),
        ("Şu köşe yaş köşesi, ağaç dalı kırık değil mi?", "cp1254"),
        ("Съешь же ещё этих мягких французских булок да выпей чаю.", "cp1251"),
        ("Съешь же ещё этих мягких французских булок да выпей чаю.", "koi8_r"),
        ("Ξεσκεπάζω την ψυχοφθόρα βδελυγμία των ανθρώπων.", "cp1253"),
        ("色は匂へど散りぬるを我が世誰ぞ常ならむ。今日も図書館で会う。", "cp932"),
        ("色は匂へど散りぬるを我が世誰ぞ常ならむ。今日も図書館で会う。", "iso2022_jp"),
    ],
)
def test_sentences_are_read_in_the_encodings_of_their_languages(words: str, encoding: str) -> None:
    found = decode((words + "\n").encode(encoding) * 8)
    assert found is not None
    assert found.text == (words + "\n") * 8


def test_a_guess_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TALK.encode("cp1252"))
    guessed = read_source(tmp_path / "a.txt")
    assert guessed.encoding == "cp1252"
    assert any("cp1252" in remark and "guessed" in remark for remark in guessed.remarks)
    (tmp_path / "a.txt").write_bytes(TALK.encode("utf-8"))
    assert (read_source(tmp_path / "a.txt").encoding, read_source(tmp_path / "a.txt").remarks) == ("utf-8", ())


def test_line_ends_become_one_kind_and_the_byte_order_mark_goes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(codecs.BOM_UTF8 + b"I: So?\r\nP: Yes.\rI: Good.\nP: Bye.\r\n")
    assert read_source(tmp_path / "a.txt").text == "I: So?\nP: Yes.\nI: Good.\nP: Bye.\n"


def test_a_broken_byte_does_not_turn_a_long_text_into_another_language() -> None:
    found = decode((TALK * 5).encode("utf-8") + b"\xff end\n")
    assert found is not None
    assert found.text.startswith(TALK)
    assert found.encoding == "utf-8"
    assert found.remarks == ("1 damaged characters are shown as \ufffd",)


def test_letters_far_down_a_long_file_are_seen() -> None:
    found = decode(b"plain words and no more\n" * 9000 + "José, mañana será otro día.\n".encode("cp1252"))
    assert found is not None
    assert found.text.endswith("José, mañana será otro día.\n")


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 40, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(90), b"\0" * 50 + b"abc"]
)
def test_what_is_no_text_is_said_to_be_none(data: bytes) -> None:
    assert decode(data) is None


def test_all_36_texts_named_by_their_encoding_are_read_as_named(shared: Path) -> None:
    names = {"UTF-8-BOM": "utf-8-sig", "WINDOWS-936": "gbk"}
    wrong, seen = [], 0
    with zipfile.ZipFile(shared / "real/encodings_policy_texts/data_files_encodedtexts.zip") as archive:
        for name in archive.namelist():
            data = archive.read(name)
            named = Path(name).stem.rsplit("_", 1)[1]
            encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else names.get(named, named)
            found = decode(data)
            seen += 1
            if found is None or found.text != data.decode(encoding).replace("\r\n", "\n"):
                wrong.append(name)
    assert (seen, wrong) == (36, [])
