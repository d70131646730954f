"""The meetings of the demo: six that were held and one to come."""

from __future__ import annotations

from api.demo.shapes import Sitting
from api.demo.sittings import first, second, third, to_come

SITTINGS: tuple[Sitting, ...] = (*first.SITTINGS, *second.SITTINGS, *third.SITTINGS, to_come.SITTING)
