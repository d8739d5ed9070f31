"""`dateline cost`: what a million articles cost in AWS."""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from infra.cli.failure import Exit, Failure
from infra.cli.options import Json, Verbose
from infra.cli.terminal import line, out, write_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from infra.cost.estimate import Estimate, Line
    from infra.cost.prices import Price


class Outside(StrEnum):
    """The enrichers outside."""

    COMPREHEND = "comprehend"
    BEDROCK = "bedrock"


Remote = Annotated[
    Outside | None,
    typer.Option("--remote", help="With every article sent to Amazon Comprehend or Bedrock besides."),
]
TokenPrices = Annotated[
    tuple[float, float] | None,
    typer.Option("--token-prices", metavar="IN OUT", help="For bedrock: dollars per million tokens, in and out."),
]


def cost(
    *,
    remote: Remote = None,
    token_prices: TokenPrices = None,
    as_json: Json = False,
    verbose: Verbose = False,  # noqa: ARG001 - `telling` reads it
) -> None:
    """Tell what a million articles cost in AWS.

    Line by line, each price with the month it was last known to hold.
    """
    from infra.cost.estimate import estimate

    found = estimate(outside=_outside(remote, token_prices))
    if as_json:
        write_json(_plain(found))
    else:
        out().print(_view(found))


def _outside(remote: Outside | None, token_prices: tuple[float, float] | None) -> tuple[Line, ...]:
    from infra.cost.profile import Traffic
    from infra.cost.remote import bedrock, comprehend

    match remote:
        case None:
            return ()
        case Outside.COMPREHEND:
            return comprehend(Traffic())
        case Outside.BEDROCK:
            if token_prices is None:
                hint = "https://aws.amazon.com/bedrock/pricing/ tells the model's."
                raise Failure("no price is assumed for bedrock: give --token-prices IN OUT", code=Exit.USAGE, hint=hint)
            return bedrock(Traffic(), *token_prices)


def _view(found: Estimate) -> RenderableType:
    each = _table("A million articles")
    for step, subtotal in found.by_step().items():
        each.add_row(Text(step, "headline"), "", "", "", Text(f"{subtotal:,.2f}", "headline"))
        _add(each, (one for one in found.lines if one.step == step), times=1_000_000)
    each.add_row(Text("together", "headline"), "", "", "", Text(f"{found.total:,.2f}", "bold green"))
    standing = _table("A month, whatever the traffic")
    _add(standing, (one for one in found.monthly if one.step == "standing"), times=1)
    keeping = _table("A month of keeping a million articles")
    _add(keeping, (one for one in found.monthly if one.step == "keeping"), times=1)
    region = found.lines[0].price.region
    footnote = line(f"List prices of {region}; free tiers and taxes are left out. --json gives their pages.", "quiet")
    return Group(each, "", standing, "", keeping, "", footnote)


def _table(what: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="label")
    table.add_column(what, overflow="fold", min_width=22)
    table.add_column("Units", justify="right", no_wrap=True, min_width=9)
    table.add_column("Price", overflow="fold")
    table.add_column("As of", no_wrap=True, style="quiet")
    table.add_column("$", justify="right", no_wrap=True, min_width=6)
    return table


def _add(table: Table, lines: Iterable[Line], times: int) -> None:
    for one in lines:
        what = Padding(line(one.what), (0, 0, 0, 2))
        table.add_row(what, _number(one.amount * times), _price(one.price), one.price.as_of, f"{one.usd:,.2f}")


def _number(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def _price(price: Price) -> str:
    """Small prices are told by the million, as AWS does."""
    if price.usd < 0.001:
        return f"${price.usd * 1_000_000:,.4g} per million {price.unit}s"
    return f"${price.usd:,.4g} per {price.unit}"


def _plain(found: Estimate) -> dict[str, Any]:
    return {
        "usd_per_million_articles": found.total,
        "by_step": found.by_step(),
        "lines": [dataclasses.asdict(one) for one in found.lines],
        "monthly": [dataclasses.asdict(one) for one in found.monthly],
    }
