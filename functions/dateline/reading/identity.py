"""Which story a page tells: its canonical address, and the id that is the same for ever."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256 as _sha256
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

ID_CHARACTERS = 32
LONGEST_ADDRESS = 2_048
# Parameters that tell where a reader came from, never which story it is.
_TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|piwik_\w+|hsa_\w+|at_(?:medium|campaign|link\w*|custom\d|bbc\w*)|ns_\w+|_hs\w+|mc_[ce]id"
    r"|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|ttclid|li_fat_id|s_cid|cmpid|ncid|ocid|icid"
    r"|smid|sref|ref_src|ref_url|xtor|wt_mc|wt_zmc|spm|_ga|_gl|__twitter_impression|guccounter|guce_\w+",
    re.IGNORECASE,
)
_PORT = re.compile(r":\d+")
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
# Labels that stand where a country's registrants cannot: the registrable domain begins one label further left.
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "go", "gob", "gov", "ne", "net", "nom", "or", "org", "web"})


@lru_cache(maxsize=8)
def canonical_address(url: str) -> str | None:
    """The address in one form: https, host in lower case, no fragment, tracking parameters, user or default port.

    None for what is no address of the web.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".").encode("idna" if not (parts.hostname or "").isascii() else "ascii")
    except (ValueError, UnicodeError):
        return None
    if parts.scheme.lower() not in _DEFAULT_PORTS or not host or len(url) > LONGEST_ADDRESS:
        return None
    port = parts.netloc.rpartition("@")[2].removeprefix(parts.hostname or "")
    port = "" if not _PORT.fullmatch(port) or port in _DEFAULT_PORTS.values() else port
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])]
    asked = f"?{urlencode(query)}" if query else ""
    return f"https://{host.decode()}{port}{_path(parts.path)}{asked}"


def article_id(url: str | None, bucket: str | None, key: str | None, sha256: str) -> str:
    """32 hexadecimal characters, from the canonical address where there is one, else from bucket and key, else from
    the SHA-256 of the bytes."""
    if url:
        told = f"url:{url}"
    elif key is not None:
        told = f"key:{bucket or ''}/{key}"
    else:
        told = f"sha256:{sha256}"
    return _sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:ID_CHARACTERS]


@lru_cache(maxsize=8)
def registrable_domain(url: str) -> str | None:
    """The domain that the publisher holds: `example.co.uk` of `https://news.example.co.uk/…`. None without a host."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    labels = host.split(".")
    if len(labels) < 2 or labels[-1].isdigit():
        return host or None
    under_country = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if under_country else labels[-2:])


def _path(path: str) -> str:
    """The path with what may not stand in an address percent-encoded; escapes that are there stay as they are."""
    return quote(path.encode("utf-8", "replace"), safe="/%:@!$&'()*+,;=~-._") or "/"
