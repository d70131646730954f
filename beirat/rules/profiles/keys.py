"""What rules of procedure can say: one name for each rule, of what kind its value is, and in which chapter it stands.

Seeded from the project's rule profiles; the chapters follow ``domain/law-and-practice`` § 2.
"""

from __future__ import annotations

from enum import StrEnum


class Key(StrEnum):
    """One rule. Days of notice are clear days between receipt and meeting; neither of the two counts."""

    # foundations
    LEGAL_BASIS = "legal_basis"
    ADDRESSEE = "addressee"
    DEPUTIES_EXIST = "deputies_exist"
    VIDEO_COUNTS_AS_PRESENT = "video_counts_as_present"
    ATTENDANCE_FEE_CENTS = "attendance_fee_cents"
    MEETINGS_PER_YEAR = "min_meetings_per_year"
    # convening
    INVITATION_NOTICE_DAYS = "invitation_notice_clear_days"
    SHORT_NOTICE_DAYS = "short_notice_clear_days"
    SECOND_CALL_NOTICE_DAYS = "second_call_notice_clear_days"
    SHORT_NOTICE_FORBIDDEN_FOR_ELECTIONS = "short_notice_forbidden_for_elections"
    RECEIPT_RULE = "receipt_rule"
    CONSULTED_PARTY = "agenda_consultation_with"
    MOTION_DEADLINE_DAYS = "motion_deadline_days"
    ATTACHMENTS_DEADLINE_DAYS = "attachments_deadline_days"
    SUPPLEMENT_DEADLINE_DAYS = "supplement_deadline_days"
    PUBLIC_NOTICE_DAYS = "public_notice_days"
    MEETING_ON_REQUEST = "meeting_on_request_fraction"
    # agenda and publicity
    AGENDA_EXTENSION_MAJORITY = "agenda_extension_majority"
    AGENDA_EXTENSION_NEEDS_URGENCY = "agenda_extension_needs_urgency"
    AGENDA_REORDER_MAJORITY = "agenda_reorder_majority"
    AGENDA_REMOVE_MAJORITY = "agenda_remove_majority"
    EXCLUSION_MAJORITY = "public_exclusion_majority"
    EXCLUSION_DECIDED_IN_PRIVATE = "public_exclusion_decided_in_private"
    SPEAKING_TIME_MINUTES = "speaking_time_minutes"
    # presence
    QUORUM = "quorum"
    QUORUM_PRESUMED = "quorum_presumed_until_challenged"
    QUORUM_EX_OFFICIO_BELOW = "quorum_ex_officio_below"
    SECOND_CALL_QUORATE = "second_call_quorate_regardless"
    CONFLICT_NAME = "conflict_of_interest_name"
    # ballots
    MAJORITY = "majority"
    TIE = "tie"
    SECRET_BALLOT_ON_MATTERS = "secret_ballot_on_matters"
    ROLL_CALL_THRESHOLD = "roll_call_threshold"
    OWN_VOTE_ON_RECORD = "individual_vote_on_request"
    # elections
    ELECTION_SECRET = "election_secret"
    ELECTION_OPEN_IF_NO_OBJECTION = "election_open_if_no_objection"
    ELECTION_MAJORITY = "election_majority"
    ELECTION_RUN_OFF = "election_run_off"
    ELECTION_TIE = "election_tie"
    # minutes
    MINUTES_DRAFT_DAYS = "minutes_draft_days"
    MINUTES_OBJECTION_DAYS = "minutes_objection_days"
    MINUTES_SIGNERS = "minutes_signers"
    MINUTES_APPROVAL_REQUIRED = "minutes_approval_required"
    PUBLISH_BEFORE_APPROVAL = "publish_before_approval"
    # recommendations and answers
    TRANSMISSION_DAYS = "transmission_days"
    RECEIPT_WORKING_DAYS = "receipt_working_days"
    INTERIM_REPLY_WEEKS = "interim_reply_weeks"
    ANSWER_MONTHS = "answer_months"
    ANSWER_LEGAL_BASIS = "answer_legal_basis"
    SECOND_ANSWER_WEEKS = "second_answer_weeks"
    PROGRESS_REPORT_MONTHS = "progress_report_months"
    RECESS_PAUSES_ANSWER = "recess_pauses_answer"
    REMINDER_BEFORE_DAYS = "reminder_before_days"
    SECOND_REMINDER_AFTER_DAYS = "second_reminder_after_days"
    AGENDA_PROPOSAL_DAYS = "agenda_proposal_after_days"


class ReceiptRule(StrEnum):
    """When an invitation counts as received: when it was sent, was there to be fetched, or was confirmed."""

    SENT = "sent"
    MADE_AVAILABLE = "made_available"
    CONFIRMED = "confirmed"


class TieRule(StrEnum):
    """What equal numbers of yes and no mean for a matter."""

    REJECTED = "rejected"


class ElectionTie(StrEnum):
    """What decides between two candidates with equally many votes in the last round."""

    LOT_BY_CHAIR = "lot_by_chair"


class Signers(StrEnum):
    """Who signs the minutes."""

    CHAIR_AND_MINUTE_TAKER = "chair_and_minute_taker"
    CHAIR = "chair"
