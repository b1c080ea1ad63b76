"""Two runs of one study at once: the second says so, and leaves everything alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from collabstudy.errors import StudyError
from collabstudy.run.build import rebuild

UNDER_WAY = """
import sys
from pathlib import Path
from collabstudy.io.alone import alone
with alone(Path(sys.argv[1]).resolve()):
    print("under way", flush=True)
    sys.stdin.read()
"""


def test_a_second_run_says_that_another_is_under_way_until_that_has_ended_however_it_ends(built: Path) -> None:
    command = [sys.executable, "-c", UNDER_WAY, str(built)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "under way\n"
        (built / "build/briefing.html").unlink()
        with pytest.raises(StudyError, match="another run of this study is under way") as told:
            rebuild(built)
        assert told.value.hint == "wait until it has ended, or stop it"
        assert not (built / "build/briefing.html").exists()
        other.kill()
    assert rebuild(built).made == ("briefing",)


def test_where_nothing_can_be_locked_a_run_goes_on(built: Path) -> None:
    locks = built / ".collabstudy/locks"
    (locks / "run.lock").unlink()
    locks.rmdir()
    locks.write_bytes(b"")
    assert rebuild(built).made == ()
