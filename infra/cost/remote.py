"""What asking an enricher outside costs: nothing by default, and more than all the rest where every article is sent."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from dateline.remote.comprehend import LEAST_UNITS, UNIT_CHARACTERS
from infra.cost import prices
from infra.cost.estimate import MILLION, Line
from infra.cost.prices import Price

if TYPE_CHECKING:
    from infra.cost.profile import Traffic

CHARACTERS_A_TOKEN = 4
"""Of English; other languages take more tokens."""

FORM_TOKENS = 700
"""What is sent besides the text: what to do, and the form to fill in."""

WRITTEN_TOKENS = 500
"""What a model writes about an average article."""


def comprehend(traffic: Traffic) -> tuple[Line, ...]:
    """What it costs to ask Amazon Comprehend for one field of every article."""
    units = max(LEAST_UNITS, math.ceil(traffic.text_characters / UNIT_CHARACTERS))
    why = f"one field of every article, {traffic.text_characters} characters"
    return (_line("ask Amazon Comprehend", units, prices.COMPREHEND_UNIT, why),)


def bedrock(
    traffic: Traffic, usd_per_million_input_tokens: float, usd_per_million_output_tokens: float
) -> tuple[Line, ...]:
    """What it costs to ask a model of Amazon Bedrock, at the prices given, for all fields of every article."""
    given = traffic.text_characters / CHARACTERS_A_TOKEN + FORM_TOKENS
    why = f"{traffic.text_characters} characters and the form"
    return (
        _line("ask the model", given, _token("input", usd_per_million_input_tokens), why),
        _line("its answers", WRITTEN_TOKENS, _token("output", usd_per_million_output_tokens), "an average answer"),
    )


def _token(direction: str, usd_per_million: float) -> Price:
    source = "https://aws.amazon.com/bedrock/pricing/"
    return Price("Bedrock", direction, usd_per_million / MILLION, f"{direction} token", "given", source)


def _line(what: str, amount: float, price: Price, why: str) -> Line:
    return Line("outside", what, amount, price, why, amount * price.usd * MILLION)
