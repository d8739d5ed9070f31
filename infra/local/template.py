"""template.yaml, translated as AWS would and worked out to concrete values: what the local cloud is made from."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import boto3
from samtranslator.metrics.metrics import DummyMetricsPublisher, Metrics  # type: ignore[import-untyped]
from samtranslator.parser.parser import Parser  # type: ignore[import-untyped]
from samtranslator.translator.translator import Translator  # type: ignore[import-untyped]
from samtranslator.yaml_helper import yaml_parse  # type: ignore[import-untyped]

from infra.local.intrinsics import UnknownNameError, holds, resolve
from infra.local.resource_types import Treatment, type_named

ACCOUNT = "123456789012"


class BadTemplateError(ValueError):
    """The template says something that the local cloud cannot follow."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a stack is deployed: its name, the region, and the address under which its queues are reached."""

    stack: str
    region: str
    partition: str
    sqs_url: str


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource of the stack. `ref` is what Ref gives, `arn` None where the type has none.

    `properties` are worked out; they are empty for a resource that means nothing locally.
    """

    logical_id: str
    type: str
    name: str
    ref: str
    arn: str | None
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stack:
    """The template's resources that exist under its parameters and conditions, by logical id, and its outputs.

    `code` says for each function in which folder its code lies.
    """

    setting: Setting
    resources: Mapping[str, Resource]
    outputs: Mapping[str, str]
    code: Mapping[str, Path]

    def of_type(self, type_name: str) -> tuple[Resource, ...]:
        """The resources of one CloudFormation type, in the template's order."""
        return tuple(resource for resource in self.resources.values() if resource.type == type_name)

    def with_arn(self, arn: str) -> Resource:
        """The resource that an ARN names; raises BadTemplateError when it is none of the stack's."""
        for resource in self.resources.values():
            if resource.arn == arn:
                return resource
        raise BadTemplateError(f"{arn} is no resource of this template")


def read_stack(path: Path, setting: Setting, parameters: Mapping[str, str]) -> Stack:
    """The stack that the template at `path` describes.

    Raises BadTemplateError, UnknownIntrinsicError, UnknownNameError or UnknownResourceTypeError, each saying of what.
    """
    translated, code = _translated(path, path.stat().st_mtime_ns, setting.region)
    scope = _Scope(translated, setting, _parameters(translated, parameters))
    resources = {name: scope.resource(name) for name in translated["Resources"] if scope.exists(name)}
    outputs = {
        name: str(resolve(output["Value"], scope))
        for name, output in translated.get("Outputs", {}).items()
        if "Condition" not in output or scope.condition(output["Condition"])
    }
    return Stack(setting, MappingProxyType(resources), MappingProxyType(outputs), MappingProxyType(code))


@cache
def _translated(path: Path, _modified: int, region: str) -> tuple[dict[str, Any], dict[str, Path]]:
    """The template in plain CloudFormation, and each function's CodeUri."""
    source = yaml_parse(path.read_text(encoding="utf-8"))
    code = _localise_code(source, path.parent)
    metrics = Metrics("local", DummyMetricsPublisher())
    translator = Translator({}, Parser(), boto_session=boto3.session.Session(region_name=region), metrics=metrics)
    translated = translator.translate(source, parameter_values={})
    metrics.publish()  # nowhere; it warns of metrics left unpublished
    return translated, code


def _localise_code(source: dict[str, Any], folder: Path) -> dict[str, Path]:
    """Point every CodeUri at a bucket, as the translator wants it, and tell where the code really lies."""
    shared = source.get("Globals", {}).get("Function", {}).pop("CodeUri", None)
    code = {}
    for logical_id, resource in source["Resources"].items():
        if resource["Type"] != "AWS::Serverless::Function":
            continue
        properties = resource.setdefault("Properties", {})
        uri = properties.get("CodeUri", shared)
        if not isinstance(uri, str):
            raise BadTemplateError(f"{logical_id}: CodeUri must be a folder, not {uri!r}")
        code[logical_id] = (folder / uri).resolve()
        properties["CodeUri"] = f"s3://local/{logical_id}"
    return code


