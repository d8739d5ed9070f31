"""The stack of template.yaml, deployed anew for each test that asks for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from infra.local.cloud import LocalCloud


@pytest.fixture
def cloud() -> Iterator[LocalCloud]:
    with LocalCloud.embedded(region="eu-central-1") as deployed:
        yield deployed
