"""Topics counted: against cases, against codes."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from collabstudy.model.coding import Coding
from collabstudy.topics.passages import Passage

if TYPE_CHECKING:
    import pandas

    from collabstudy.topics.topics import Topics


def frame(topics: Topics) -> pandas.DataFrame:
    """See `Topics.frame`."""
    import pandas as pd

    rows = []
    for topic in topics:
        members = topics.evidence(topic.id)
        rows.append(
            {
                "topic": topic.id,
                "name": topic.name,
                "words": ", ".join(word for word, _ in topic.words),
                "passages": topic.size,
                "share": topic.size / len(topics.passages),
                "documents": len({passage.document for passage in members}),
                "cases": len({case for passage in members for case in passage.cases}),
                "stability": topic.stability,
            }
        )
    return pd.DataFrame(rows)


def assigned(topics: Topics) -> pandas.DataFrame:
    """See `Topics.assigned`."""
    import pandas as pd

    rows = [
        (p.document, p.turn, p.start, p.end, p.words, p.cases, topic)
        for p, topic in zip(topics.passages, topics.assignment, strict=True)
    ]
    return pd.DataFrame(rows, columns=["document", "turn", "start", "end", "words", "cases", "topic"])


def by_case(topics: Topics) -> pandas.DataFrame:
    """See `Topics.by_case`."""
    import pandas as pd

    of = Counter(case for passage in topics.passages for case in passage.cases)
    documents: defaultdict[tuple[str | None, str], list[str]] = defaultdict(list)
    for passage, topic in zip(topics.passages, topics.assignment, strict=True):
        for case in passage.cases:
            documents[topic, case].append(passage.document)
    rows = [
        (topic.id, case, len(said), len(set(said)), of[case], len(said) / of[case])
        for topic in topics
        for case in sorted(of)
        for said in [documents[topic.id, case]]
    ]
    return pd.DataFrame(rows, columns=["topic", "case", "passages", "documents", "of", "share"])


def by_code(topics: Topics, codings: Iterable[Coding]) -> pandas.DataFrame:
    """See `Topics.by_code`."""
    import pandas as pd

    by_id: defaultdict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        by_id[coding.code].append(coding)
    rows = []
    for code in sorted(by_id):
        indices = coded(topics.passages, by_id[code])
        held = Counter(topics.assignment[index] for index in indices)
        rows += [(t.id, code, held[t.id], t.size, len(indices), held[t.id] / t.size) for t in topics]
    table = pd.DataFrame(rows, columns=["topic", "code", "passages", "of_topic", "of_code", "share_of_topic"])
    table["share_of_code"] = table["passages"] / table["of_code"].where(table["of_code"] > 0)
    return table.sort_values(["topic", "code"], ignore_index=True)


def coded(passages: Sequence[Passage], codings: Iterable[Coding]) -> frozenset[int]:
    """Which passages share a character with any of the codings; passages are sorted by document and place."""
    ends = [(passage.document, passage.end) for passage in passages]
    found = set()
    for coding in codings:
        index = bisect_left(ends, (coding.document, coding.start + 1))
        while index < len(passages) and _starts_before_end(passages[index], coding):
            found.add(index)
            index += 1
    return frozenset(found)


def _starts_before_end(passage: Passage, coding: Coding) -> bool:
    return passage.document == coding.document and passage.start < coding.end
