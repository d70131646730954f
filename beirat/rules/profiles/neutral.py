"""The neutral preset: no legal basis, for boards whose rules say nothing."""

from beirat.rules.profiles import Certainty, Key, Profile, Rule


def _preset(value: str | int) -> Rule:
    return Rule(value, "Voreinstellung, keine gesetzliche Regel", Certainty.PRESET)


PROFILE = Profile(
    "neutral",
    {
        Key.LEGAL_BASIS: _preset(""),
        Key.ADDRESSEE: _preset("Landrätin oder Landrat"),
        Key.INVITATION_NOTICE_DAYS: _preset(7),
        Key.MOTION_DEADLINE_DAYS: _preset(14),
        Key.RECEIPT_WORKING_DAYS: _preset(10),
        Key.ANSWER_MONTHS: _preset(3),
        Key.ANSWER_LEGAL_BASIS: _preset(""),
        Key.SECOND_ANSWER_WEEKS: _preset(6),
    },
)
