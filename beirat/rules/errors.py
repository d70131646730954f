"""Everything that can be refused, as one tree of codes and parameters; the sentences are in ``api/messages.py``.

RuleBroken            the act contradicts the facts or the rules (422)
├─ NotSignedIn        nobody is signed in, or the login has ended (401)
├─ NotPermitted       this role may not do this (403)
├─ NotFound           there is no such thing, or it must not be seen (404)
├─ StaleVersion       somebody else changed it meanwhile; carries both texts (409)
└─ TooManyAttempts    slow down; carries the seconds to wait (429)
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from enum import StrEnum

Parameter = str | int


class Broken(StrEnum):
    """The codes. Every one has a German sentence in ``api/messages.py`` (a test demands it)."""

    NOT_SIGNED_IN = "not_signed_in"
    NOT_PERMITTED = "not_permitted"
    NOT_FOUND = "not_found"
    STALE_VERSION = "stale_version"
    TOO_MANY_ATTEMPTS = "too_many_attempts"
    STEP_NOT_POSSIBLE = "step_not_possible"
    REQUIRED = "required"
    TOO_LONG = "too_long"
    TEXT_UNREADABLE = "text_unreadable"
    FORM_EXPIRED = "form_expired"
    # accounts
    LOGIN_FAILED = "login_failed"
    PASSWORD_TOO_SHORT = "password_too_short"
    PASSWORD_TOO_COMMON = "password_too_common"
    PASSWORD_WRONG = "password_wrong"
    PASSWORDS_DIFFER = "passwords_differ"
    LINK_EXPIRED = "link_expired"
    EMAIL_INVALID = "email_invalid"
    EMAIL_TAKEN = "email_taken"
    UNIT_NEEDED = "unit_needed"
    FILE_UNREADABLE = "file_unreadable"
    FILE_TOO_LARGE = "file_too_large"
    COLUMNS_MISSING = "columns_missing"
    ROW_INVALID = "row_invalid"
    CELL_IS_FORMULA = "cell_is_formula"
    # motions
    NO_POINTS = "no_points"
    TOO_MANY_POINTS = "too_many_points"
    REASON_NEEDED = "reason_needed"
    # meetings and agenda
    MEETING_IN_THE_PAST = "meeting_in_the_past"
    END_BEFORE_START = "end_before_start"
    MEETING_TOO_LONG = "meeting_too_long"
    TIME_LEFT_OUT = "time_left_out"
    YEAR_OUT_OF_REACH = "year_out_of_reach"
    TERM_MISSING = "term_missing"
    OTHER_TERM = "other_term"
    AGENDA_EMPTY = "agenda_empty"
    AGENDA_FROZEN = "agenda_frozen"
    SUB_ITEM_OF_SUB_ITEM = "sub_item_of_sub_item"
    MOTION_ITEM_ONLY = "motion_item_only"
    REFERRAL_NEEDS_TARGET = "referral_needs_target"
    NOTHING_TO_CARRY_OVER = "nothing_to_carry_over"
    ALREADY_ON_AGENDA = "already_on_agenda"
    NON_PUBLIC_MATTER = "non_public_matter"
    NOBODY_TO_INVITE = "nobody_to_invite"
    NOT_A_LETTER = "not_a_letter"
    ARRIVED_BEFORE_SENDING = "arrived_before_sending"
    ADDRESS_NEEDED = "address_needed"
    NOT_EXCUSED = "not_excused"
    NO_FREE_DEPUTY = "no_free_deputy"
    ALREADY_A_DEPUTY = "already_a_deputy"
    MEETING_OVER = "meeting_over"
    NOTHING_NEW_TO_SEND = "nothing_new_to_send"
    TOO_LATE_TO_SUPPLEMENT = "too_late_to_supplement"
    ALREADY_CONVENED = "already_convened"
    NOTHING_LEFT_OPEN = "nothing_left_open"
    NOT_IN_SECOND_CALL = "not_in_second_call"
    ANSWER_LINK_UNKNOWN = "answer_link_unknown"
    MEETING_NOT_RUNNING = "meeting_not_running"
    MEETING_NOT_YET = "meeting_not_yet"
    ITEMS_OPEN = "items_open"
    # rules of procedure
    RULE_VALUE_INVALID = "rule_value_invalid"
    RULE_NUMBER_OUT_OF_RANGE = "rule_number_out_of_range"
    RULE_ENDS_BEFORE_START = "rule_ends_before_start"
    # attendance and ballots
    OUTSIDE_MEETING = "outside_meeting"
    LEFT_BEFORE_CAME = "left_before_came"
    PRESENCE_OVERLAPS = "presence_overlaps"
    NOT_A_MEMBER = "not_a_member"
    NOT_PRESENT = "not_present"
    BALLOT_DOES_NOT_SUM = "ballot_does_not_sum"
    BALLOT_DOES_NOT_SUM_WITH_EXCLUDED = "ballot_does_not_sum_with_excluded"
    VOTER_NOT_PRESENT = "voter_not_present"
    VOTER_EXCLUDED = "voter_excluded"
    VOTED_TWICE = "voted_twice"
    VOTES_MISSING = "votes_missing"
    MEETING_SUSPENDED = "meeting_suspended"
    MEETING_WENT_ON = "meeting_went_on"
    TIME_NEEDED = "time_needed"
    NOT_A_DEPUTY = "not_a_deputy"
    ALREADY_SUSPENDED = "already_suspended"
    ALREADY_EXCLUDED = "already_excluded"
    CONFLICT_AFTER_BALLOT = "conflict_after_ballot"
    VOTE_NOT_ON_RECORD = "vote_not_on_record"
    MORE_ON_RECORD_THAN_COUNTED = "more_on_record_than_counted"
    COUNT_OF_ROUND_DIFFERS = "count_of_round_differs"
    CANDIDATES_DIFFER = "candidates_differ"
    LOT_DIFFERS = "lot_differs"
    MORE_VOTES_THAN_PAPERS = "more_votes_than_papers"
    OPEN_ELECTION_NOT_ALLOWED = "open_election_not_allowed"
    NOT_NON_PUBLIC = "not_non_public"
    NOBODY_PRESENT = "nobody_present"
    NO_BALLOT_HERE = "no_ballot_here"
    ALREADY_DECIDED = "already_decided"
    POINTS_DIFFER = "points_differ"
    SECRET_NOT_ALLOWED = "secret_not_allowed"
    COUNT_NEEDED = "count_needed"
    # recommendations and answers
    ALREADY_HANDED_OVER = "already_handed_over"
    RECEIPT_BEFORE_SENDING = "receipt_before_sending"
    DATE_IN_FUTURE = "date_in_future"
    NO_RECEIPT_YET = "no_receipt_yet"
    UNIT_NOT_IN_ADMINISTRATION = "unit_not_in_administration"
    POINT_NOT_OPEN = "point_not_open"
    POSITION_NEEDS_REASON = "position_needs_reason"
    POSITION_NEEDS_TEXT = "position_needs_text"
    DEFERRAL_NEEDS_DATE = "deferral_needs_date"
    DEFERRAL_TOO_FAR = "deferral_too_far"
    PROMISE_NEEDS_DATE = "promise_needs_date"
    PROMISE_IN_THE_PAST = "promise_in_the_past"
    QUERY_NOT_OPEN = "query_not_open"
    EXTENSION_NOT_OPEN = "extension_not_open"
    EXTENSION_NOT_LATER = "extension_not_later"
    PAUSE_NOT_OPEN = "pause_not_open"
    RECESS_NOT_IN_RULES = "recess_not_in_rules"
    PROMISE_NOT_OPEN = "promise_not_open"
    EVENT_NOT_CORRECTABLE = "event_not_correctable"
    POINT_NOT_ANSWERED = "point_not_answered"
    PROMISE_NOT_OVER = "promise_not_over"
    PROOF_NEEDED = "proof_needed"
    ADDRESSEE_NEEDED = "addressee_needed"
    POINT_HAS_NO_ADDRESSEE = "point_has_no_addressee"
    EVIDENCE_NEEDED = "evidence_needed"
    COMPETENT_BODY_NEEDED = "competent_body_needed"
    RELEASE_REQUIRED = "release_required"
    NO_ANSWERS = "no_answers"
    LETTER_UNREADABLE = "letter_unreadable"
    QUOTE_NOT_IN_LETTER = "quote_not_in_letter"
    SECOND_PERSON_NEEDED = "second_person_needed"
    CORRECTION_OVER = "correction_over"
    NO_CHANGES = "no_changes"
    POINT_NOT_ON_LIST = "point_not_on_list"
    ROW_TWICE = "row_twice"
    ROW_STALE = "row_stale"
    WORD_UNKNOWN = "word_unknown"
    DAY_UNREADABLE = "day_unreadable"
    EVENT_BEFORE_CAUSE = "event_before_cause"
    RESOLUTION_NEEDED = "resolution_needed"
    UNIT_WITHOUT_ADDRESS = "unit_without_address"
    CODE_WRONG = "code_wrong"
    FILE_NOT_ALLOWED = "file_not_allowed"
    TOO_MANY_FILES = "too_many_files"
    PERSONAL_DATA_UNCHECKED = "personal_data_unchecked"
    RELEASE_IN_THE_PAST = "release_in_the_past"
    # promises and sentences
    POINT_OF_OTHER_MATTER = "point_of_other_matter"
    TOO_MANY_SENTENCES = "too_many_sentences"
    # minutes
    MEETING_NOT_CLOSED = "meeting_not_closed"
    MINUTES_NOT_PRINTED = "minutes_not_printed"
    MINUTES_CHANGED_MEANWHILE = "minutes_changed_meanwhile"
    MINUTES_SIGNED = "minutes_signed"
    MINUTES_IN_REVIEW = "minutes_in_review"
    MINUTES_NOT_SIGNED = "minutes_not_signed"
    MINUTES_NOT_APPROVED = "minutes_not_approved"
    SIGNATURE_MISSING = "signature_missing"
    OBJECTIONS_OPEN = "objections_open"
    CORRECTION_OWED = "correction_owed"
    CORRECTION_EMPTY = "correction_empty"
    CORRECTION_SEALED = "correction_sealed"
    OTHER_PERSON_NEEDED = "other_person_needed"
    SCAN_UNREADABLE = "scan_unreadable"
    RENDER_FAILED = "render_failed"
    # demo
    NOT_DEMO_DATA = "not_demo_data"
    DEMO_NEEDS_EMPTY = "demo_needs_empty"


@dataclasses.dataclass(frozen=True)
class Problem:
    """One thing that is wrong: its code, the field it belongs to ('' = the whole act) and what the sentence needs."""

    code: Broken
    field: str = ""
    params: Mapping[str, Parameter] = dataclasses.field(default_factory=dict)


class RuleBroken(Exception):
    """The act is refused. Holds every problem at once, so that a form can show them all."""

    def __init__(self, code: Broken, field: str = "", **params: Parameter) -> None:
        super().__init__(code.value)
        self.problems: tuple[Problem, ...] = (Problem(code, field, params),)

    @property
    def code(self) -> Broken:
        return self.problems[0].code

    @classmethod
    def all(cls, problems: Sequence[Problem]) -> RuleBroken:
        """One error out of several problems. ``problems`` is not empty."""
        error = RuleBroken(problems[0].code)
        error.problems = tuple(problems)
        return error


class NotSignedIn(RuleBroken):
    def __init__(self) -> None:
        super().__init__(Broken.NOT_SIGNED_IN)


class NotPermitted(RuleBroken):
    def __init__(self, act: str) -> None:
        super().__init__(Broken.NOT_PERMITTED)
        self.act = act


class NotFound(RuleBroken):
    def __init__(self) -> None:
        super().__init__(Broken.NOT_FOUND)


class StaleVersion(RuleBroken):
    """``theirs`` is what is kept now: pairs of field name and text, to be shown beside what was typed."""

    def __init__(self, version: int, theirs: Mapping[str, str]) -> None:
        super().__init__(Broken.STALE_VERSION, version=version)
        self.version = version
        self.theirs = dict(theirs)


class TooManyAttempts(RuleBroken):
    def __init__(self, seconds: int) -> None:
        super().__init__(Broken.TOO_MANY_ATTEMPTS, seconds=seconds)
        self.seconds = seconds


def refuse_if(problems: Sequence[Problem]) -> None:
    """Raises RuleBroken with all problems, if there are any."""
    if problems:
        raise RuleBroken.all(problems)
