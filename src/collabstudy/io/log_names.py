"""Who may have a log, and where it lies."""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import category, normalize

from collabstudy.errors import LogError

FOLDER = "codings"
NO_CODERS = frozenset({"texts", "rules", "topics"})
"""Names of folders that are no person's: the kept texts, and coders that are machines."""
_CODER = re.compile(r"[\w][\w .-]*")
_NO_FOLDERS = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))))
"""Names that Windows keeps for itself."""


def log_file(folder: Path, coder: str, document: str) -> Path:
    """Where a coder's log of a document lies.

    Raises LogError when the coder's name could not be a folder, or the document's not a file.
    """
    if not is_coder(coder):
        raise LogError(
            f"`{coder}` cannot be the name of a coder",
            hint="letters, digits, space, dot, hyphen, and not the name of a machine; for example mira",
            file=FOLDER,
        )
    if not document or document in (".", "..") or re.search(r"[/\\\0]", document):
        raise LogError(f"`{document}` cannot be the name of a file", hint="for example P01", file=FOLDER)
    return folder / FOLDER / coder / f"{document}.jsonl"


def is_coder(name: str) -> bool:
    """Tell whether a person's folder may have this name, on any system.

    >>> [is_coder(name) for name in ("mira", "Zoë", "../mira", "rules", "mira.")]
    [True, True, False, False, False]
    """
    letters = "".join(sign for sign in name if not category(sign).startswith("M"))  # vowel signs and accents may follow
    machine = name.casefold() in NO_CODERS or name.casefold() in _NO_FOLDERS
    return (
        bool(_CODER.fullmatch(letters))
        and not category(name[0]).startswith("M")
        and name[-1] not in ". "
        and not machine
    )


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are one, also where a disk spells an accented letter as two signs."""
    return one == other or normalize("NFC", one) == normalize("NFC", other)
