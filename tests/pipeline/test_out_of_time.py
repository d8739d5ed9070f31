"""A batch that runs out of time hands back what it has not begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from infra.local.cloud import ROOT, LocalCloud
from tests.pipeline.stories import story

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("timeout", "function", "log"),
    [("Timeout: 120", "Parse", "parse"), ("Timeout: !If [HasRemoteEnricher, 300, 120]", "Enrich", "enrich")],
)
def test_with_too_little_time_left_no_page_is_begun_and_none_is_lost(
    tmp_path: Path, timeout: str, function: str, log: str
) -> None:
    template = (ROOT / "template.yaml").read_text(encoding="utf-8")
    hurried = template.replace(timeout, "Timeout: 20").replace("functions/", f"{ROOT / 'functions'}/")
    (tmp_path / "template.yaml").write_text(hurried, encoding="utf-8")

    with LocalCloud.embedded(template=tmp_path / "template.yaml") as cloud:
        cloud.upload("a.html", story("Never begun"))
        cloud.run_until_idle()

        [letter] = cloud.dead_letters()
        assert letter.queue == f"{function}DeadLetterQueue"
        assert "a.html" in letter.body
        assert not cloud.calls.of(f"{function}Function")
        assert any("less than 20 seconds left" in line.text for line in cloud.logs(log))
