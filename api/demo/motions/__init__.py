"""The motions of the demo, by the key that the story calls them by."""

from __future__ import annotations

from collections.abc import Mapping

from api.demo.motions import learning, living, lying_around, offices
from api.demo.shapes import MotionText

MOTIONS: Mapping[str, MotionText] = {
    motion.key: motion for stem in (learning, living, offices, lying_around) for motion in stem.MOTIONS
}
