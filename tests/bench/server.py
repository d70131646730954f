"""A server to be measured: started, asked until it answers, watched from outside, ended."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 30.0


@dataclass(frozen=True)
class Server:
    """``ready`` is the time in seconds from its start to its first answer."""

    process: subprocess.Popen[bytes]
    port: int
    ready: float

    def cpu(self) -> float:
        """Seconds of CPU that all its threads have used."""
        tasks = Path(f"/proc/{self.process.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9

    def memory(self) -> float:
        """Megabytes of memory that it holds, without processes of its own."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(*arguments: str, port: int, path: str) -> Iterator[Server]:
    """Starts ``python …`` and waits until ``path`` answers."""
    started = time.monotonic()
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
    try:
        while not _answers(port, path):
            if process.poll() is not None or time.monotonic() - started > PATIENCE:
                raise SystemExit(f"the server does not answer: {' '.join(arguments)}")
            time.sleep(0.02)
        yield Server(process, port, time.monotonic() - started)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _answers(port: int, path: str) -> bool:
    try:
        with Caller(port) as caller:
            return caller.get(path)[0] == 200
    except OSError:
        return False


class Caller:
    """One lasting connection that asks and reads, as simple as can be."""

    def __init__(self, port: int) -> None:
        self._host = f"127.0.0.1:{port}"
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.body = b""

    def __enter__(self) -> Caller:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str]]:
        """Status and headers of the answer; its body is read and dropped."""
        self.send(self.request(path, **headers))
        return self.hear()

    def request(self, path: str, **headers: str) -> bytes:
        named = {"Host": self._host, "Accept-Encoding": "gzip, br", **headers}
        lines = [f"GET {path} HTTP/1.1", *(f"{name.replace('_', '-')}: {value}" for name, value in named.items())]
        return "\r\n".join([*lines, "", ""]).encode()

    def post(self, path: str, body: str, **headers: str) -> tuple[int, bytes]:
        """Sends a form; status and body of the answer."""
        named = {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body)), **headers}
        head = self.request(path, Accept_Encoding="identity", **named).replace(b"GET", b"POST", 1)
        self.send(head + body.encode())
        status, _ = self.hear()
        return status, self.body

    def send(self, request: bytes) -> None:
        self._socket.sendall(request)

    def hear(self) -> tuple[int, dict[str, str]]:
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._more()
        head, _, body = answer.partition(b"\r\n\r\n")
        first, *rest = head.decode("latin-1").split("\r\n")
        found = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
        missing = int(found.get("content-length", "0")) - len(body)
        while missing > 0:
            body += self._more()
            missing = int(found.get("content-length", "0")) - len(body)
        self.body = body
        return int(first.split()[1]), found

    def _more(self) -> bytes:
        received = self._socket.recv(65536)
        if not received:
            raise ConnectionError("the server hung up")
        return received


class Callers:
    """Several connections that ask at once, as readers do; then all of them listen."""

    def __init__(self, port: int, number: int = 16) -> None:
        self._each = [Caller(port) for _ in range(number)]

    def get(self, paths: Iterator[str], rounds: int, **headers: str) -> set[int]:
        """Every connection asks so many times; returns which statuses came."""
        heard = set()
        for _ in range(rounds):
            requests = [caller.request(next(paths), **headers) for caller in self._each]
            for caller, request in zip(self._each, requests, strict=True):
                caller.send(request)
            heard |= {caller.hear()[0] for caller in self._each}
        return heard

    def __len__(self) -> int:
        return len(self._each)

    def close(self) -> None:
        for caller in self._each:
            caller.__exit__()
