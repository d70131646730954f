"""Brandenburg: Beirat by the Hauptsatzung, § 17 BbgKVerf of 5 March 2024.

The law names no notice period since 2008: the preset stands until the board's own rule is entered.
"""

from fractions import Fraction

from beirat.rules.profiles import Certainty, Key, Profile, Rule
from beirat.rules.voting import Base, Share

PROFILE = Profile(
    "brandenburg",
    {
        Key.LEGAL_BASIS: Rule("§ 17 BbgKVerf", "§ 17 BbgKVerf", Certainty.SOURCE),
        Key.ADDRESSEE: Rule("Landrätin oder Landrat", "§ 17 Abs. 3 BbgKVerf", Certainty.MEMORY),
        Key.CONSULTED_PARTY: Rule("Hauptverwaltungsbeamtin oder Hauptverwaltungsbeamter", "BbgKVerf", Certainty.MEMORY),
        Key.VIDEO_COUNTS_AS_PRESENT: Rule(True, "§ 34 Abs. 2 BbgKVerf", Certainty.SOURCE),
        Key.AGENDA_EXTENSION_MAJORITY: Rule(
            Share(Fraction(1, 2), Base.VOTES_CAST, is_strict=True), "BbgKVerf", Certainty.MEMORY
        ),
        Key.AGENDA_EXTENSION_NEEDS_URGENCY: Rule(True, "BbgKVerf", Certainty.MEMORY),
        Key.QUORUM_EX_OFFICIO_BELOW: Rule(
            Share(Fraction(1, 3), Base.STATUTORY_MEMBERS, is_strict=False), "§ 38 BbgKVerf", Certainty.MEMORY
        ),
    },
)
