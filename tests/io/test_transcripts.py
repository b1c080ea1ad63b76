"""A transcript is kept under a name for its bytes and for the program that reads them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from collabstudy.errors import SourceError
from collabstudy.io import transcripts
from collabstudy.io.cache import DiskCache
from collabstudy.io.transcripts import source_name, transcript
from collabstudy.model.document import Document

P01 = Document("P01", "P01.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus/P01.txt").write_text("I: How so?\nP: By asking.\n", encoding="utf-8")
    return tmp_path


def test_the_same_bytes_are_read_once(folder: Path) -> None:
    cache = DiskCache(folder / "kept")
    first = transcript(folder, P01, cache)
    assert [turn.speaker for turn in first.turns] == ["I", "P"]
    (kept,) = (folder / "kept/transcripts").iterdir()
    kept.write_bytes(kept.read_bytes().replace(b"By asking.", b"BY ASKING."))
    assert transcript(folder, P01, cache).text == "I: How so?\nP: BY ASKING.\n"


def test_another_program_that_reads_gives_the_same_bytes_another_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = source_name(folder, P01)
    assert source_name(folder, P01) == name
    changed = folder / "io"
    (changed / "importers").mkdir(parents=True)
    for path in Path(transcripts.__file__).parent.glob("*.py"):
        (changed / path.name).write_bytes(path.read_bytes())
    for path in Path(transcripts.__file__).parent.glob("importers/*.py"):
        (changed / "importers" / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(transcripts, "__file__", str(changed / "transcripts.py"))
    transcripts._readers.cache_clear()
    assert source_name(folder, P01) == name
    with (changed / "importers/text.py").open("a", encoding="utf-8") as file:
        file.write("# other\n")
    transcripts._readers.cache_clear()
    assert source_name(folder, P01) != name
    transcripts._readers.cache_clear()


def test_what_is_kept_is_taken_without_loading_what_reads(folder: Path) -> None:
    transcript(folder, P01, DiskCache(folder / "kept"))
    code = (
        "import sys; from pathlib import Path; from collabstudy.io.cache import DiskCache; "
        "from collabstudy.io.transcripts import transcript; from collabstudy.model.document import Document; "
        f"folder = Path({str(folder)!r}); "
        "assert len(transcript(folder, Document('P01', 'P01.txt'), DiskCache(folder / 'kept')).turns) == 2; "
        "print(*sorted(name for name in sys.modules if name.startswith('collabstudy.io.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "collabstudy.io.source" in loaded
    assert not {"collabstudy.io.sources", "collabstudy.io.dialogue", "collabstudy.io.importers"} & set(loaded)


def test_a_source_that_has_gone_is_named(folder: Path) -> None:
    (folder / "corpus/P01.txt").unlink()
    with pytest.raises(SourceError, match="P01 is registered, but its file is not there"):
        transcript(folder, P01, DiskCache(folder / "kept"))
