"""Who reads the details of a journal entry, and the checksum that the entry keeps of them.

That somebody did something, every reader of the journal sees. The details quote what was written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from beirat.rules.permissions import Act, Viewer

DRAFTS = frozenset({Act.DRAFT_MOTION, Act.REVISE_MOTION, Act.DRAFT_ANSWER, Act.RETURN_ANSWER})
"""What is written before anybody else may read it."""

HOUSEKEEPING = frozenset(
    {
        Act.INVITE_ACCOUNT,
        Act.SET_PASSWORD,
        Act.CHANGE_PASSWORD,
        Act.SIGN_IN,
        Act.SIGN_OUT,
        Act.BLOCK_ACCOUNT,
        Act.KEEP_PEOPLE,
        Act.SET_RELEASE_RULE,
        Act.SET_RULES,
        Act.KEEP_CALENDAR,
        Act.SEND_LINK,
        Act.REVOKE_LINK,
        Act.OPEN_DOOR,
        Act.CLOSE_DOOR,
        Act.SET_UNIT_ADDRESS,
    }
)
"""Accounts, people and settings: nothing of it quotes what the board or the administration wrote."""


def shows_detail(viewer: Viewer, act: Act, *, is_own: bool) -> bool:
    """Drafts tell their details to who wrote them, the board's acts to the board, housekeeping to every reader."""
    if is_own or act in HOUSEKEEPING:
        return True
    return viewer.is_board and act not in DRAFTS


def salted_hash(salt: str, detail: Mapping[str, Any]) -> str:
    """The SHA-256 of salt and details; the salt keeps short details from being guessed once they are erased."""
    text = json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()
