"""What the functions' roles allow: the policies of the template, compiled, and asked as IAM would ask them.

Nothing is allowed but by a statement that allows it, and nothing that a statement denies. What a policy may say beyond
what stands here is an error by its name, so that no condition is quietly left out.
Source: IAM User Guide, "Policy evaluation logic" and "IAM JSON policy elements".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from infra.local.managed_policies import MANAGED_POLICIES
from infra.local.template import BadTemplateError

if TYPE_CHECKING:
    from infra.local.template import Resource, Stack

CONTEXT_KEYS = frozenset({"aws:SecureTransport", "dynamodb:LeadingKeys", "s3:prefix"})
"""The condition keys that a call's Need tells of where it has them."""

_POLICY_TYPES = ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
_ELEMENTS = {"Sid", "Effect", "Action", "Resource", "Condition"}
_LIKE = {"StringLike", "ArnLike", "ArnEquals"}  # the last two are the same operator
_EXACT = {"StringEquals", "Bool"}
_WILD = {"*": ".*", "?": "."}


class UnknownPolicyError(BadTemplateError):
    """A policy says something that the local cloud cannot hold calls against."""


@dataclass(frozen=True, slots=True)
class Need:
    """What a call has to be allowed: an action on a resource. `context` has the values of its condition keys."""

    action: str
    resource: str
    context: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, order=True)
class Grant:
    """One action on one pattern of resources that a statement (`sid`) gives to a role.

    In `resource` the stack's own resources stand by their logical ids: `InboxBucket/*`.
    """

    role: str
    sid: str
    action: str
    resource: str


@dataclass(frozen=True, slots=True)
class Role:
    """A role of the stack, by its logical id, and what its policies say."""

    logical_id: str
    arn: str
    rules: tuple[_Rule, ...]

    @property
    def grants(self) -> tuple[Grant, ...]:
        """All that the role is allowed, in the order of its statements."""
        return tuple(rule.grant for rule in self.rules if rule.allows)

    def grant_for(self, need: Need) -> Grant | None:
        """The first grant by which the role is allowed what is needed; None where it is not."""
        fitting = [rule for rule in self.rules if rule.fits(need)]
        if any(not rule.allows for rule in fitting):
            return None
        return next((rule.grant for rule in fitting), None)


@dataclass(frozen=True, slots=True)
class _Rule:
    grant: Grant
    allows: bool
    action: re.Pattern[str]
    resource: re.Pattern[str]
    conditions: tuple[Callable[[Need], bool], ...]

    def fits(self, need: Need) -> bool:
        return bool(
            self.action.fullmatch(need.action)
            and self.resource.fullmatch(need.resource)
            and all(holds(need) for holds in self.conditions)
        )


def roles_of(stack: Stack) -> Mapping[str, Role]:
    """The role of each function, by the function's logical id. Raises BadTemplateError, UnknownPolicyError."""
    functions = stack.of_type("AWS::Lambda::Function")
    return MappingProxyType({one.logical_id: _role(stack.with_arn(one.properties["Role"]), stack) for one in functions})


def _role(role: Resource, stack: Stack) -> Role:
    known = sorted(((one.arn, one.logical_id) for one in stack.resources.values() if one.arn), reverse=True)
    labels = {str(arn).removesuffix(":*"): logical_id for arn, logical_id in known}
    rules = tuple(_Compiler(role.logical_id, labels).rules(_documents(role, stack)))
    return Role(role.logical_id, str(role.arn), rules)


def _documents(role: Resource, stack: Stack) -> Iterator[Mapping[str, Any]]:
    for policy in role.properties.get("Policies", ()):
        yield policy["PolicyDocument"]
    for arn in role.properties.get("ManagedPolicyArns", ()):
        name = str(arn).rpartition("/")[2]
        if name not in MANAGED_POLICIES:
            raise UnknownPolicyError(f"{role.logical_id}: the local cloud does not know what {arn} allows")
        yield MANAGED_POLICIES[name]
    for type_name in _POLICY_TYPES:
        for policy in stack.of_type(type_name):
            if role.ref in policy.properties.get("Roles", ()):
                yield policy.properties["PolicyDocument"]


class _Compiler:
    """Makes rules of a role's statements. `labels` are the logical ids of the stack's resources by ARN."""

    def __init__(self, role: str, labels: Mapping[str, str]) -> None:
        self._role = role
        self._labels = labels

    def rules(self, documents: Iterable[Mapping[str, Any]]) -> Iterator[_Rule]:
        for document in documents:
            for statement in _listed(document["Statement"]):
                yield from self._of_statement(statement)

    def _of_statement(self, statement: Mapping[str, Any]) -> Iterator[_Rule]:
        sid = str(statement.get("Sid", ""))
        if unknown := sorted(statement.keys() - _ELEMENTS):
            raise UnknownPolicyError(f"{self._role} {sid}: the local cloud does not follow {', '.join(unknown)}")
        conditions = tuple(_conditions(statement.get("Condition", {}), f"{self._role} {sid}"))
        for action in _listed(statement["Action"]):
            for resource in _listed(statement["Resource"]):
                yield _Rule(
                    Grant(self._role, sid, action, self._labelled(resource)),
                    statement["Effect"] == "Allow",
                    _wildcards(action, re.IGNORECASE),
                    _wildcards(resource),
                    conditions,
                )

    def _labelled(self, resource: str) -> str:
        for arn, logical_id in self._labels.items():
            if resource.startswith(arn):
                return logical_id + resource[len(arn) :].removesuffix(":*")
        return resource


def _conditions(block: Mapping[str, Mapping[str, Any]], where: str) -> Iterator[Callable[[Need], bool]]:
    for operator, keys in block.items():
        quantifier, _, name = operator.rpartition(":")
        if_exists, name = name.endswith("IfExists"), name.removesuffix("IfExists")
        if quantifier not in {"", "ForAllValues", "ForAnyValue"} or name not in _LIKE | _EXACT:
            raise UnknownPolicyError(f"{where}: the local cloud does not know the condition operator {operator}")
        for key, wanted in keys.items():
            if key not in CONTEXT_KEYS:
                raise UnknownPolicyError(f"{where}: the local cloud does not know the condition key {key}")
            patterns = [
                _wildcards(str(one)) if name in _LIKE else re.compile(re.escape(str(one))) for one in _listed(wanted)
            ]
            yield _condition(key, patterns, every=quantifier == "ForAllValues", absent_holds=if_exists)


def _condition(key: str, patterns: list[re.Pattern[str]], *, every: bool, absent_holds: bool) -> Callable[[Need], bool]:
    def holds(need: Need) -> bool:
        values = need.context.get(key, ())
        fitting = (any(pattern.fullmatch(value) for pattern in patterns) for value in values)
        if not values:
            return every or absent_holds
        return all(fitting) if every else any(fitting)

    return holds


def _wildcards(text: str, flags: int = 0) -> re.Pattern[str]:
    if "${" in text:
        raise UnknownPolicyError(f"the local cloud does not know policy variables: {text}")
    return re.compile("".join(_WILD.get(letter) or re.escape(letter) for letter in text), flags | re.DOTALL)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
