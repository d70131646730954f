"""The life of a motion, from draft to decision (rules of procedure, chapter "Anträge").

Source: design/architecture § 5; the steps are those of ``domain/law-and-practice`` § 3.1.
"""

from __future__ import annotations

from enum import StrEnum

from beirat.rules.lifecycles import Lifecycle

MAX_POINTS = 20


class MotionState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    INADMISSIBLE = "inadmissible"
    ADMITTED = "admitted"
    SCHEDULED = "scheduled"
    UNDER_DEBATE = "under_debate"
    ADOPTED = "adopted"
    ADOPTED_AMENDED = "adopted_amended"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class MotionStep(StrEnum):
    """What somebody does with a motion; ADJOURN, CALL and the outcomes come from the meeting."""

    REVISE = "revise"
    SUBMIT = "submit"
    RETURN = "return"
    REFUSE = "refuse"
    ADMIT = "admit"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    CALL = "call"
    ADJOURN = "adjourn"
    ADOPT = "adopt"
    ADOPT_AMENDED = "adopt_amended"
    REJECT = "reject"
    ANNUL = "annul"
    WITHDRAW = "withdraw"


class Audience(StrEnum):
    """For whom a point is. Points for the board itself never leave it."""

    BOARD = "board"
    ADMINISTRATION = "administration"
    COUNCIL = "council"
    OTHERS = "others"


class Field(StrEnum):
    """Fields of action (Handlungsfelder), seeded as in ``domain/law-and-practice`` § 5.1."""

    LANGUAGE = "language"
    SCHOOL = "school"
    WORK = "work"
    HOUSING = "housing"
    HEALTH = "health"
    FAMILY = "family"
    PARTICIPATION = "participation"
    ADMINISTRATION = "administration"
    RESIDENCE_NATURALISATION = "residence_naturalisation"
    ANTI_DISCRIMINATION = "anti_discrimination"
    SPORT_CULTURE = "sport_culture"
    VOLUNTEERING = "volunteering"
    MOBILITY_DIGITAL = "mobility_digital"


_STATE, _STEP = MotionState, MotionStep

LIFE = Lifecycle(
    {
        (_STATE.DRAFT, _STEP.REVISE): _STATE.DRAFT,
        (_STATE.DRAFT, _STEP.SUBMIT): _STATE.SUBMITTED,
        (_STATE.RETURNED, _STEP.REVISE): _STATE.RETURNED,
        (_STATE.RETURNED, _STEP.SUBMIT): _STATE.SUBMITTED,
        (_STATE.RETURNED, _STEP.WITHDRAW): _STATE.WITHDRAWN,
        (_STATE.SUBMITTED, _STEP.RETURN): _STATE.RETURNED,
        (_STATE.SUBMITTED, _STEP.REFUSE): _STATE.INADMISSIBLE,
        (_STATE.SUBMITTED, _STEP.ADMIT): _STATE.ADMITTED,
        (_STATE.SUBMITTED, _STEP.WITHDRAW): _STATE.WITHDRAWN,
        (_STATE.ADMITTED, _STEP.SCHEDULE): _STATE.SCHEDULED,
        (_STATE.ADMITTED, _STEP.WITHDRAW): _STATE.WITHDRAWN,
        (_STATE.SCHEDULED, _STEP.UNSCHEDULE): _STATE.ADMITTED,
        (_STATE.SCHEDULED, _STEP.CALL): _STATE.UNDER_DEBATE,
        (_STATE.SCHEDULED, _STEP.ADJOURN): _STATE.ADMITTED,
        (_STATE.SCHEDULED, _STEP.WITHDRAW): _STATE.WITHDRAWN,
        (_STATE.UNDER_DEBATE, _STEP.ADOPT): _STATE.ADOPTED,
        (_STATE.UNDER_DEBATE, _STEP.ADOPT_AMENDED): _STATE.ADOPTED_AMENDED,
        (_STATE.UNDER_DEBATE, _STEP.REJECT): _STATE.REJECTED,
        (_STATE.UNDER_DEBATE, _STEP.ADJOURN): _STATE.ADMITTED,
        (_STATE.UNDER_DEBATE, _STEP.WITHDRAW): _STATE.WITHDRAWN,
        (_STATE.ADOPTED, _STEP.ANNUL): _STATE.UNDER_DEBATE,
        (_STATE.ADOPTED_AMENDED, _STEP.ANNUL): _STATE.UNDER_DEBATE,
        (_STATE.REJECTED, _STEP.ANNUL): _STATE.UNDER_DEBATE,
    }
)
