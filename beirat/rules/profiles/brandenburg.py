"""Brandenburg: Beirat by the Hauptsatzung, § 17 BbgKVerf of 5 March 2024."""

from beirat.rules.profiles import Certainty, Key, Profile, Rule

PROFILE = Profile(
    "brandenburg",
    {
        Key.LEGAL_BASIS: Rule("§ 17 BbgKVerf", "§ 17 BbgKVerf", Certainty.SOURCE),
        Key.ADDRESSEE: Rule("Landrätin oder Landrat", "§ 17 Abs. 3 BbgKVerf", Certainty.MEMORY),
    },
)
