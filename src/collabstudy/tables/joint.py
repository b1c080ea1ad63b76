"""Topics beside codes in a notebook: select a number for its passages, or those of a topic that no code covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from collabstudy.compare.joining.display import Joint, Uncovered
from collabstudy.compare.table import Passage, labels
from collabstudy.tables import look
from collabstudy.tables.look import Html, Quotes, attribute, text


def notebook(found: Joint, quotes: Quotes | None = None) -> Html:
    """The table as HTML. Words are shown only if `quotes` hands them out; without it, only where they are said."""
    names = labels(found.rows)
    heads = "".join(
        f'<th class="cs-name" scope="col" title="{attribute(row.path)}"><span>{text(names[row.id])}</span></th>'
        for row in found.rows
    )
    groups = "".join(f'<th class="cs-total" scope="col">{text(group.name)}</th>' for group in found.groups)
    body = "".join(_row(found, gap, quotes) for gap in found.by_gap)
    return Html(
        f'<div class="cs-table mathjax_ignore tex2jax_ignore">{look.style()}'
        f'<div class="cs-scroll"><table class="cs-grid"><thead><tr><td></td>{heads}'
        f'<th class="cs-name cs-gap" scope="col"><span>under no code</span></th><td></td>{groups}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
        '<div class="cs-drawer" aria-live="polite">Select a number for its passages. <span class="cs-key">'
        "Pale: not one passage more than chance alone would bring · last: passages under no code</span></div>"
        f'<p class="cs-told">{text(found.note)}</p>{look.script()}</div>'
    )


def _row(found: Joint, gap: Uncovered, quotes: Quotes | None) -> str:
    assert gap.topic is not None, "a row is a topic"
    name = found.topic_name(gap.topic)
    cells = "".join(f'<td class="cs-cell">{_cell(found, code, gap.topic, quotes)}</td>' for code in found.beside)
    told = f"{name} · under no code: {gap.bare} of {gap.read} passages"
    bare = _mark(told, str(gap.bare), found.evidence(None, gap.topic), quotes) if gap.bare else "0"
    shares = "".join(f'<td class="cs-total">{part}</td>' for part in _parts(found, gap.topic))
    return (
        f'<tr class="cs-row"><th scope="row" title="{attribute(gap.topic)}">{text(name)}</th>{cells}'
        f'<td class="cs-cell cs-gap">{bare}</td><td class="cs-total">of {gap.read}</td>{shares}</tr>'
    )


def _parts(found: Joint, topic: str) -> Iterator[str]:
    by_group = {one.group: one for one in found.uncovered if one.topic == topic}
    for group in found.groups:
        yield f"{by_group[group.id].bare} of {by_group[group.id].read}"


def _cell(found: Joint, code: str, topic: str, quotes: Quotes | None) -> str:
    held = found.held[code, ""]
    number, expected = held.passages[topic], held.expected(topic)
    if not number:
        return ""
    name = next(row.name for row in found.rows if row.id == code)
    chance = f"{expected:.1f} by chance alone" if expected is not None else "nothing read"
    groups = ", ".join(f"{group.name} {found.held[code, group.id].passages[topic]}" for group in found.groups)
    many = "1 passage" if number == 1 else f"{number} passages"
    told = f"{name} · {found.topic_name(topic)}: {many}, {chance} ({groups})"
    return _mark(told, str(number), found.evidence(code, topic), quotes, pale=not held.stands_out(topic))


def _mark(told: str, number: str, passages: Sequence[Passage], quotes: Quotes | None, *, pale: bool = False) -> str:
    inside = number if pale else f'<span class="cs-dot">{number}</span>'
    return (
        f'<span class="cs-mark" role="button" tabindex="0" aria-pressed="false" aria-label="{attribute(told)}" '
        f'title="{attribute(told)}">{inside}</span>'
        f'<div class="cs-panel" tabindex="-1"><b>{text(told)}</b>{look.passages(passages, quotes)}</div>'
    )
