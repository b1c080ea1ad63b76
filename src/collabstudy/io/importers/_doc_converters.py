"""Programs that read old Word documents, and what each of them gives."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from collabstudy.errors import MissingPartError, SourceError
from collabstudy.io.draft import Draft
from collabstudy.io.importers import docx
from collabstudy.io.importers._docbook import items_of_docbook
from collabstudy.io.importers._office import Paragraph, draft_of
from collabstudy.io.importers.doc import COMPOUND

if TYPE_CHECKING:
    from collabstudy.io.source import Source

OTHERS = {
    "Workbook": "an Excel file", "Book": "an Excel file", "PowerPoint Document": "a PowerPoint file",
    "__properties_version1.0": "an Outlook message",
}  # fmt: skip
SECONDS = 90
SAVE_AS = "save the file as .docx"


def draft(source: Source) -> Draft:
    """What the first installed converter makes of it; what `doc.read` gives, and raises."""
    refuse_others(source)
    failures = []
    for names, convert in CONVERTERS.items():
        if found := next(filter(None, map(shutil.which, names)), None):
            try:
                return convert(found, source)
            except (SourceError, OSError, subprocess.SubprocessError) as error:
                failures.append(f"{names[0]}: {problem_of(error)}")
    if failures:
        raise SourceError(
            f"the Word file cannot be read ({'; '.join(failures)})",
            hint=f"{SAVE_AS}, or ask for another copy",
            file=source.path,
        )
    raise MissingPartError(
        "no program that reads old Word files (.doc) is installed",
        hint=f"install antiword (`apt install antiword`, `brew install antiword`) or LibreOffice, or {SAVE_AS}",
        file=source.path,
    )


def problem_of(error: Exception) -> str:
    """What went wrong with a converter, in a few words without paths."""
    if isinstance(error, SourceError):
        return error.problem
    if isinstance(error, subprocess.TimeoutExpired):
        return f"no answer within {SECONDS} seconds"
    return "it stopped with an error"


def refuse_others(source: Source) -> None:
    """Raise a SourceError for a compound file that is no Word document, or a protected one."""
    if not source.data.startswith(COMPOUND):
        return
    if holds(source.data, "EncryptedPackage"):
        raise SourceError(
            "the file is protected by a password", hint="save a copy without the password", file=source.path
        )
    if not holds(source.data, "WordDocument"):
        other = next((what for name, what in OTHERS.items() if holds(source.data, name)), "a file of another program")
        raise SourceError(f"this is no Word document but {other}", hint="save it as text or .docx", file=source.path)


def holds(data: bytes, name: str) -> bool:
    """Whether a compound file has an entry of this name."""
    return name.encode("utf-16-le") in data


def run(*command: str) -> bytes:
    """What a converter prints.

    Raises:
        SourceError: it says that it cannot.
        subprocess.TimeoutExpired: it takes too long.
    """
    done = subprocess.run(  # noqa: S603  # no shell; the file's name is an absolute path
        command, capture_output=True, stdin=subprocess.DEVNULL, timeout=SECONDS, check=False
    )
    if done.returncode:
        raise SourceError(f"it gave up with code {done.returncode}")
    return done.stdout


def by_antiword(program: str, source: Source) -> Draft:
    """By antiword's DocBook, which keeps headings, lists and tables."""
    items, notes, title = items_of_docbook(run(program, "-x", "db", str(source.path.resolve())), source.path)
    return draft_of(items, notes, source.path, title=title)


def by_libreoffice(program: str, source: Source) -> Draft:
    """By LibreOffice, as docx; a profile of its own lets it run beside an open LibreOffice."""
    from collabstudy.io.source import Source as OpenSource

    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        known = "--infilter=MS Word 97"  # or it takes what is damaged for text
        run(
            program,
            profile,
            "--headless",
            known,
            "--convert-to",
            "docx",
            "--outdir",
            folder,
            str(source.path.resolve()),
        )
        made = Path(folder) / f"{source.path.stem}.docx"
        if not made.exists():
            raise SourceError("it wrote nothing")
        return docx.read(OpenSource.open(made))


def by_plain_text(program: str, source: Source) -> Draft:
    """By a converter that prints a paragraph a line."""
    options = {"catdoc": ("-w", "-d", "utf-8")}.get(Path(program).stem, ())
    return plain(run(program, *options, str(source.path.resolve())), source)


def by_text_file(program: str, source: Source) -> Draft:
    """By a converter that writes a text file."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.txt"
        before, after = (("--to=txt", "-o", str(made)), ()) if Path(program).stem == "abiword" else ((), (str(made),))
        run(program, *before, str(source.path.resolve()), *after)
        return plain(made.read_bytes(), source)


def plain(data: bytes, source: Source) -> Draft:
    """A draft with a paragraph a line."""
    lines = data.decode("utf-8", "replace").splitlines()
    return draft_of([Paragraph(line) for line in lines], (), source.path)


CONVERTERS = {
    ("antiword",): by_antiword,
    ("soffice", "libreoffice"): by_libreoffice,
    ("catdoc",): by_plain_text,
    ("wvText",): by_text_file,
    ("abiword",): by_text_file,
}
