"""A worker: a process of its own that prints one document after the other within limits; started by `pool`.

Jobs come in on standard input, answers go out on standard output, each with its length before it.
It ends when the input ends.
"""

import os
import pickle
import resource
import struct
import sys
from collections.abc import Callable
from typing import BinaryIO

from documents.errors import DocumentError, FactsRefused, Failure, RenderFailed
from documents.facts import Document

LENGTH = struct.Struct(">I")
READY, PRINTED, REFUSED, FAILED = (bytes([kind]) for kind in range(4))
Print = Callable[[Document], bytes]


def main(memory: int, cpu_seconds: int) -> None:
    """Warms up, says so, then prints until nobody asks any more."""
    jobs, answers = _private_pipes()
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from documents.render import press, render  # here, because the server reads this module and must stay small

    press()
    _answer(answers, READY)
    while job := _read(jobs):
        _allow(cpu_seconds)
        _answer(answers, *answer_to(job, render))


def answer_to(job: bytes, render: Print) -> tuple[bytes, bytes]:
    """What became of one job: a PDF, or why there is none."""
    try:
        return PRINTED, render(pickle.loads(job))  # noqa: S301 written by our own server's process
    except FactsRefused as refused:
        return REFUSED, _told(refused)
    except RenderFailed as failed:
        return FAILED, _told(failed)
    except (MemoryError, RecursionError):
        return FAILED, _told(RenderFailed(Failure.TOO_LARGE))
    except Exception as unexpected:  # whatever the library trips over must not stop the next job
        return FAILED, _told(RenderFailed(Failure.NOT_PRINTABLE, type(unexpected).__name__))


def _told(error: DocumentError) -> bytes:
    return f"{error.code}\n{error.where}".encode(errors="replace")


def _allow(cpu_seconds: int) -> None:
    """Grants one job its processor time; the limit counts from the start of the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Our own handles on both pipes; what a library prints goes to the error output instead of into an answer."""
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return jobs, answers


def _read(jobs: BinaryIO) -> bytes:
    head = jobs.read(LENGTH.size)
    return jobs.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else b""


def _answer(answers: BinaryIO, kind: bytes, content: bytes = b"") -> None:
    answers.write(kind + LENGTH.pack(len(content)) + content)
    answers.flush()


if __name__ == "__main__":
    main(memory=int(sys.argv[1]), cpu_seconds=int(sys.argv[2]))
