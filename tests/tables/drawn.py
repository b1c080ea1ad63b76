"""What tests of tables share: quotations as they may be handed out, and a look at whether every tag is closed."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

VOID = ("br", "hr", "img", "input", "meta", "link")


@dataclass(frozen=True)
class Told:
    text: str
    attribution: str = "Clerk"
    document: str = "P01"
    turn: int | None = 2


@dataclass(frozen=True)
class Shown:
    quotes: tuple[Told, ...] = ()
    withheld: int = 0
    lost: int = 0


class Closed(HTMLParser):
    """Whether every tag is closed as it was opened; fails where one is not."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
