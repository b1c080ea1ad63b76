"""`collabstudy compare influence`: what hangs on one case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from collabstudy.cli import say

if TYPE_CHECKING:
    from collabstudy.compare.influencing.influenced import Influence
    from collabstudy.compare.influencing.without import Standing


def register(group: typer.Typer) -> None:
    """Add the command."""
    group.command("influence")(influence)


def influence(
    study: say.StudyFolder = None,
    level: Annotated[str | None, typer.Option(help="code or branch.")] = None,
    bound: Annotated[str | None, typer.Option(help="Above which part one voice is too much, such as 1/3.")] = None,
    voices: Annotated[bool, typer.Option("--voices", help="Whose voice it is, instead of what hangs on whom.")] = False,
    json: say.AsJson = False,
) -> None:
    """What themes and claims would be without each case in turn, and whose voice fills the quotations."""
    from collabstudy.briefing.printed import printed
    from collabstudy.compare import crosstab
    from collabstudy.compare.stated import make
    from collabstudy.io.findings import read_findings
    from collabstudy.run.opening import read_study

    opened = read_study(say.home(study))
    with say.waiting("leaving out one after the other"):
        findings = read_findings(opened.folder)
        quoted = printed(opened, crosstab(opened, unit=opened.settings.unit))
        found = make(opened, "influence", findings=findings, quoted=quoted, level=level, bound=bound)
    if json:
        say.as_json(say.records(found.voices_frame() if voices else found.frame()))
        return
    (_show_voices if voices else _show)(found)
    say.paragraph(found.note)


def _show(found: Influence) -> None:
    rows = [(s.kind, s.name, s.told, s.result, _turned(found, s)) for s in found.standings]
    say.table(("", "theme or claim", "now", "", "another one without"), rows, cut=["theme or claim"])


def _turned(found: Influence, standing: Standing) -> str:
    """The cases without which the word or result is another one, by what it would be."""
    results = dict.fromkeys(left.result for left in standing.without if left.changes)
    return "; ".join(
        f"{', '.join(found.cases[left.case] for left in standing.without if left.changes and left.result == result)}"
        f" → {result or 'no word'}"
        for result in results
    )


def _show_voices(found: Influence) -> None:
    rows = [
        (voice.name, *(f"{count} of {of}" for count, of, _ in found.shares(voice)), _above(found, *found.shares(voice)))
        for voice in found.voices.every
    ]
    say.table(("voice", "passages", "quotations", ""), rows, right=["passages", "quotations"], cut=["voice"])


def _above(found: Influence, *shares: tuple[int, int, str]) -> str:
    return f"more than {found.bound}" if any(found.too_much(count, of) for count, of, _ in shares) else ""
