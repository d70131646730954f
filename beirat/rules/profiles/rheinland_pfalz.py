"""Rheinland-Pfalz: Beirat für Migration und Integration, § 49a LKO."""

from fractions import Fraction

from beirat.rules.profiles import Certainty, Key, Profile, Rule
from beirat.rules.voting import Base, Share

PROFILE = Profile(
    "rheinland_pfalz",
    {
        Key.LEGAL_BASIS: Rule("§ 49a LKO", "§ 49a LKO", Certainty.SOURCE),
        Key.ADDRESSEE: Rule("Landrätin oder Landrat", "§ 49a LKO", Certainty.SOURCE),
        Key.INVITATION_NOTICE_DAYS: Rule(4, "§ 27 LKO", Certainty.MEMORY),
        Key.AGENDA_EXTENSION_MAJORITY: Rule(
            Share(Fraction(2, 3), Base.PRESENT, is_strict=False), "GemO/LKO", Certainty.DOUBTFUL
        ),
        Key.AGENDA_EXTENSION_NEEDS_URGENCY: Rule(True, "GemO/LKO", Certainty.DOUBTFUL),
        Key.CONSULTED_PARTY: Rule("Kreisverwaltung", "LKO", Certainty.MEMORY),
    },
)
