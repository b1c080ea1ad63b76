"""Saturation in a notebook: interview by interview what was new, where it was first said, and what each run brought."""

from __future__ import annotations

from collections.abc import Iterator

from collabstudy.compare.saturating.course import Course, Saturation, Step
from collabstudy.tables import look
from collabstudy.tables.look import Html, Quotes, attribute, text

HEADS = {
    "codes": "how many codes are voiced in it",
    "new": "how many of them for the first time",
    "so far": "how many codes have been voiced until here",
    "any order": "how many to expect after so many in any order, and between which numbers 95 of 100 orders lie",
    "run": "new codes in the run that begins here, of the codes of the base",
}


def notebook(found: Saturation, quotes: Quotes | None = None) -> Html:
    """The table as HTML. Words are shown only if `quotes` hands them out; without it, only where they are said."""
    heads = "".join(
        f'<th class="cs-total" scope="col" title="{attribute(why)}">{name}</th>' for name, why in HEADS.items()
    )
    first = f'<tr><th scope="col">{text(found.called[0])}</th><th scope="col">date</th>{heads}</tr>'
    body = "".join(_part(found, course, quotes) for course in found.courses)
    return Html(
        f'<div class="cs-table mathjax_ignore tex2jax_ignore">{look.style()}'
        f'<div class="cs-scroll"><table class="cs-grid"><thead>{first}</thead><tbody>{body}</tbody></table></div>'
        '<div class="cs-drawer" aria-live="polite">Select new codes for where they are first said.</div>'
        f'<p class="cs-told">{text(found.note)}</p>{look.script()}</div>'
    )


def _part(found: Saturation, course: Course, quotes: Quotes | None) -> str:
    told = f"{found.named(course)}: {found.told(course)}"
    wide = 'colspan="7" style="text-align:left;white-space:normal"'
    head = f'<tr class="cs-heading cs-first"><th scope="rowgroup" {wide}>{text(told)}</th></tr>'
    unseen = f"Codes there may be (Chao2): {course.unseen}. {_orders(found, course)}"
    foot = f"<tr><td {wide}><small>{text(unseen)}</small></td></tr>"
    return head + "".join(_rows(found, course, quotes)) + foot


def _orders(found: Saturation, course: Course) -> str:
    """What became of saturation in the orders drawn."""
    reached = {at: many for at, many in course.orders.reached.items() if at is not None}
    if not reached:
        return f"In none of {course.orders.number:,} orders is saturation reached."
    told = ", ".join(f"at {at} in {many:,}" for at, many in reached.items())
    never = course.orders.reached.get(None, 0)
    return f"Of {course.orders.number:,} orders saturation is reached {told}; in {never:,} not at all."


def _rows(found: Saturation, course: Course, quotes: Quotes | None) -> Iterator[str]:
    runs = {run.first: run for run in course.reached.runs}
    for position, step in enumerate(course.steps, 1):
        run = runs.get(position)
        ratio = f"{run.new} of {course.reached.base_codes}" if run else "base" if position <= found.base else ""
        told = f"<b>{ratio}</b>" if run and run.below else ratio
        numbers = (f"{step.cumulative}", f"{step.expected:.1f} ({step.low} to {step.high})", told)
        yield (
            f'<tr class="cs-row" style="height:28px"><th scope="row">{text(step.name)}</th><td>{text(step.date)}</td>'
            f'<td class="cs-total">{len(step.codes)}</td>'
            f'<td class="cs-total cs-cell">{_new(found, course, step, quotes)}</td>'
            + "".join(f'<td class="cs-total">{number}</td>' for number in numbers)
            + "</tr>"
        )


def _new(found: Saturation, course: Course, step: Step, quotes: Quotes | None) -> str:
    if not step.new:
        return "0"
    told = f"{step.name}: {len(step.new)} new, {', '.join(found.codes[code] for code in step.new)}"
    parts = "".join(
        f"<p><b>{text(found.codes[code])}</b></p>{look.passages(found.evidence(code, course.group), quotes)}"
        for code in step.new
    )
    return (
        f'<span class="cs-mark" role="button" tabindex="0" aria-pressed="false" aria-label="{attribute(told)}" '
        f'title="{attribute(told)}"><span class="cs-dot">{len(step.new)}</span></span>'
        f'<div class="cs-panel" tabindex="-1"><b>{text(told)}</b>{parts}</div>'
    )
