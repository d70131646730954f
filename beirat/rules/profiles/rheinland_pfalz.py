"""Rheinland-Pfalz: Beirat für Migration und Integration, § 49a LKO."""

from beirat.rules.profiles import Certainty, Key, Profile, Rule

PROFILE = Profile(
    "rheinland_pfalz",
    {
        Key.LEGAL_BASIS: Rule("§ 49a LKO", "§ 49a LKO", Certainty.SOURCE),
        Key.ADDRESSEE: Rule("Landrätin oder Landrat", "§ 49a LKO", Certainty.SOURCE),
        Key.INVITATION_NOTICE_DAYS: Rule(4, "§ 27 LKO", Certainty.MEMORY),
    },
)