def _parameters(translated: Mapping[str, Any], given: Mapping[str, str]) -> dict[str, Any]:
    declared = translated.get("Parameters", {})
    if unknown := sorted(given.keys() - declared.keys()):
        raise BadTemplateError(f"the template has no parameter {', '.join(unknown)}")
    values = {}
    for name, parameter in declared.items():
        if name not in given and "Default" not in parameter:
            raise BadTemplateError(f"parameter {name} has no default and needs a value")
        value = given.get(name, parameter.get("Default"))
        allowed = [str(choice) for choice in parameter.get("AllowedValues", [])]
        if allowed and str(value) not in allowed:
            raise BadTemplateError(f"parameter {name} is {value}; it must be one of {', '.join(allowed)}")
        values[name] = str(value).split(",") if parameter["Type"] == "CommaDelimitedList" else value
    return values


class _Scope:
    """Where the names in a template are looked up; see `intrinsics.Scope`."""

    def __init__(self, translated: Mapping[str, Any], setting: Setting, parameters: Mapping[str, Any]) -> None:
        self._template = translated
        self._setting = setting
        home = f"arn:{setting.partition}:cloudformation:{setting.region}:{ACCOUNT}"
        self._names = {
            "AWS::AccountId": ACCOUNT,
            "AWS::Partition": setting.partition,
            "AWS::Region": setting.region,
            "AWS::StackName": setting.stack,
            "AWS::StackId": f"{home}:stack/{setting.stack}/local",
            "AWS::URLSuffix": "amazonaws.com",
            **parameters,
        }

    def ref(self, name: str) -> Any:
        if name in self._names:
            return copy.deepcopy(self._names[name])
        kind = type_named(self._declared(name)["Type"])
        return kind.ref.format_map(self._facts(name))

    def attribute(self, logical_id: str, attribute: str) -> str:
        declared = self._declared(logical_id)
        kind = type_named(declared["Type"])
        pattern = kind.arn if attribute == "Arn" else kind.attributes.get(attribute)
        if pattern is None:
            raise UnknownNameError(
                f"{logical_id}.{attribute}: the local cloud knows no such attribute of {declared['Type']}"
            )
        return pattern.format_map(self._facts(logical_id))

    def condition(self, name: str) -> bool:
        conditions = self._template.get("Conditions", {})
        if name not in conditions:
            raise UnknownNameError(f"condition {name}")
        return holds(conditions[name], self)

    def in_map(self, name: str, first: str, second: str) -> Any:
        try:
            return self._template["Mappings"][name][first][second]
        except KeyError:
            raise UnknownNameError(f"mapping {name}.{first}.{second}") from None

    def exists(self, logical_id: str) -> bool:
        declared = self._template["Resources"][logical_id]
        return "Condition" not in declared or self.condition(declared["Condition"])

    def resource(self, logical_id: str) -> Resource:
        declared = self._declared(logical_id)
        kind = type_named(declared["Type"])
        inert = kind.treatment is Treatment.INERT
        return Resource(
            logical_id=logical_id,
            type=declared["Type"],
            name=self._physical_name(logical_id),
            ref=self.ref(logical_id),
            arn=self.attribute(logical_id, "Arn") if kind.arn else None,
            properties=MappingProxyType({} if inert else resolve(declared.get("Properties", {}), self)),
        )

    def _declared(self, logical_id: str) -> Mapping[str, Any]:
        resources: Mapping[str, Mapping[str, Any]] = self._template["Resources"]
        if logical_id not in resources or not self.exists(logical_id):
            raise UnknownNameError(f"{logical_id}: no parameter or resource of this name exists")
        return resources[logical_id]

    def _facts(self, logical_id: str) -> dict[str, str]:
        return {
            "name": self._physical_name(logical_id),
            "account": ACCOUNT,
            "region": self._setting.region,
            "partition": self._setting.partition,
            "sqs": self._setting.sqs_url,
        }

    def _physical_name(self, logical_id: str) -> str:
        """The name that the template gives, else one in CloudFormation's manner, the same at every deployment."""
        declared = self._declared(logical_id)
        kind = type_named(declared["Type"])
        if kind.name_property in declared.get("Properties", {}):
            return str(resolve(declared["Properties"][kind.name_property], self))
        stack = self._setting.stack
        suffix = hashlib.sha256(f"{stack}/{self._setting.region}/{logical_id}".encode()).hexdigest()[:12]
        name = f"{f'{stack}-{logical_id}'[: kind.name_length - 13]}-{suffix}"
        return name.lower() if declared["Type"] == "AWS::S3::Bucket" else name
