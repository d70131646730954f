"""Small drawings as SVG: title and description inside, no style, no script; the numbers stand in a table beside them.

Their classes are in own/figures.css, so that dark mode, print and forced colours hold for drawings too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from beirat.rules.figures.survival import Curve, Spell, Step

WIDTH, LEFT, RIGHT, TOP, BOTTOM = 680, 60, 20, 14, 50
DOT = 5


@dataclass(frozen=True)
class Plane:
    """Where days and shares are drawn."""

    days: int
    height: int = 300

    def x(self, day: float) -> str:
        return f"{LEFT + (WIDTH - LEFT - RIGHT) * day / max(self.days, 1):.5g}"

    def y(self, share: float) -> str:
        return f"{TOP + (self.height - TOP - BOTTOM) * (1 - share):.5g}"

    @property
    def bottom(self) -> int:
        return self.height - BOTTOM

    @property
    def marks(self) -> list[int]:
        """Five or so round numbers of days along the lower edge."""
        width = next((each for each in (1, 5, 10, 30, 60, 90, 180, 365) if each * 6 >= self.days), 730)
        return list(range(0, self.days + 1, width))

    def edge(self) -> str:
        """The axis of days with its name."""
        marks = "".join(
            f'<path class="chart-grid" d="M{self.x(day)} {self.bottom}v5"/>'
            f'<text text-anchor="middle" x="{self.x(day)}" y="{self.bottom + 22}">{day}</text>'
            for day in self.marks
        )
        return f'{marks}<text text-anchor="middle" x="{(WIDTH + LEFT) // 2}" y="{self.height - 6}">Tage</text>'


def waiting_curve(curve: Curve, *, name: str, title: str, description: str) -> Markup:
    """The share that has ended after so many days: steps, and the band of their 95 % intervals."""
    plane = Plane(curve.watched)
    grid = "".join(
        f'<line class="chart-grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{plane.y(share)}" y2="{plane.y(share)}"/>'
        f'<text text-anchor="end" x="{LEFT - 8}" y="{float(plane.y(share)) + 5:g}">{share * 100:.0f} %</text>'
        for share in (0, 0.25, 0.5, 0.75, 1)
    )
    ended = _stairs(plane, [(step.day, 1 - step.waiting) for step in curve.steps])
    line = f'<path class="chart-line" d="M{plane.x(0)} {plane.y(0)}{ended}H{plane.x(curve.watched)}"/>'
    return _drawing(name, title, description, plane, [grid, plane.edge(), _band(plane, curve), line])


def _stairs(plane: Plane, places: Iterable[tuple[int, float]]) -> str:
    return "".join(f"H{plane.x(day)}V{plane.y(share)}" for day, share in places)


def _band(plane: Plane, curve: Curve) -> str:
    """The lower limits there, the upper ones back."""
    steps = [step for step in curve.steps if step.interval]
    if not steps:
        return ""
    start, end = steps[0].day, plane.x(curve.watched)
    there = "".join(f"H{plane.x(step.day)}V{plane.y(_limits(step)[0])}" for step in steps)
    back = "".join(f"V{plane.y(_limits(step)[1])}H{plane.x(step.day)}" for step in reversed(steps))
    return f'<path class="chart-band" d="M{plane.x(start)} {plane.y(0)}{there}H{end}{back}Z"/>'


def _limits(step: Step) -> tuple[float, float]:
    """The share that has ended, at least and at most."""
    return (1 - step.interval.upper, 1 - step.interval.lower) if step.interval else (0.0, 1.0)


def case_dots(spells: Sequence[Spell], *, name: str, title: str, description: str) -> Markup:
    """One dot for each case at its days: filled where it has ended, a ring where it lasts."""
    columns: dict[int, int] = {}
    last = max((spell.days for spell in spells), default=1)
    slots = max(1, round(last / 45))
    dots = []
    for spell in sorted(spells, key=lambda spell: (spell.days, not spell.ended)):
        column = spell.days // slots
        columns[column] = columns.get(column, 0) + 1
        dots.append((spell, columns[column]))
    plane = Plane(last, TOP + BOTTOM + 10 + max(columns.values(), default=1) * 14)
    axis = f'<line class="chart-grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{plane.bottom}" y2="{plane.bottom}"/>'
    drawn = "".join(
        f'<circle class="{"chart-dot" if spell.ended else "chart-ring"}" r="{DOT}" cx="{plane.x(spell.days)}" '
        f'cy="{plane.bottom - 10 - (place - 1) * 14}"/>'
        for spell, place in dots
    )
    return _drawing(name, title, description, plane, [axis, plane.edge(), drawn])


def outcome_bars(bars: Sequence[tuple[str, float, str]], *, name: str, title: str, description: str) -> Markup:
    """One bar for each (words, share, figure), longest possible at 1."""
    room, row = 330, 30
    plane = Plane(1, len(bars) * row + 8)
    across = WIDTH - room - 70
    drawn = "".join(
        f'<text text-anchor="end" x="{room - 10}" y="{place * row + 24}">{escape(words)}</text>'
        f'<rect class="chart-bar" x="{room}" y="{place * row + 8}" width="{max(share * across, 1):.5g}" height="22"/>'
        f'<text x="{room + max(share * across, 1) + 8:.5g}" y="{place * row + 24}">{escape(figure)}</text>'
        for place, (words, share, figure) in enumerate(bars)
    )
    return _drawing(name, title, description, plane, [drawn])


def _drawing(name: str, title: str, description: str, plane: Plane, parts: Iterable[str]) -> Markup:
    head = (
        f'<svg class="chart" role="img" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {WIDTH} {plane.height}">'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(description)}</desc>'
    )
    return Markup(head + "".join(parts) + "</svg>")  # noqa: S704 (all texts are escaped above)
