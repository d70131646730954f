"""Passwords are hashed with argon2 in a thread, few at a time, outside of any transaction."""

from __future__ import annotations

from anyio import CapacityLimiter, to_thread
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher


class Passwords:
    """Hashes and checks passwords. The costs are argon2's; tests lower them."""

    def __init__(self, *, time_cost: int = 3, memory_cost: int = 65536, parallelism: int = 4, at_once: int = 2) -> None:
        self._hash = PasswordHash(
            (Argon2Hasher(time_cost=time_cost, memory_cost=memory_cost, parallelism=parallelism),)
        )
        self._limiter = CapacityLimiter(at_once)
        self._nobody: str | None = None

    async def hash(self, password: str) -> str:
        return await to_thread.run_sync(self.hash_now, password, limiter=self._limiter)

    def hash_now(self, password: str) -> str:
        """For the command line, where nobody else waits."""
        return self._hash.hash(password)

    async def fits(self, password: str, kept: str | None) -> bool:
        """Whether the password is the one behind the kept hash. Without a hash the same work is done, in vain."""
        return await to_thread.run_sync(self._fits, password, kept, limiter=self._limiter)

    def _fits(self, password: str, kept: str | None) -> bool:
        if self._nobody is None:
            self._nobody = self._hash.hash("nobody has this password")
        return self._hash.verify(password, kept or self._nobody) and kept is not None
