"""The neutral preset: no legal basis, for boards whose rules say nothing."""

from fractions import Fraction

from beirat.rules.profiles import (
    Certainty,
    ElectionTie,
    Key,
    Level,
    Profile,
    ReceiptRule,
    Rule,
    Signers,
    TieRule,
    Value,
)
from beirat.rules.voting import Base, Share


def _preset(value: Value, basis: str = "Voreinstellung, keine gesetzliche Regel") -> Rule:
    return Rule(value, basis, Certainty.PRESET, Level.PRESET)


SIMPLE = Share(Fraction(1, 2), Base.VOTES_CAST, is_strict=True)
_AFTER_HESSEN = "Voreinstellung nach dem Vorbild der HGO"

PROFILE = Profile(
    "neutral",
    {
        Key.LEGAL_BASIS: _preset(""),
        Key.ADDRESSEE: _preset("Landrätin oder Landrat"),
        Key.DEPUTIES_EXIST: _preset(False),
        Key.VIDEO_COUNTS_AS_PRESENT: _preset(False),
        Key.ATTENDANCE_FEE_CENTS: _preset(0),
        Key.MEETINGS_PER_YEAR: _preset(4),
        Key.INVITATION_NOTICE_DAYS: _preset(7),
        Key.SHORT_NOTICE_DAYS: _preset(1),
        Key.SECOND_CALL_NOTICE_DAYS: _preset(3),
        Key.SHORT_NOTICE_FORBIDDEN_FOR_ELECTIONS: _preset(True, _AFTER_HESSEN),
        Key.RECEIPT_RULE: _preset(ReceiptRule.SENT.value),
        Key.CONSULTED_PARTY: _preset("Geschäftsstelle"),
        Key.MOTION_DEADLINE_DAYS: _preset(14),
        Key.ATTACHMENTS_DEADLINE_DAYS: _preset(7),
        Key.SUPPLEMENT_DEADLINE_DAYS: _preset(3, "Voreinstellung nach dem Beispiel des Kreistags Neuss"),
        Key.PUBLIC_NOTICE_DAYS: _preset(3),
        Key.MEETING_ON_REQUEST: _preset(Share(Fraction(1, 4), Base.STATUTORY_MEMBERS, is_strict=False), _AFTER_HESSEN),
        Key.AGENDA_EXTENSION_MAJORITY: _preset(
            Share(Fraction(2, 3), Base.STATUTORY_MEMBERS, is_strict=False), _AFTER_HESSEN
        ),
        Key.AGENDA_EXTENSION_NEEDS_URGENCY: _preset(True),
        Key.AGENDA_REORDER_MAJORITY: _preset(SIMPLE),
        Key.AGENDA_REMOVE_MAJORITY: _preset(SIMPLE),
        Key.EXCLUSION_MAJORITY: _preset(SIMPLE),
        Key.EXCLUSION_DECIDED_IN_PRIVATE: _preset(True, _AFTER_HESSEN),
        Key.SPEAKING_TIME_MINUTES: _preset(5),
        Key.QUORUM: _preset(Share(Fraction(1, 2), Base.STATUTORY_MEMBERS, is_strict=True), _AFTER_HESSEN),
        Key.QUORUM_PRESUMED: _preset(True, _AFTER_HESSEN),
        Key.QUORUM_EX_OFFICIO_BELOW: _preset(None),
        Key.SECOND_CALL_QUORATE: _preset(True, _AFTER_HESSEN),
        Key.CONFLICT_NAME: _preset("Befangenheit"),
        Key.MAJORITY: _preset(SIMPLE),
        Key.TIE: _preset(TieRule.REJECTED.value),
        Key.SECRET_BALLOT_ON_MATTERS: _preset(False, _AFTER_HESSEN),
        Key.ROLL_CALL_THRESHOLD: _preset(Share(Fraction(1, 4), Base.STATUTORY_MEMBERS, is_strict=False)),
        Key.OWN_VOTE_ON_RECORD: _preset(True, _AFTER_HESSEN),
        Key.ELECTION_SECRET: _preset(True, _AFTER_HESSEN),
        Key.ELECTION_OPEN_IF_NO_OBJECTION: _preset(True, _AFTER_HESSEN),
        Key.ELECTION_MAJORITY: _preset(SIMPLE),
        Key.ELECTION_RUN_OFF: _preset(True),
        Key.ELECTION_TIE: _preset(ElectionTie.LOT_BY_CHAIR.value, _AFTER_HESSEN),
        Key.MINUTES_DRAFT_DAYS: _preset(14),
        Key.MINUTES_OBJECTION_DAYS: _preset(14),
        Key.MINUTES_SIGNERS: _preset(Signers.CHAIR_AND_MINUTE_TAKER.value, _AFTER_HESSEN),
        Key.MINUTES_APPROVAL_REQUIRED: _preset(True),
        Key.PUBLISH_BEFORE_APPROVAL: _preset(False),
        Key.TRANSMISSION_DAYS: _preset(7),
        Key.RECEIPT_WORKING_DAYS: _preset(10),
        Key.INTERIM_REPLY_WEEKS: _preset(6, "Voreinstellung nach dem Vorbild von § 12 SächsGemO"),
        Key.ANSWER_MONTHS: _preset(3),
        Key.ANSWER_LEGAL_BASIS: _preset(""),
        Key.SECOND_ANSWER_WEEKS: _preset(6),
        Key.PROGRESS_REPORT_MONTHS: _preset(6),
        Key.RECESS_PAUSES_ANSWER: _preset(False),
        Key.REMINDER_BEFORE_DAYS: _preset(14),
        Key.SECOND_REMINDER_AFTER_DAYS: _preset(14),
        Key.AGENDA_PROPOSAL_DAYS: _preset(28),
    },
)
