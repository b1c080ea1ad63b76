"""The texts that were coded, kept under the name of their content."""

from __future__ import annotations

import re
from pathlib import Path

from collabstudy.errors import LogError, StudyError
from collabstudy.io.appending import settle
from collabstudy.io.outputs import write_whole
from collabstudy.model.span import text_hash

TEXTS = "codings/texts"
_NAME = re.compile(r"[0-9a-f]{16}")


def text_file(folder: Path, name: str) -> Path:
    """Where the text of this name is kept. Raises LogError when it is no name of a text."""
    if not _NAME.fullmatch(name):
        raise LogError("this is no name of a text", hint="sixteen hexadecimal digits", file=TEXTS)
    return folder / TEXTS / f"{name}.txt"


def keep_text(folder: Path, text: str) -> str:
    """Keep a canonical text, unless it is kept already; on disk when this returns. Returns its name.

    Raises LogError when the disk refuses.
    """
    name = text_hash(text)
    path = text_file(folder, name)
    if kept_text(folder, name) == text:
        return name
    try:
        write_whole(path, text.encode("utf-8", "surrogatepass"))
        settle(path.parent, folder)
    except StudyError as error:
        raise LogError(error.problem, hint=error.hint, file=path) from error
    except OSError as error:
        raise LogError(f"not written: {error.strerror}", hint="free some space", file=path) from error
    return name


def kept_text(folder: Path, name: str) -> str | None:
    """The text of this name; None when it is not kept, or what is kept there is another.

    Line ends that git or an editor made into CR LF are taken for what they were.
    """
    try:
        content = text_file(folder, name).read_bytes()
    except (OSError, LogError):
        return None
    for told in (content, content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")):
        try:
            text = told.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            return None
        if text_hash(text) == name:
            return text
    return None
