"""Artefacts: the right wheels, the versions that the tests ran with, a size that is told truly."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from infra.build.artefact import lambda_machine
from infra.build.size import MAX_UNPACKED_BYTES, Size, pack, table

REPO = Path(__file__).parents[2]


def pins(requirements: str) -> dict[str, str]:
    text = (REPO / requirements).read_text(encoding="utf-8")
    found = re.findall(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==(\S+)(.*)", text, re.MULTILINE)
    return {name + marker.rstrip(" \\"): version for name, version, marker in found}


def test_the_functions_are_deployed_with_the_versions_that_they_are_tested_with() -> None:
    deployed, tested = pins("functions/requirements.txt"), pins("requirements/dev.txt")
    assert deployed
    assert deployed.items() <= tested.items()


def test_boto3_comes_with_lambda() -> None:
    assert not {"boto3", "botocore"} & pins("functions/requirements.txt").keys()


def test_wheels_are_chosen_for_lambdas_processor_and_python() -> None:
    arguments = lambda_machine("python3.13", "arm64").pip_arguments
    assert "--python-version=3.13" in arguments
    assert "--platform=manylinux2014_aarch64" in arguments
    assert "--platform=manylinux2014_x86_64" in lambda_machine("python3.13", "x86_64").pip_arguments


def test_the_same_files_make_the_same_zip(tmp_path: Path) -> None:
    zips = []
    for name in ("first", "second"):
        folder = tmp_path / name
        (folder / "package").mkdir(parents=True)
        (folder / "package" / "module.py").write_text("x = 1\n" * 1000)
        (folder / "entry.py").write_text("")
        size = pack(folder)
        assert size.unpacked == 6000
        assert size.zipped < size.unpacked
        zips.append(folder.with_suffix(".zip"))
    assert zips[0].read_bytes() == zips[1].read_bytes()
    with zipfile.ZipFile(zips[0]) as archive:
        assert archive.namelist() == ["entry.py", "package/module.py"]


def test_an_artefact_over_the_limit_is_told() -> None:
    sizes = {"small": Size(MAX_UNPACKED_BYTES, 1), "large": Size(MAX_UNPACKED_BYTES + 1, 1)}
    assert [name for name, size in sizes.items() if size.too_large] == ["large"]
    _, small, large = table(sizes).splitlines()
    assert "too large" in large
    assert "too large" not in small
