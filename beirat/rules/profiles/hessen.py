"""Hessen: Kreisausländerbeirat, § 4b HKO with §§ 87, 88 HGO."""

from beirat.rules.profiles import Certainty, Key, Profile, Rule

PROFILE = Profile(
    "hessen",
    {
        Key.LEGAL_BASIS: Rule("§ 4b HKO i. V. m. §§ 87, 88 HGO", "§ 4b HKO", Certainty.SOURCE),
        Key.ADDRESSEE: Rule("Kreisausschuss", "§ 88 HGO", Certainty.MEMORY),
        Key.INVITATION_NOTICE_DAYS: Rule(3, "§ 58 Abs. 1 HGO", Certainty.SOURCE),
    },
)
