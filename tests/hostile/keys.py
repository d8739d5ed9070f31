"""Keys that were made to hurt, each of them one that S3 takes: UTF-8 of up to 1,024 bytes."""

from __future__ import annotations

KEYS: dict[str, str] = {
    "up and out": "../../../../etc/passwd",
    "dots": "./a/../b//c/.",
    "a slash in front": "/absolute.html",
    "a slash behind": "folder/",
    "nothing but slashes": "///",
    "quotes": "a\"b'c`d.html",
    "hash": "a#b#c.html",
    "question mark": "a?versionId=null&b=c.html",
    "percent": "a%2Fb%252F%00%zz.html",
    "plus and spaces": "a+b c  d.html",
    "ampersands": "a&b=c;d=e.html",
    "markup": "<script>alert(1)</script>.html",
    "XML": "]]><!DOCTYPE x [<!ENTITY e 'x'>]>&e;.html",
    "JSON": '{"a": ["b"]}\\u0000\\n.html',
    "format": "{0}{key!r}%s%(a)s${HOME}$(id).html",
    "right to left": "\u202egpj.lmth\u2066a\u2069",
    "marks": "\u200f\u200e\u061c\ufeff.html",
    "separators": "a\u2028b\u2029c.html",
    "emoji": "👩\u200d👩\u200d👧\u200d👦🇹🇷.html",
    "composed": "caf\u00e9.html",
    "decomposed": "cafe\u0301.html",
    "tab": "a\tb.html",
    "escape": "a\x1b[8mb\x07.html",
    "C1": "a\x9b2Jb\x85.html",
    "delete": "a\x7fb.html",
    "1,024 bytes": "k" * 1019 + ".html",
    "1,024 bytes of emoji": "👦" * 256,
    "noncharacters": "a\ufffe\uffffb.html",
    "beyond the basic plane": "\U0001f4f0\U000e0041\U0010ffff.html",
    "our own key": "upload#dateline-inbox/a.html",
    "our own shard": "day#2024-03-12#0",
    "a removal": "takedowns",
    "like an id": "54815f5987a8aaf0bdde6b35c59713ca",
    "like an option": "--json",
    "a line break": "a\nb.html",
    "a carriage return": "a\r\nb.html",
    "null": "a\x00b.html",
}

NOT_IN_XML = frozenset(
    name for name, key in KEYS.items() if set(key) & {*map(chr, range(32)), "\ufffe", "\uffff"} - {"\t"}
)
"""Those that S3's own XML cannot list without encoding, nor its mock take at all."""
