"""The whole suite fails where a function's role allows what no test makes it do, or a function does what it may not."""

from __future__ import annotations

import sys
from typing import Any

import pytest

_RECORDING = pytest.StashKey[Any]()
_DIFFERENCES = pytest.StashKey[str]()


def pytest_collection_finish(session: pytest.Session) -> None:
    if "infra.local.guard" in sys.modules:  # else no test of this run has a stack, and none waits for its import
        _recording_of(session.config).begin()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A worker of pytest-xdist has ended."""
    told = getattr(node, "workeroutput", {}).get("privilege")
    if told is not None:
        _recording_of(node.config).take(told)


def pytest_sessionfinish(session: pytest.Session) -> None:
    config = session.config
    if hasattr(config, "workeroutput"):
        if _RECORDING in config.stash:
            config.workeroutput["privilege"] = _recording_of(config).told()
    elif session.testscollected and not session.testsfailed and _is_whole(config):
        config.stash[_DIFFERENCES] = _recording_of(config).differences()
        if config.stash[_DIFFERENCES]:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    differences = config.stash.get(_DIFFERENCES, "")
    if differences:
        terminalreporter.section("what the functions may do, and what the tests made them do")
        terminalreporter.write_line(differences)


def _is_whole(config: pytest.Config) -> bool:
    """Whether every test of the suite was asked for."""
    options = ("keyword", "markexpr", "deselect", "ignore", "ignore_glob", "collectonly")
    from_settings = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    return from_settings and not any(config.getoption(name, None) for name in options)


def _recording_of(config: pytest.Config) -> Any:
    if _RECORDING not in config.stash:
        from tests.privilege.recording import Recording  # noqa: PLC0415 - brings moto, which most tests do without

        config.stash[_RECORDING] = Recording()
    return config.stash[_RECORDING]
