"""`collabstudy compare joint`: codes beside topics, and what no code covers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from collabstudy.cli import say

if TYPE_CHECKING:
    from collabstudy.compare.joining.display import Joint

_MOST = 12


def register(group: typer.Typer) -> None:
    """Add the command."""
    group.command("joint")(joint)


def joint(
    study: say.StudyFolder = None,
    by: Annotated[str | None, typer.Option(help="An attribute of cases.csv; otherwise study.toml's.")] = None,
    level: Annotated[str | None, typer.Option(help="code or branch.")] = None,
    json: say.AsJson = False,
) -> None:
    """What topics hold that no code covers, most first; and the codes with a passage more than chance would bring."""
    from collabstudy.compare.stated import make
    from collabstudy.run.opening import read_study
    from collabstudy.run.work import topics_of

    opened = read_study(say.home(study))
    with say.waiting("fitting topics"):
        found: Joint = make(opened, "joint", topics=topics_of(opened), by=by, level=level)
    if json:
        say.as_json(say.records(found.frame()))
        return
    _show(found)
    say.paragraph(found.note)


def _show(found: Joint) -> None:
    rows = []
    for gap in found.by_gap:
        assert gap.topic is not None, "a row is a topic"
        rows.append((gap.topic, found.topic_name(gap.topic), f"{gap.bare} of {gap.read}", _codes(found, gap.topic)))
    told = "codes (by chance alone)"
    say.table(("topic", "words", "under no code", told), rows, right=("under no code",))


def _codes(found: Joint, topic: str) -> str:
    """The codes with at least one passage more than chance would bring, most lifted first."""
    lifted = []
    for row in found.rows:
        held = found.held[row.id, ""]
        if held.stands_out(topic):
            lifted.append((-(held.lift(topic) or 0), f"{row.id} {held.passages[topic]} ({held.expected(topic):.1f})"))
    more = f" and {len(lifted) - _MOST} more" if len(lifted) > _MOST else ""
    return ", ".join(told for _, told in sorted(lifted)[:_MOST]) + more
