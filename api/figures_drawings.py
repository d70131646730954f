"""The figures as drawings; the same numbers stand beside them in words."""

from __future__ import annotations

from markupsafe import Markup

from api import charts
from api.words import figures as words
from beirat.rules.figures.numbers import Number, Section
from beirat.rules.figures.outcomes import Distribution, Ending
from beirat.rules.figures.ratios import ENOUGH
from beirat.rules.figures.summary import Figures, Timing
from beirat.rules.figures.survival import Spell


def drawings(found: Figures) -> dict[str, Markup]:
    """The drawing of each section that has one, by its heading."""
    drawn = {}
    if found.answers.cases.ratio.whole:
        drawn[words.SECTIONS[Section.TIME]] = answers(found.answers)
    if found.outcomes.estimate.number >= ENOUGH:
        drawn[words.SECTIONS[Section.POSITIONS]] = outcomes(found.outcomes.estimate)
    return drawn


def answers(answers: Timing) -> Markup:
    """How long answers take: the curve from twenty cases on, before that one dot for each case."""
    title, ratio = "Wie viele Empfehlungen sind nach wie vielen Tagen beantwortet?", answers.cases.ratio
    if ratio.is_enough:
        description = f"{ratio.part} von {ratio.whole} sind beantwortet. Die Zahlen stehen in der Tabelle darunter."
        return charts.waiting_curve(answers.curve, name="antworten", title=title, description=description)
    spells = [*(Spell(days, True) for days in answers.days), *(Spell(days, False) for days in answers.open_days)]
    description = (
        f"Ein Punkt für jede Empfehlung, {ratio.part} beantwortete ausgefüllt, {ratio.whole - ratio.part} offene leer."
    )
    return charts.case_dots(spells, name="antworten", title=title, description=description)


def outcomes(estimate: Distribution) -> Markup:
    """What was said to the points, and to how many nothing."""
    shares = [(words.NAMES[Number(ending.value)], estimate.shares[ending]) for ending in Ending]
    bars = [*shares, (words.NAMES[Number.NO_POSITION], estimate.open)]
    return charts.outcome_bars(
        [(name, share, words.percent(share)) for name, share in bars],
        name="ergebnisse",
        title=f"Was nach {estimate.days} Tagen zu den Punkten gesagt war",
        description="Alle Balken zusammen ergeben 100 Prozent. Die Zahlen stehen in der Tabelle darunter.",
    )
