"""Runs the part of Amazon States Language that the template's backfill uses: its readers, batches, and children.

Source: Step Functions Developer Guide, "Distributed Map state", "ItemBatcher", "Intrinsic functions". The paths that it
knows are plain ones: `$.a.b`, `$.a[*].b`, `$$.…`.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Task = Callable[[str, Mapping[str, Any]], Any]
"""Does what a state's Resource names, with its evaluated Parameters."""


@dataclass(slots=True)
class Execution:
    """One run of a definition: `task` does the work, `waited` are the seconds of its Wait states."""

    definition: Mapping[str, Any]
    task: Task
    name: str = "backfill-1"
    started: str = "2026-03-02T10:00:00.000Z"
    waited: list[int] = field(default_factory=list)
    children: int = 0
    most_at_once: int = 0
    failed_percent: int = 0

    def run(self, data: Any) -> None:
        """From StartAt to the end."""
        self._states(self.definition, data, {"Execution": {"Name": self.name, "StartTime": self.started}})

    def _states(self, machine: Mapping[str, Any], data: Any, context: dict[str, Any]) -> None:
        name: str | None = machine["StartAt"]
        while name:
            state = machine["States"][name]
            match state["Type"]:
                case "Choice":
                    name = next((one["Next"] for one in state["Choices"] if _holds(one, data)), state["Default"])
                    continue
                case "Pass":
                    made = _filled(state["Parameters"], data, context)
                    data = {**data, state["ResultPath"].removeprefix("$."): made}
                case "Wait":
                    self.waited.append(state["Seconds"])
                case "Task":
                    data = self._tasked(state, data, context)
                case "Map":
                    self._map(state, data, context)
                case kind:
                    raise NotImplementedError(kind)
            assert state.get("End") or "Next" in state
            name = state.get("Next")

    def _tasked(self, state: Mapping[str, Any], data: Any, context: dict[str, Any]) -> Any:
        result = self.task(state["Resource"], _filled(state["Parameters"], data, context))
        if "ResultSelector" in state:
            result = _filled(state["ResultSelector"], result, context)
        path = state.get("ResultPath")
        return result if path is None else {**data, path.removeprefix("$."): result}

    def _map(self, state: Mapping[str, Any], data: Any, context: dict[str, Any]) -> None:
        assert state["ItemProcessor"]["ProcessorConfig"]["Mode"] == "DISTRIBUTED"
        self.most_at_once = _at(state["MaxConcurrencyPath"], data, context)
        self.failed_percent = _at(state["ToleratedFailurePercentagePath"], data, context)
        reader, batcher = state["ItemReader"], state["ItemBatcher"]
        found = self.task(reader["Resource"], _filled(reader["Parameters"], data, context))
        given = self._inventory(found) if reader.get("ReaderConfig") == {"InputType": "MANIFEST"} else iter(found)
        items = [_filled(state["ItemSelector"], data, {**context, "Map": {"Item": {"Value": item}}}) for item in given]
        most = batcher["MaxItemsPerBatch"]
        for start in range(0, len(items), most):
            self.children += 1
            batch = {"Items": items[start : start + most], "BatchInput": _filled(batcher["BatchInput"], data, context)}
            self._states(state["ItemProcessor"], batch, context)

    def _inventory(self, manifest: bytes) -> Iterator[dict[str, str]]:
        """The rows of the CSV files that a manifest of S3 Inventory names; the keys in them are percent-encoded."""
        told = json.loads(manifest)
        assert told["fileFormat"] == "CSV"
        columns = [name.strip() for name in told["fileSchema"].split(",")]
        bucket = told["destinationBucket"].rpartition(":")[2]
        for file in told["files"]:
            data = self.task("s3:getObject", {"Bucket": bucket, "Key": file["key"]})
            for row in csv.reader(io.StringIO(gzip.decompress(data).decode())):
                yield dict(zip(columns, row, strict=True))


def _holds(choice: Mapping[str, Any], data: Any) -> bool:
    path = choice["Variable"]
    if "IsPresent" in choice:
        return (path.removeprefix("$.") in data) is choice["IsPresent"]
    return bool(_at(path, data, {}) < _at(choice["NumericLessThanPath"], data, {}))


def _filled(template: Any, data: Any, context: Mapping[str, Any]) -> Any:
    """A payload template with its paths and intrinsic functions replaced by what they name."""
    if isinstance(template, Mapping):
        return {
            name.removesuffix(".$"): _at(value, data, context) if name.endswith(".$") else _filled(value, data, context)
            for name, value in template.items()
        }
    return [_filled(one, data, context) for one in template] if isinstance(template, list) else template


def _at(path: str, data: Any, context: Mapping[str, Any]) -> Any:
    if path.startswith("States.StringToJson("):
        return json.loads(_at(path[len("States.StringToJson(") : -1], data, context))
    if path.startswith("'"):
        return path.strip("'")
    value: Any = context if path.startswith("$$.") else data
    for step in path.lstrip("$").strip(".").split("."):
        if step.endswith("[*]"):
            value = value[step.removesuffix("[*]")]
        elif isinstance(value, list):
            value = [one[step] for one in value]
        else:
            value = value[step]
    return value
