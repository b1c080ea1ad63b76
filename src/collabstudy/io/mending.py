"""The last line of a log after a crash."""

from __future__ import annotations

import json
from pathlib import Path

from collabstudy.io.appending import append_whole, cut, refused
from collabstudy.io.log_lines import BEGIN

_AT_ONCE = 1 << 16
_ESCAPE = 6
"""Signs in the longest escape, and more than in `true`, `false` and `null` without their ends."""


def mend(log: Path) -> bytes:
    """Cut off a last line that we began to write and did not finish, and return it; empty when nothing was torn.

    Nobody was told that it was saved. A whole line that lacks only its end gets it, and so does one that is no line of
    ours: `collabstudy check` names it. Raises LogError when the disk refuses.
    """
    try:
        size, last = _last_line(log)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise refused(log, error) from error
    if not last:
        return b""
    if is_torn(last):
        cut(log, size - len(last))
        return last
    append_whole(log, b"", root=log.parent)
    return b""


def is_torn(line: bytes) -> bool:
    r"""Tell whether a line is the beginning of one that we write; also where a power cut left zeros for its end.

    A whole line that somebody's editor has spoilt in its middle is none.

    >>> is_torn(b'{"event":"add","id":"e1"'), is_torn(b'{"ev'), is_torn(b'{"event":"done"}'), is_torn(b"a note")
    (True, True, False, False)
    >>> is_torn(b'{"event":"add","id":"e1""coder":"mira"}')
    False
    """
    line = line.rstrip(b"\0")
    if not (line.startswith(BEGIN) or BEGIN.startswith(line)):
        return False
    try:
        json.loads(line)
    except json.JSONDecodeError as error:
        return _stops_at_end(error)
    except UnicodeDecodeError as error:  # half of a letter
        return error.end == len(line) and error.reason == "unexpected end of data"
    except (ValueError, RecursionError):
        return False
    return False


def _stops_at_end(error: json.JSONDecodeError) -> bool:
    """Tell whether all is well up to the end: there only a word, a text or an escape is unfinished."""
    rest = error.doc[error.pos :]
    return error.msg.startswith("Unterminated") or (len(rest) <= _ESCAPE and not rest.endswith("}"))


def _last_line(log: Path) -> tuple[int, bytes]:
    """The size of a file, and what stands after its last line end."""
    with log.open("rb") as file:
        size = at = file.seek(0, 2)
        tail = b""
        while at and b"\n" not in tail:
            at = max(0, at - _AT_ONCE)
            file.seek(at)
            tail = file.read(min(_AT_ONCE, size - at)) + tail
        return size, tail.rpartition(b"\n")[2]
