"""What a file is by the marks that programs leave in their files, in words a person knows."""

from __future__ import annotations

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a file of Microsoft Office before 2007"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"ID3", "an MP3 recording"),
    (b"\xff\xfb", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"fLaC", "a FLAC recording"),
    (b"RIFF", "a WAV or AVI recording"),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM recording"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
    (b"bplist", "an Apple property list"),
)
ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"project.qde", "a REFI-QDA project of another program"),
    (b"ppt/presentation", "a PowerPoint presentation"),
    (b"META-INF/container.xml", "an e-book (EPUB)"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet"),
    (b"application/vnd.oasis.opendocument.presentation", "an OpenDocument presentation"),
)
HINTS = (
    ("recording", "transcribe it first"),
    ("REFI-QDA", "take the transcripts out of it: it is a ZIP archive, and they are in its folder sources"),
    ("spreadsheet", "save it as xlsx or csv"),
    ("archive", "unpack it, and name the files in it"),
)


def what_is(data: bytes) -> str | None:
    """What kind of file this is, or None where no program has left its mark.

    >>> what_is(b"%PDF-1.7"), what_is(b"Dear diary")
    ('a PDF', None)
    """
    if data[4:8] == b"ftyp":
        return "an MP4, M4A or MOV recording"
    if data.startswith(b"PK\x03\x04"):
        inside = next((name for mark, name in ZIPPED if mark in data), None)
        if inside:
            return inside
    return next((name for mark, name in SIGNATURES if data.startswith(mark)), None)


def way_out(kind: str | None) -> str:
    """What to do with a file of a kind that is not read."""
    told = next((hint for word, hint in HINTS if kind and word in kind), None)
    return told or "save it as text, docx, odt or pdf, or ask for another copy"
