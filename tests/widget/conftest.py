"""A study small enough to count on the fingers, and the browser's side of the coder, spoken in Python."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from collabstudy import read_study

FILES = {
    "study.toml": 'title = "Small"\ncodebook = "codebooks/book.yaml"\ncoders = ["mira", "jonas"]\nseed = 1\n',
    "corpus/cases.csv": "case,name,aliases\nelm,Elm Council,Elm\n",
    "corpus/documents.csv": "document,file,case,kind,date,speakers,asked,consent\n"
    "P01,interviews/P01.txt,elm,interview,2026-05-03,I=interviewer;Ann=Director,,role\n"
    "P02,interviews/P02.txt,elm,interview,2026-05-04,I=interviewer;Bea=Warden,,role\n"
    "P03,interviews/P03.txt,elm,interview,2026-05-05,I=interviewer;Cy=Clerk,,withdrawn\n",
    "corpus/guide.yaml": "questions:\n  - {id: q1, text: Whom do you trust?, codes: [trust]}\n",
    "corpus/interviews/P01.txt": "I: Whom do you trust?\n\nAnn: The neighbours. I trusted them in the flood.\n\n"
    "I: And the money?\n\nAnn: There was no money at all.\n",
    "corpus/interviews/P02.txt": "I: Whom do you trust?\n\nBea: Nobody, thank you.\n",
    "corpus/interviews/P03.txt": "I: Hello.\n\nCy: Good morning.\n",
    "codebooks/book.yaml": "# Kept by mira\nname: book\ncodes:\n"
    "  - id: trust\n    name: Trust\n    definition: Relying on others.\n    terms: [trust*]\n"
    "  - id: money\n    name: Money\n    terms: [money]\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The study's files: three interviews, one of them withdrawn, two codes, nothing coded yet."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


class Browser:
    """What the page does with its messages: everything goes through JSON and the real widget's comm."""

    def __init__(self, widget: Any, sent: list[dict[str, Any]]) -> None:
        self.widget = widget
        self.sent = sent
        self._ids = (f"{widget.comm.comm_id[:8]}-{number}" for number in itertools.count(1))

    def say(self, **message: Any) -> list[dict[str, Any]]:
        """Send a message as the page would, and return what came back meanwhile."""
        before = len(self.sent)
        data = {"method": "custom", "content": json.loads(json.dumps({"view": "v1", **message}))}
        self.widget._handle_msg({"content": {"data": data}, "buffers": []})
        return self.sent[before:]

    def hello(self, outbox: tuple[str, ...] = ()) -> dict[str, Any]:
        answers = self.say(kind="hello", proto=1, outbox=list(outbox))
        (doc,) = [answer for answer in answers if answer["kind"] == "doc"]
        self.sha = doc["document"]["sha"]
        self.text = doc["document"]["text"]
        return doc

    def do(self, kind: str, **op: Any) -> dict[str, Any]:
        """One operation; its ack or nack."""
        op = {"op_id": next(self._ids), "base": self.sha, "type": kind} | op
        told = [m for m in self.say(kind="op", op=op) if m["kind"] in ("ack", "nack")]
        assert [answer["op_id"] for answer in told] == [op["op_id"]]
        return told[0]

    def at(self, words: str) -> dict[str, int]:
        start = self.text.index(words)
        return {"start": start, "end": start + len(words)}


@pytest.fixture
def comms(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[dict[str, Any]]]:
    """What widgets have sent, by the id of their comm: a kernel's place is taken, all of ours is real."""
    import comm

    sent: dict[str, list[dict[str, Any]]] = {}

    class Wire(comm.base_comm.BaseComm):
        def publish_msg(self, msg_type: str, data: Any = None, **_: Any) -> None:
            told = json.loads(json.dumps(data or {}))
            if msg_type == "comm_msg" and told.get("method") == "custom":
                sent.setdefault(self.comm_id, []).append(told["content"])

    monkeypatch.setattr(comm, "create_comm", Wire)
    return sent


@pytest.fixture
def open_coder(folder: Path, comms: dict[str, list[dict[str, Any]]]) -> Iterator[Callable[..., Browser]]:
    """Opens coders as a notebook does, each with a page before it, and closes them in the end."""
    pytest.importorskip("anywidget")
    from collabstudy.widget.coder import coder

    opened = []

    def opening(document: str = "P01", *, by: str = "mira", study: Any = None, **choices: Any) -> Browser:
        widget = coder(study or read_study(folder), document, coder=by, **({"suggestions": False} | choices))
        opened.append(widget)
        return Browser(widget, comms.setdefault(widget.comm.comm_id, []))

    yield opening
    for widget in opened:
        widget.close()


@pytest.fixture
def lines(folder: Path) -> Callable[..., list[dict[str, Any]]]:
    """The lines of a log as they stand on disk."""

    def read(document: str = "P01", coder: str = "mira") -> list[dict[str, Any]]:
        path = folder / "codings" / coder / f"{document}.jsonl"
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []

    return read
