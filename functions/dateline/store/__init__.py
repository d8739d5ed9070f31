"""The table and the buckets: the one room that speaks to AWS."""

from dateline.store.clients import client, forget_clients, impatient_client
from dateline.store.cluster import Cluster, Copy
from dateline.store.inbox import MOST_AHEAD, Inbox, InboxAhead, InboxObject, Listed
from dateline.store.items import RejectedRow, RemovedRow, Row, TakenDownRow
from dateline.store.made import MadeRow, MadeRows
from dateline.store.names import Name, NameKind
from dateline.store.notices import Notices
from dateline.store.outcome import Outcome
from dateline.store.overflow import OverflowBucket, OverflowMissing
from dateline.store.queries import ArticleReader
from dateline.store.standing import Standing, Standings
from dateline.store.stored import StoredRow, StoredRows
from dateline.store.table import ArticleTable
from dateline.store.versions import InboxVersions, Version
from dateline.store.wire import Unstorable

__all__ = [
    "MOST_AHEAD",
    "ArticleReader",
    "ArticleTable",
    "Cluster",
    "Copy",
    "Inbox",
    "InboxAhead",
    "InboxObject",
    "InboxVersions",
    "Listed",
    "MadeRow",
    "MadeRows",
    "Name",
    "NameKind",
    "Notices",
    "Outcome",
    "OverflowBucket",
    "OverflowMissing",
    "RejectedRow",
    "RemovedRow",
    "Row",
    "Standing",
    "Standings",
    "StoredRow",
    "StoredRows",
    "TakenDownRow",
    "Unstorable",
    "Version",
    "client",
    "forget_clients",
    "impatient_client",
]
