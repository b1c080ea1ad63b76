"""`collabstudy compare framework`: the summaries, how they stand, out to a workbook and back in."""

from __future__ import annotations

from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated

import typer

from collabstudy.cli import say
from collabstudy.errors import SettingsError

if TYPE_CHECKING:
    from collabstudy.compare.counting.asked import Value
    from collabstudy.compare.framework import Framework, FrameworkCell
    from collabstudy.model.study import Study


def register(group: typer.Typer) -> None:
    """Add the command."""
    group.command("framework")(framework)


def framework(
    study: say.StudyFolder = None,
    to: Annotated[Path | None, typer.Option("--to", help="Write the matrix to a .xlsx or .docx file.")] = None,
    source: Annotated[
        Path | None, typer.Option("--from", help="Take over what was written in a .xlsx of --to.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="With --from: say what would change, write nothing.")
    ] = False,
    delete_cleared: Annotated[
        bool, typer.Option("--delete-cleared", help="With --from: remove the texts of cells that were cleared there.")
    ] = False,
    stale: Annotated[bool, typer.Option("--stale", help="Only the cells that are to be read again, and why.")] = False,
    code: Annotated[list[str] | None, typer.Option("--code", help="Only this theme; may be given again.")] = None,
    json: say.AsJson = False,
) -> None:
    """What each case says of each theme, in the words of whoever wrote briefing/summaries, and what is new there."""
    from collabstudy.compare import stated
    from collabstudy.run.opening import read_study

    if source is None and (dry_run or delete_cleared):
        raise SettingsError("--dry-run and --delete-cleared go with --from", hint="name the workbook: --from F.xlsx")
    opened = read_study(say.home(study))
    if source is not None:
        _bring_in(opened, source, dry=dry_run, delete_cleared=delete_cleared)
        return
    with say.waiting("comparing"):
        table: Framework = stated.make(opened, "framework", codes=code or None)
    if to is not None:
        from collabstudy.run.summaries import export

        export(opened, to, table=table)
        say.line(f"{table.told}: {to}")
        return
    if json:
        frame = table.frame()
        say.as_json(say.records(frame[frame["state"] == "stale"] if stale else frame))
        return
    if stale:
        _show_stale(table)
    else:
        _show(table)
    say.paragraph(table.note)


_MARKS = {"written": "●", "stale": "▲", "not_tied": "◇"}
_VALUES: dict[Value, str] = {"present": "·", "absent": "○", "not_asked": "–", "not_coded": "×"}
_LONGEST = 32


def _bring_in(study: Study, source: Path, *, dry: bool, delete_cleared: bool) -> None:
    from collabstudy.run.summaries import bring_in

    found = bring_in(study, source, delete_cleared=delete_cleared, dry=dry)
    for item in found.items:
        say.line(str(item))
    for remark in found.remarks:
        say.line(remark)
    say.line(f"{'would be: ' if dry else ''}{found}")
    if any(item.what == "refused" for item in found.items):
        raise typer.Exit(1)


def _show(table: Framework) -> None:
    """Themes as rows, cases as numbered columns, a sign a cell."""
    if not table.rows or not table.groups:
        say.line(f"nothing to compare yet: there are no {'cases' if table.rows else 'codes'}")
        return
    heads = [str(number) for number, _ in enumerate(table.groups, 1)]
    rows = [
        (row.name[:_LONGEST], *(_mark(table.cells[group.id, row.id]) for group in table.groups)) for row in table.rows
    ]
    say.table(("theme", *heads), rows, right=heads)
    legend = " · ".join(f"{number} {group.name}" for number, group in enumerate(table.groups, 1))
    say.paragraph(legend)
    say.line(
        "● written · ▲ to be read again · ◇ not tied yet; nothing written: · voiced, ○ not, – not asked, × not coded"
    )


def _mark(cell: FrameworkCell) -> str:
    return _MARKS.get(cell.state) or _VALUES[cell.value]


def _show_stale(table: Framework) -> None:
    """Each cell that is to be read again, with its file and what is new there."""
    names = {group.id: group.name for group in table.groups} | {row.id: row.name for row in table.rows}
    for cell in table.stale:
        say.line(f"▲ {names[cell.case]} · {names[cell.code]}  {cell.summary.file if cell.summary else ''}")
        for told in wrap(cell.told_news, say.width() - 4):
            say.line(f"    {told}")
    if not table.stale:
        say.line("nothing is to be read again")
