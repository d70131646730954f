"""The checksum that a journal entry keeps of its details, so that they can be erased and not be replaced."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def salted_hash(salt: str, detail: Mapping[str, Any]) -> str:
    """The SHA-256 of salt and details; the salt keeps short details from being guessed once they are erased."""
    text = json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()
