"""Short runs, each of one thing that may go wrong, which notice at once what seeds notice sooner or later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from tests.faults.steps import (
    Backfill,
    Deliver,
    Deploy,
    Expire,
    Fault,
    Kind,
    Purge,
    Put,
    Remove,
    Resume,
    Step,
    Work,
)

_STORED: Final[Sequence[Step]] = (Deliver(), Work("parse"), Work("enrich"))
_STOPS: Final = (Fault(2, Kind.PAUSED), Fault(3, Kind.PAUSED))

WITNESSES: Final[Mapping[str, Sequence[Step]]] = MappingProxyType(
    {
        "every kind": (
            Put("a.html", "long"),
            *_STORED,
            Put("a.html", "long, later"),
            Put("b c+d%2F.html", "ferry"),
            Put("ü/&é.txt", "picture"),
            Put("c.html", "storm"),
            Remove("c.html"),
            Deliver((0, 1, 2), "s3"),
            Deliver((0, 1), "sns"),
            Work("parse", most=10),
            Work("parse", most=10),
            Work("enrich", most=10),
        ),
        "many uploads of one key": tuple(
            Put("a.html", page) for page in ("ferry", "storm", "long", "ferry, later", "empty", "long, later", "ferry")
        ),
        "before events told": (Put("b c+d%2F.html", "ferry", untold=True),),
        "before events told, and newer code": (
            Put("a.html", "ferry", untold=True),
            Backfill(("a.html",)),
            Work("parse"),
            Work("enrich"),
            Deploy(),
        ),
        "an event comes late": (Put("a.html", "ferry"), Put("a.html", "storm"), *_STORED),
        "a removal is undone": (Put("a.html", "ferry"), Remove("a.html"), Purge("a.html")),
        "an upload that replaces an article comes again after a removal": (
            Put("a.html", "ferry"),
            Deliver(kept=True),
            Work("parse"),
            Remove("a.html"),
            Deliver((1,)),
            Work("parse"),
            Work("enrich", skip=1),
            Work("enrich"),
        ),
        "an older message of older code": (
            Put("a.html", "ferry"),
            Deliver(kept=True),
            Work("parse"),
            Deploy(),
            Deliver(),
            Work("parse"),
            Work("enrich", skip=1),
            Work("enrich"),
        ),
        "an older upload and newer code": (
            Put("a.html", "ferry"),
            Deliver(),
            Work("parse"),
            Put("a.html", "storm"),
            Deliver(),
            Work("parse"),
            Work("enrich", skip=1),
            Deploy(),
            Work("enrich"),
        ),
        "looked at again before the event comes": (
            Put("a.html", "ferry"),
            *_STORED,
            Put("a.html", "storm"),
            Backfill(("a.html",)),
            Work("parse"),
            Work("enrich"),
        ),
        "died before a newer upload": (
            Put("a.html", "long"),
            Deliver(),
            Work("parse"),
            Work("enrich", faults=(Fault(2, Kind.CRASH_AFTER),)),
            Put("a.html", "ferry"),
            *_STORED,
        ),
        "an older upload beside a newer one": (
            Put("a.html", "ferry"),
            Deliver(kept=True),
            Work("parse"),
            Work("parse"),
            Deliver(kept=True),
            Work("parse"),
            Deliver(),
            Work("parse"),
            Work("enrich"),
            Put("a.html", "long"),
            Deliver(),
            Work("parse"),
            Work("enrich", skip=2, faults=_STOPS),
            Work("enrich"),
            Resume(),
            Work("enrich"),
            Resume(),
        ),
        "older code beside newer code": (
            Put("a.html", "long"),
            Deliver(kept=True),
            Work("parse"),
            Work("enrich"),
            Deliver(kept=True),
            Work("parse"),
            Work("enrich", faults=_STOPS),
            Deploy(),
            Deliver(),
            Work("parse"),
            Work("enrich", faults=_STOPS),
            Resume(1),
            Resume(),
            Resume(1),
            Resume(),
        ),
        "the calendar is throttled": (
            Put("a.html", "ferry"),
            Deliver(),
            Work("parse"),
            Work("enrich", faults=(Fault(0, Kind.THROTTLED, 8),)),
            Expire("enrich"),
            Work("enrich"),
        ),
        "the queue takes a batch in part": (
            Put("a.html", "ferry"),
            Put("c.html", "storm"),
            Deliver(),
            Deliver(),
            Work("parse", most=2, faults=(Fault(0, Kind.PARTLY, 30),)),
        ),
        "an object cannot be read": (
            Put("a.html", "ferry"),
            Deliver(),
            Work("parse", faults=(Fault(0, Kind.FAILED, 4),)),
        ),
        "the block cannot be read": (
            Put("a.html", "ferry"),
            Deliver(),
            Work("parse"),
            Work("enrich", faults=(Fault(2, Kind.FAILED, 4),)),
        ),
        "an object is cut off": (Put("a.html", "ferry"), Deliver(), Work("parse", faults=(Fault(0, Kind.CUT),))),
    }
)
