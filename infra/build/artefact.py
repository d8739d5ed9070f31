"""An artefact is a folder with a function's code and its libraries, for the machine that is to run it."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from infra.local.template import Resource, Setting, Stack, read_stack

REQUIREMENTS = "requirements.txt"
# Lambda runs python3.13 on Amazon Linux 2023, whose glibc is 2.34; pip takes each of these names literally.
_GLIBC_TAGS = ("manylinux_2_34", "manylinux_2_28", "manylinux2014")
# The C that a wheel was compiled from, and Powertools' web page for trying HTTP interfaces.
_NEVER_RUN = ("*.c", "*.h", "*.pyx", "swagger_ui")
_PROCESSORS = {"arm64": "aarch64", "x86_64": "x86_64"}


@dataclass(frozen=True, slots=True)
class Machine:
    """What is to run an artefact: a name for it, and the arguments that make pip choose its wheels."""

    name: str
    pip_arguments: tuple[str, ...]


HOST = Machine(f"host-{sys.implementation.cache_tag}", ())


def lambda_machine(runtime: str, architecture: str) -> Machine:
    """Lambda, by a function's runtime ("python3.13") and architecture ("arm64" or "x86_64")."""
    platforms = [f"--platform={tag}_{_PROCESSORS[architecture]}" for tag in _GLIBC_TAGS]
    version = runtime.removeprefix("python")
    return Machine(f"{runtime}-{architecture}", ("--implementation=cp", f"--python-version={version}", *platforms))


def build_functions(repo: Path) -> dict[str, Path]:
    """Build each of the template's functions for Lambda, in a folder of build/; the folders by entry point."""
    stack = _stack(repo)
    folders = {}
    for function in stack.of_type("AWS::Lambda::Function"):
        name = _entry_point(function)
        machine = lambda_machine(function.properties["Runtime"], function.properties["Architectures"][0])
        folders[name] = _build(stack.code[function.logical_id], machine, repo / "build" / name)
    return folders


def build_host(repo: Path) -> Path:
    """Build the functions for the running interpreter, in build/host/, which is the folder returned."""
    (code,) = set(_stack(repo).code.values())
    return _build(code, HOST, repo / "build" / "host")


def _stack(repo: Path) -> Stack:
    return read_stack(repo / "template.yaml", Setting("dateline", "us-east-1", "aws", "http://localhost"), {})


def _entry_point(function: Resource) -> str:
    module, _, _ = str(function.properties["Handler"]).rpartition(".")
    return module


def _build(code: Path, machine: Machine, target: Path) -> Path:
    libraries = _libraries(code / REQUIREMENTS, machine, target.parent / "libraries")
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(libraries, target, ignore=shutil.ignore_patterns(*_NEVER_RUN))
    shutil.copytree(code, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", "requirements.*"))
    return target


def _libraries(requirements: Path, machine: Machine, folder: Path) -> Path:
    """The folder of installed libraries; made once for each machine and each state of the requirements."""
    state = hashlib.sha256(requirements.read_bytes()).hexdigest()[:12]
    libraries = folder / f"{machine.name}-{state}"
    if libraries.exists():
        return libraries
    unfinished = folder / f"{libraries.name}.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    wheels_only = ["--require-hashes", "--no-deps", "--no-compile", "--only-binary=:all:"]
    subprocess.run(  # noqa: S603 - the arguments are ours
        [*pip, *wheels_only, *machine.pip_arguments, f"--target={unfinished}", f"--requirement={requirements}"],
        check=True,
    )
    return unfinished.rename(libraries)
