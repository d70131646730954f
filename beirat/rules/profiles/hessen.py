"""Hessen: Kreisausländerbeirat, § 4b HKO with §§ 87, 88 HGO; where its rules are silent, those of the Kreistag hold."""

from fractions import Fraction

from beirat.rules.profiles import Certainty, ElectionTie, Key, Profile, Rule, Signers, TieRule, Value
from beirat.rules.voting import Base, Share


def _read(value: Value, basis: str) -> Rule:
    return Rule(value, basis, Certainty.SOURCE)


PROFILE = Profile(
    "hessen",
    {
        Key.LEGAL_BASIS: _read("§ 4b HKO i. V. m. §§ 87, 88 HGO", "§ 4b HKO"),
        Key.ADDRESSEE: Rule("Kreisausschuss", "§ 88 HGO", Certainty.MEMORY),
        Key.INVITATION_NOTICE_DAYS: _read(3, "§ 58 Abs. 1 HGO"),
        Key.SHORT_NOTICE_DAYS: _read(0, "§ 58 Abs. 1 HGO"),
        Key.SECOND_CALL_NOTICE_DAYS: _read(1, "§ 58 Abs. 1 HGO"),
        Key.SHORT_NOTICE_FORBIDDEN_FOR_ELECTIONS: _read(True, "§ 58 Abs. 3 HGO"),
        Key.CONSULTED_PARTY: _read("Kreisausschuss", "§ 58 HGO"),
        Key.MEETING_ON_REQUEST: _read(Share(Fraction(1, 4), Base.STATUTORY_MEMBERS, is_strict=False), "§ 56 HGO"),
        Key.AGENDA_EXTENSION_MAJORITY: _read(
            Share(Fraction(2, 3), Base.STATUTORY_MEMBERS, is_strict=False), "§ 58 Abs. 2 HGO"
        ),
        Key.EXCLUSION_DECIDED_IN_PRIVATE: _read(True, "§ 52 HGO"),
        Key.QUORUM: _read(Share(Fraction(1, 2), Base.STATUTORY_MEMBERS, is_strict=True), "§ 53 Abs. 1 HGO"),
        Key.QUORUM_PRESUMED: _read(True, "§ 53 Abs. 1 HGO"),
        Key.QUORUM_EX_OFFICIO_BELOW: _read(None, "§ 53 Abs. 1 HGO"),
        Key.SECOND_CALL_QUORATE: _read(True, "§ 53 Abs. 2 HGO"),
        Key.CONFLICT_NAME: _read("Widerstreit der Interessen", "§ 25 HGO"),
        Key.MAJORITY: _read(Share(Fraction(1, 2), Base.VOTES_CAST, is_strict=True), "§ 54 Abs. 1 HGO"),
        Key.TIE: _read(TieRule.REJECTED.value, "§ 54 Abs. 1 HGO"),
        Key.SECRET_BALLOT_ON_MATTERS: _read(False, "§ 54 Abs. 2 HGO"),
        Key.OWN_VOTE_ON_RECORD: _read(True, "§ 61 HGO"),
        Key.ELECTION_SECRET: _read(True, "§ 55 Abs. 3 HGO"),
        Key.ELECTION_OPEN_IF_NO_OBJECTION: _read(True, "§ 55 Abs. 3 HGO"),
        Key.ELECTION_TIE: _read(ElectionTie.LOT_BY_CHAIR.value, "§ 55 Abs. 1 HGO"),
        Key.MINUTES_SIGNERS: _read(Signers.CHAIR_AND_MINUTE_TAKER.value, "§ 61 Abs. 2 HGO"),
    },
)
