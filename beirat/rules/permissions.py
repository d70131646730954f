"""Who may do what: one table of role × act, asked in every action; and who is looking.

What may be *seen* is decided in ``beirat/queries``; this table is about doing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from beirat.rules.errors import NotPermitted


class Role(StrEnum):
    """A role that an account holds in one body.

    SYSTEM is the worker and the command line, LINK whoever holds a personal link: never an account.
    """

    MEMBER = "member"
    CHAIR = "chair"
    OFFICE = "office"
    MINUTE_TAKER = "minute_taker"
    ADMINISTRATION_COORDINATOR = "administration_coordinator"
    ADMINISTRATION = "administration"
    OBSERVER = "observer"
    ADMIN = "admin"
    SYSTEM = "system"
    LINK = "link"


class Act(StrEnum):
    """Everything that can be done, named verb_object; also the name in the journal."""

    # accounts and people
    INVITE_ACCOUNT = "invite_account"
    SET_PASSWORD = "set_password"
    CHANGE_PASSWORD = "change_password"
    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    BLOCK_ACCOUNT = "block_account"
    KEEP_PEOPLE = "keep_people"
    READ_JOURNAL = "read_journal"
    # motions
    DRAFT_MOTION = "draft_motion"
    REVISE_MOTION = "revise_motion"
    SUBMIT_MOTION = "submit_motion"
    WITHDRAW_MOTION = "withdraw_motion"
    REVIEW_MOTION = "review_motion"
    # rules of procedure
    SET_RULES = "set_rules"
    OVERRIDE_RULE = "override_rule"
    KEEP_CALENDAR = "keep_calendar"
    # meetings
    PLAN_MEETING = "plan_meeting"
    SET_AGENDA = "set_agenda"
    CONVENE_MEETING = "convene_meeting"
    CANCEL_MEETING = "cancel_meeting"
    RECORD_RECEIPT = "record_receipt"
    ANSWER_INVITATION = "answer_invitation"
    RUN_MEETING = "run_meeting"
    RECORD_ATTENDANCE = "record_attendance"
    RECORD_COURSE = "record_course"
    RECORD_PROMISE = "record_promise"
    KEEP_TEXT_BLOCKS = "keep_text_blocks"
    RECORD_BALLOT = "record_ballot"
    # minutes
    PRINT_MINUTES = "print_minutes"
    HAND_MINUTES_TO_CHAIR = "hand_minutes_to_chair"
    REVIEW_MINUTES = "review_minutes"
    SIGN_MINUTES = "sign_minutes"
    RECORD_SIGNATURES = "record_signatures"
    READ_SIGNED_SHEET = "read_signed_sheet"
    DISTRIBUTE_MINUTES = "distribute_minutes"
    RECORD_OBJECTION = "record_objection"
    DECIDE_OBJECTION = "decide_objection"
    APPROVE_MINUTES = "approve_minutes"
    ARCHIVE_MINUTES = "archive_minutes"
    PREPARE_PUBLIC_MINUTES = "prepare_public_minutes"
    PUBLISH_MINUTES = "publish_minutes"
    CORRECT_MINUTES = "correct_minutes"
    MAKE_EXTRACT = "make_extract"
    SEND_EXTRACT = "send_extract"
    READ_FEES = "read_fees"
    # recommendations and answers
    HAND_OVER = "hand_over"
    CONFIRM_RECEIPT = "confirm_receipt"
    ASSIGN_POINT = "assign_point"
    SET_RELEASE_RULE = "set_release_rule"
    DRAFT_ANSWER = "draft_answer"
    RELEASE_ANSWER = "release_answer"
    RETURN_ANSWER = "return_answer"
    FORWARD_POINTS = "forward_points"
    SEND_INTERIM_MESSAGE = "send_interim_message"
    ASK_BOARD = "ask_board"
    REPLY_TO_QUERY = "reply_to_query"
    SEND_LINK = "send_link"
    REVOKE_LINK = "revoke_link"
    OPEN_DOOR = "open_door"
    CLOSE_DOOR = "close_door"
    SET_UNIT_ADDRESS = "set_unit_address"
    ACCEPT_QUERY = "accept_query"
    PROVE_RECEIPT = "prove_receipt"
    SEND_ELSEWHERE = "send_elsewhere"
    REQUEST_EXTENSION = "request_extension"
    DECIDE_EXTENSION = "decide_extension"
    PAUSE_CLOCK = "pause_clock"
    MAKE_PROMISE = "make_promise"
    RENEW_PROMISE = "renew_promise"
    JUDGE_PROMISE = "judge_promise"
    REPORT_IMPLEMENTATION = "report_implementation"
    CORRECT_EVENT = "correct_event"
    ERASE_WORDS = "erase_words"
    FILE_LETTER = "file_letter"
    RELEASE_LETTER = "release_letter"
    DISPUTE_POSITION = "dispute_position"
    COMPLETE_TASK = "complete_task"


_BOARD_OFFICE = frozenset({Role.OFFICE, Role.CHAIR})
_RECORDERS = frozenset({Role.OFFICE, Role.MINUTE_TAKER, Role.CHAIR})
_MOVERS = frozenset({Role.MEMBER, Role.CHAIR, Role.OFFICE})
_ADMINISTRATION = frozenset({Role.ADMINISTRATION_COORDINATOR, Role.ADMINISTRATION})
NO_ACCOUNT = frozenset({Role.SYSTEM, Role.LINK})
"""Roles that nobody can be given."""

_ACCOUNTS = frozenset(set(Role) - NO_ACCOUNT)
_KEEPERS = frozenset({Role.ADMIN, Role.OFFICE, Role.SYSTEM})

GRANTS: Mapping[Act, frozenset[Role]] = {
    Act.INVITE_ACCOUNT: frozenset({Role.ADMIN, Role.SYSTEM}),
    Act.SET_PASSWORD: _ACCOUNTS | {Role.SYSTEM},
    Act.CHANGE_PASSWORD: _ACCOUNTS,
    Act.SIGN_IN: _ACCOUNTS | {Role.SYSTEM},
    Act.SIGN_OUT: _ACCOUNTS,
    Act.BLOCK_ACCOUNT: frozenset({Role.ADMIN, Role.SYSTEM}),
    Act.KEEP_PEOPLE: _KEEPERS,
    Act.READ_JOURNAL: frozenset({Role.ADMIN, Role.OFFICE}),
    Act.DRAFT_MOTION: _MOVERS,
    Act.REVISE_MOTION: _MOVERS,
    Act.SUBMIT_MOTION: _MOVERS,
    Act.WITHDRAW_MOTION: _MOVERS,
    Act.REVIEW_MOTION: frozenset({Role.CHAIR}),
    Act.SET_RULES: _BOARD_OFFICE | {Role.ADMIN},
    Act.OVERRIDE_RULE: _BOARD_OFFICE,
    Act.KEEP_CALENDAR: _BOARD_OFFICE | {Role.ADMIN},
    Act.PLAN_MEETING: _BOARD_OFFICE,
    Act.SET_AGENDA: _BOARD_OFFICE,
    Act.CONVENE_MEETING: _BOARD_OFFICE,
    Act.CANCEL_MEETING: _BOARD_OFFICE,
    Act.RECORD_RECEIPT: _BOARD_OFFICE,
    Act.ANSWER_INVITATION: frozenset({Role.MEMBER, Role.CHAIR, Role.OFFICE, Role.MINUTE_TAKER, Role.LINK}),
    Act.RUN_MEETING: _RECORDERS,
    Act.RECORD_ATTENDANCE: _RECORDERS,
    Act.RECORD_COURSE: _RECORDERS,
    Act.RECORD_PROMISE: _RECORDERS,
    Act.KEEP_TEXT_BLOCKS: _BOARD_OFFICE,
    Act.RECORD_BALLOT: _RECORDERS,
    Act.PRINT_MINUTES: _RECORDERS,
    Act.HAND_MINUTES_TO_CHAIR: _RECORDERS,
    Act.REVIEW_MINUTES: frozenset({Role.CHAIR}),
    Act.SIGN_MINUTES: frozenset({Role.CHAIR}),
    Act.RECORD_SIGNATURES: _RECORDERS,
    Act.READ_SIGNED_SHEET: _RECORDERS,
    Act.DISTRIBUTE_MINUTES: _BOARD_OFFICE,
    Act.RECORD_OBJECTION: _RECORDERS,
    Act.DECIDE_OBJECTION: _RECORDERS,
    Act.APPROVE_MINUTES: _RECORDERS,
    Act.ARCHIVE_MINUTES: _BOARD_OFFICE,
    Act.PREPARE_PUBLIC_MINUTES: _RECORDERS,
    Act.PUBLISH_MINUTES: frozenset({Role.CHAIR}),
    Act.CORRECT_MINUTES: _RECORDERS,
    Act.MAKE_EXTRACT: _RECORDERS,
    Act.SEND_EXTRACT: _BOARD_OFFICE,
    Act.READ_FEES: _BOARD_OFFICE,
    Act.HAND_OVER: _BOARD_OFFICE,
    Act.CONFIRM_RECEIPT: frozenset({Role.ADMINISTRATION_COORDINATOR}),
    Act.ASSIGN_POINT: frozenset({Role.ADMINISTRATION_COORDINATOR}),
    Act.SET_RELEASE_RULE: frozenset({Role.ADMINISTRATION_COORDINATOR}),
    Act.DRAFT_ANSWER: _ADMINISTRATION,
    Act.RELEASE_ANSWER: _ADMINISTRATION | {Role.SYSTEM},
    Act.RETURN_ANSWER: frozenset({Role.ADMINISTRATION_COORDINATOR}),
    Act.FORWARD_POINTS: frozenset({Role.ADMINISTRATION_COORDINATOR}),
    Act.SEND_INTERIM_MESSAGE: _ADMINISTRATION,
    Act.ASK_BOARD: _ADMINISTRATION,
    Act.REPLY_TO_QUERY: _BOARD_OFFICE,
    Act.SEND_LINK: frozenset({Role.ADMINISTRATION_COORDINATOR, Role.OFFICE, Role.SYSTEM}),
    Act.REVOKE_LINK: frozenset({Role.ADMINISTRATION_COORDINATOR, Role.OFFICE}),
    Act.OPEN_DOOR: frozenset({Role.SYSTEM}),
    Act.CLOSE_DOOR: frozenset({Role.ADMINISTRATION}),
    Act.SET_UNIT_ADDRESS: frozenset({Role.ADMINISTRATION_COORDINATOR, Role.ADMIN, Role.SYSTEM}),
    Act.ACCEPT_QUERY: _BOARD_OFFICE,
    Act.PROVE_RECEIPT: _BOARD_OFFICE,
    Act.SEND_ELSEWHERE: _BOARD_OFFICE,
    Act.REQUEST_EXTENSION: _ADMINISTRATION,
    Act.DECIDE_EXTENSION: frozenset({Role.CHAIR}),
    Act.PAUSE_CLOCK: _BOARD_OFFICE,
    Act.MAKE_PROMISE: _BOARD_OFFICE | _ADMINISTRATION,
    Act.RENEW_PROMISE: _BOARD_OFFICE | _ADMINISTRATION,
    Act.JUDGE_PROMISE: _BOARD_OFFICE,
    Act.REPORT_IMPLEMENTATION: _BOARD_OFFICE | _ADMINISTRATION,
    Act.CORRECT_EVENT: _BOARD_OFFICE,
    Act.ERASE_WORDS: frozenset({Role.OFFICE}),
    Act.FILE_LETTER: _BOARD_OFFICE,
    Act.RELEASE_LETTER: _BOARD_OFFICE,
    Act.DISPUTE_POSITION: _ADMINISTRATION,
    Act.COMPLETE_TASK: _BOARD_OFFICE,
}


@dataclass(frozen=True)
class Viewer:
    """A signed-in account looking at one body; also the ``actor`` of every action.

    ``person_id`` is the board member behind the account, if there is one; ``unit_ids`` are the units of the
    administration whose points the account sees. Somebody who came by link has no account: ``link_id`` is the link, and
    ``recommendation_id`` the only recommendation that they see.
    """

    account_id: UUID | None
    body_id: UUID
    roles: frozenset[Role]
    unit_ids: frozenset[UUID] = field(default_factory=frozenset)
    person_id: UUID | None = None
    name: str = ""
    recommendation_id: UUID | None = None
    link_id: UUID | None = None

    def has(self, *roles: Role) -> bool:
        return bool(self.roles & set(roles))

    @property
    def is_board(self) -> bool:
        """Sees what the board sees: its own papers, public and non-public."""
        return self.has(Role.MEMBER, Role.CHAIR, Role.OFFICE, Role.MINUTE_TAKER, Role.OBSERVER)

    @property
    def is_administration(self) -> bool:
        return self.has(Role.ADMINISTRATION_COORDINATOR, Role.ADMINISTRATION)


@dataclass(frozen=True)
class Public:
    """Everybody: no account, one body."""

    body_id: UUID


def system(body_id: UUID) -> Viewer:
    """The worker and the command line as an actor."""
    return Viewer(account_id=None, body_id=body_id, roles=frozenset({Role.SYSTEM}), name="System")


def may(actor: Viewer, act: Act) -> bool:
    return bool(actor.roles & GRANTS[act])


def permit(actor: Viewer, act: Act) -> None:
    """Raises NotPermitted unless one of the actor's roles is granted the act."""
    if not may(actor, act):
        raise NotPermitted(act.value)
