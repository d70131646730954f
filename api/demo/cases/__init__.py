"""What became of the recommendations: receipt, units, messages and answers, in plain German."""

from __future__ import annotations

from api.demo.cases import first, second, third
from api.demo.shapes import CaseStory

CASES: tuple[CaseStory, ...] = (*first.CASES, *second.CASES, *third.CASES)
