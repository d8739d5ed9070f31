"""A record made here, and the fields of it that somebody else is asked for."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dateline.remote.outcome import Outcome, Unanswered
from dateline.remote.port import Allowance, Answer, Question

if TYPE_CHECKING:
    from dateline.record import Record
    from dateline.remote.port import Enricher
    from dateline.settings import RemoteSettings

_PATIENCE = 3
"""After so many articles in a row about which no answer came, nobody is asked for a while."""

_REST_SECONDS = 60.0
"""So long: a service that is down must not hold up every article for its time-out."""

_SILENCE = {Outcome.TIMED_OUT, Outcome.UNAVAILABLE}


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of a remote enricher: by field how it ended, and together what it cost, in dollars and seconds.

    `detail` says more, for people, of the fields that were not enriched. `dropped` counts findings that do not stand
    in the text.
    """

    enricher: str
    outcomes: Mapping[str, Outcome]
    detail: Mapping[str, str]
    usd: float
    seconds: float
    dropped: int


class Supplement:
    """Asks a remote enricher for fields of a record. Whatever goes wrong there, what was found here stays."""

    def __init__(
        self, enricher: Enricher, settings: RemoteSettings, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._enricher = enricher
        self._settings = settings
        self._clock = clock
        self._unanswered = 0
        self._resting_until = clock()

    def complete(self, record: Record) -> tuple[Record, Asked | None]:
        """The record with what the enricher found; the record as it is, and None, where there is nothing to ask."""
        wanted = [field for field in self._settings.fields if self._settings.always or _is_missing(record, field)]
        if not wanted or not record.body.strip():
            return record, None
        offered = [field for field in wanted if field in self._enricher.fields]
        failed = {field: Unanswered(Outcome.NOT_OFFERED) for field in wanted if field not in offered}
        begun = self._clock()
        allowance = Allowance(self._settings.max_usd_per_article, self._settings.timeout_seconds, self._clock)
        answer = self._answer(Question(record.body, _language(record), offered), allowance)
        failed |= answer.failed
        asked = Asked(
            self._enricher.name,
            {field: failed[field].outcome if field in failed else Outcome.ENRICHED for field in wanted},
            {field: unanswered.detail for field, unanswered in failed.items()},
            allowance.spent_usd,
            self._clock() - begun,
            answer.dropped,
        )
        return self._completed(record, answer.found, failed), asked

    def _answer(self, question: Question, allowance: Allowance) -> Answer:
        if not question.fields:
            return Answer()
        if self._clock() < self._resting_until:
            return Answer(failed=dict.fromkeys(question.fields, Unanswered(Outcome.RESTING)))
        answer = self._enricher.enrich(question, allowance)
        silent = any(unanswered.outcome in _SILENCE for unanswered in answer.failed.values())
        self._unanswered = self._unanswered + 1 if silent else 0
        if self._unanswered >= _PATIENCE:
            self._resting_until = self._clock() + _REST_SECONDS
            self._unanswered = 0
        return answer

    def _completed(self, record: Record, found: Mapping[str, Any], failed: Mapping[str, Unanswered]) -> Record:
        name = self._enricher.name
        unknown = {field: why for field, why in record.unknown.items() if field not in found}
        for field, unanswered in failed.items():
            if _is_missing(record, field):
                here = record.unknown.get(field)
                there = f"{name}: {unanswered.outcome.replace('_', ' ')}"
                unknown[field] = f"{here}; {there}" if here else there
        return dataclasses.replace(
            record,
            **dict(found),
            enrichers=MappingProxyType({**record.enrichers, **dict.fromkeys(found, name)}),
            unknown=MappingProxyType(unknown),
        )


def _is_missing(record: Record, field: str) -> bool:
    """Whether the field is empty because nothing here knows it, and not because there is nothing to find."""
    return not getattr(record, field) and (field in record.unknown or field not in record.enrichers)


def _language(record: Record) -> str | None:
    """The language that was told from the text, with the region or script that the page adds to it."""
    told, stated = record.detected_language, record.language
    if told and stated and stated.replace("_", "-").split("-")[0].lower() == told.split("-")[0].lower():
        return stated
    return told or stated
