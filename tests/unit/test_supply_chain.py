"""Where code comes from: each requirement is pinned by version and hash, and nothing is installed without."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from infra.build import artefact

ROOT = Path(__file__).parents[2]
REQUIREMENTS = [*sorted((ROOT / "requirements").glob("*.txt")), ROOT / "functions" / "requirements.txt"]
PINNED = re.compile(r"[A-Za-z0-9._-]+(\[[a-z0-9,._-]+\])?==[A-Za-z0-9.+!]+( ; [^;]+)?")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def requirements(file: Path) -> list[list[str]]:
    """Each requirement with its options."""
    text = file.read_text(encoding="utf-8").replace("\\\n", "\n    ")
    blocks = re.split(r"\n(?=\S)", text.strip())
    return [[line.strip() for line in block.splitlines() if line.strip()] for block in blocks]


@pytest.mark.parametrize("file", REQUIREMENTS, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_each_requirement_is_pinned_by_version_and_hash(file: Path) -> None:
    found = requirements(file)
    assert found
    for requirement, *options in found:
        assert PINNED.fullmatch(requirement), requirement
        assert options, f"{requirement} has no hash"
        assert all(HASH.fullmatch(option) for option in options), requirement


def test_each_file_of_requirements_has_the_one_it_was_made_from() -> None:
    assert all(file.with_suffix(".in").is_file() for file in REQUIREMENTS)


def test_what_the_makefile_installs_has_to_have_its_hash() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    installs = [line for line in makefile.splitlines() if "pip install" in line]
    (macro,) = [line for line in installs if line.startswith("PIP_INSTALL")]
    assert "--require-hashes" in macro
    (own,) = [line for line in installs if line != macro]
    assert own.endswith("--no-build-isolation --no-deps -e ."), "this project itself, built with what is installed"
    assert all("-r " in line for line in makefile.splitlines() if "$(PIP_INSTALL)" in line)
    assert "pip install" not in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_what_goes_into_lambda_has_to_have_its_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []

    def run(arguments: list[str], **_: Any) -> None:
        called.append(arguments)
        (target,) = [one.removeprefix("--target=") for one in arguments if one.startswith("--target=")]
        Path(target).mkdir(parents=True)

    monkeypatch.setattr(subprocess, "run", run)
    artefact._libraries(ROOT / "functions" / "requirements.txt", artefact.HOST, tmp_path)
    ((*arguments,),) = called
    assert {"--require-hashes", "--no-deps", "--only-binary=:all:"} <= set(arguments)
    assert not [one for one in arguments if "index" in one or "find-links" in one]


def test_the_bandit_rules_are_on_and_each_exception_to_them_has_its_reason() -> None:
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    assert "S" in lint["select"]
    left_out = [*lint["ignore"], *(rule for rules in lint["per-file-ignores"].values() for rule in rules)]
    assert [rule for rule in left_out if re.fullmatch(r"S\d*", rule)] == ["S101"]
    for folder in ("functions", "infra", "tests"):
        for file in (ROOT / folder).rglob("*.py"):
            for line in file.read_text(encoding="utf-8").splitlines():
                excused = re.search(r"# noqa: [A-Z0-9, ]*\bS\d{3}[A-Z0-9, ]*(.*)", line)
                assert not excused or excused[1].startswith(("- ", "(")), f"{file.name}: {line.strip()}"
                assert not (excused and folder == "functions"), f"{file.name}: {line.strip()}"
