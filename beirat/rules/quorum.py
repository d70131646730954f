"""The quorum (Beschlussfähigkeit): more than half of the statutory number must be there (§ 53 Abs. 1 HGO as model)."""

from __future__ import annotations


def needed(statutory_members: int) -> int:
    """How many must be present: more than half of the statutory number, vacant seats included."""
    return statutory_members // 2 + 1


def is_reached(present: int, statutory_members: int) -> bool:
    return present >= needed(statutory_members)
