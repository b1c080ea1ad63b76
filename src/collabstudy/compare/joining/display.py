"""A joint display as a value: codes × topics × groups, what is expected of chance beside it, and what each misses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from collabstudy.compare.comparison import Comparison
from collabstudy.compare.table import Group, Passage, Row, choices
from collabstudy.errors import StudyError

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True)
class Held:
    """The passages of one code in one group: how many each topic has of them.

    `of` are all passages that have been read, `of_code` those with the code, `of_topic` those of each topic.
    """

    of: int
    of_code: int
    of_topic: Mapping[str, int]
    passages: Mapping[str, int]

    def expected(self, topic: str) -> float | None:
        """How many there would be if code and topic had nothing to do with each other; None where nothing was read."""
        return self.of_code * self.of_topic[topic] / self.of if self.of else None

    def told(self, topic: str) -> tuple[int, int, int, int, float | None, float | None]:
        """Passages, those of the code, those of the topic, all, expected, lift."""
        counts = (self.passages[topic], self.of_code, self.of_topic[topic], self.of)
        return (*counts, self.expected(topic), self.lift(topic))

    def stands_out(self, topic: str) -> bool:
        """Tell whether there is at least one passage more than chance alone would bring."""
        expected = self.expected(topic)
        return expected is not None and self.passages[topic] - expected >= 1

    def lift(self, topic: str) -> float | None:
        """Observed over expected: 1 is chance; None where none are expected."""
        expected = self.expected(topic)
        return self.passages[topic] / expected if expected else None


@dataclass(frozen=True, slots=True)
class Uncovered:
    """What of a topic (None: of what has none) no code covers, in a group (`` is everything).

    `read` are its passages in documents that were gone through, `bare` those without any coding that counts,
    `not_coded` those in documents that were not gone through. `cases` are those the bare ones are tied to.
    """

    topic: str | None
    group: str
    read: int
    bare: int
    not_coded: int
    cases: tuple[str, ...]

    @property
    def share(self) -> float | None:
        """The bare part, for sorting and drawing; None where nothing was read."""
        return self.bare / self.read if self.read else None


@dataclass(frozen=True)
class Joint(Comparison):
    """Codes × topics × groups of places.

    `topics` has the name of each. `beside` counts, for each code, the codings that touch no passage of the topics;
    `gone` are passages of documents that were withdrawn after the topics were made, `outside` the names of the cases in
    no group.
    """

    name: ClassVar[str] = "joint"

    by: str
    topics: Mapping[str, str]
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    held: Mapping[tuple[str, str], Held] = field(repr=False)
    uncovered: tuple[Uncovered, ...] = field(repr=False)
    passages: Mapping[tuple[str, str | None], tuple[Passage, ...]] = field(repr=False)
    bare: Mapping[str | None, tuple[Passage, ...]] = field(repr=False)
    beside: Mapping[str, int] = field(repr=False)
    gone: int = 0
    outside: tuple[str, ...] = ()

    def __repr__(self) -> str:
        bare = sum(one.bare for one in self.uncovered if not one.group)
        return f"<Joint: {len(self.rows)} codes × {len(self.topics)} topics by {self.by}, {bare} passages uncovered>"

    def evidence(self, code: str | None, topic: str | None) -> tuple[Passage, ...]:
        """The passages with a code in a topic: None for the topic is without topic, None for the code under no code.

        Raises StudyError when there is no such code or topic here.
        """
        if topic is not None and topic not in self.topics:
            raise StudyError(f"no topic {topic}", hint=f"topics: {', '.join(self.topics)}")
        if code is None:
            return self.bare[topic]
        if code not in self.beside:
            raise StudyError(f"no code {code} in this display", hint=f"it has {', '.join(self.beside)}")
        return self.passages.get((code, topic), ())

    def frame(self) -> pandas.DataFrame:
        """A row per code, topic and group (`group` is empty for everything, else its value).

        Columns: code, topic, group, passages, of_code, of_topic, of (all passages read), expected, lift. What is
        expected comes by chance alone: passages of the code × those of the topic / all. There is no p: passages of one
        person are not independent.
        """
        import pandas as pd

        rows = [
            (code, topic, group, *held.told(topic))
            for (code, group), held in self.held.items()
            for topic in self.topics
        ]
        columns = ["code", "topic", "group", "passages", "of_code", "of_topic", "of", "expected", "lift"]
        kinds = dict.fromkeys(columns[:3], "string") | dict.fromkeys(columns[3:7], "Int64")
        return pd.DataFrame(rows, columns=columns).astype(kinds | dict.fromkeys(columns[7:], "Float64"))

    def frames(self) -> dict[str, pandas.DataFrame]:
        """The table itself, and what is not covered."""
        return {self.name: self.frame(), "joint_gaps": self.gaps()}

    def gaps(self) -> pandas.DataFrame:
        """What topics hold that no code covers, most uncovered first: a row per topic and group.

        Columns: topic (NA for what has none), name, group, passages (read), uncovered, share, not_coded, cases.
        """
        import pandas as pd

        rows = [
            (u.topic, self.topic_name(u.topic), u.group, u.read, u.bare, u.share, u.not_coded, " ".join(u.cases))
            for u in sorted(self.uncovered, key=_most_first)
        ]
        columns = ["topic", "name", "group", "passages", "uncovered", "share", "not_coded", "cases"]
        kinds: dict[str, Any] = dict.fromkeys(columns, "string") | {"share": "Float64"}
        kinds |= dict.fromkeys(["passages", "uncovered", "not_coded"], "Int64")
        return pd.DataFrame(rows, columns=columns).astype(kinds)

    def unheld(self) -> pandas.DataFrame:
        """The codes that no topic holds: a row per code that is used and of which no passage has a topic.

        Columns: code, name, without_topic (its passages), beside (its codings that touch no passage of the topics).
        """
        import pandas as pd

        rows = [
            (row.id, row.name, len(self.passages.get((row.id, None), ())), self.beside[row.id])
            for row in self.rows
            if self.is_unheld(row.id)
        ]
        frame = pd.DataFrame(rows, columns=["code", "name", "without_topic", "beside"])
        return frame.astype({"code": "string", "name": "string", "without_topic": "Int64", "beside": "Int64"})

    def is_unheld(self, code: str) -> bool:
        """Tell whether a code is used, and no topic has a passage with it."""
        used = self.held[code, ""].of_code or self.beside[code]
        return bool(used) and not any(self.held[code, ""].passages.values())

    @property
    def by_gap(self) -> tuple[Uncovered, ...]:
        """The topics over all places, most uncovered passages first."""
        found = (one for one in self.uncovered if one.topic is not None and not one.group)
        return tuple(sorted(found, key=lambda one: (-one.bare, one.topic or "")))

    def topic_name(self, topic: str | None) -> str:
        """What a topic is called."""
        return "without topic" if topic is None else self.topics[topic]

    @property
    def note(self) -> str:
        """What belongs under the table."""
        whole = [one for one in self.uncovered if not one.group]
        read, bare, later = (sum(getattr(one, what) for one in whole) for what in ("read", "bare", "not_coded"))
        told = [f"{bare:,} of {read:,} passages are under no code."]
        if later:
            told.append(f"Not counted, in documents that are not coded yet: {later:,} passages.")
        if self.gone:
            told.append(f"Counted nowhere, in documents withdrawn since: {self.gone:,} passages.")
        if self.outside:
            told.append(f"Without {self.by}, so in no group: {', '.join(self.outside)}.")
        unheld = [row.name for row in self.rows if self.is_unheld(row.id)]
        if unheld:
            told.append(f"In no topic: {', '.join(unheld)}.")
        unused = [row.name for row in self.rows if not self.held[row.id, ""].of_code and not self.beside[row.id]]
        if unused:
            told.append(f"Not used: {', '.join(unused)}.")
        told.append("Expected is what chance alone would give; passages of one person hang together, so there is no p.")
        return " ".join((*told, f"{choices(self.made_by)}."))


def _most_first(one: Uncovered) -> tuple[bool, str, bool, int, str]:
    return (one.group != "", one.group, one.topic is None, -one.bare, one.topic or "")
