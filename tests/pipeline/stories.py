"""Small pages of ours, as HTML, for tests that care about the way and not about the reading."""

from __future__ import annotations

from html import escape


def story(headline: str, *, address: str | None = None, published: str = "2026-03-02", paragraphs: int = 5) -> bytes:
    """A page with one story under `headline`; two pages differ where their headlines do."""
    link = f'<link rel="canonical" href="{escape(address)}">' if address else ""
    body = "".join(
        f"<p>{escape(headline)}, part {number}: the council met on Monday and heard from Nirmala Ranasinghe, who said "
        "that the ferry would sail again as soon as the storm had passed and the pier had been looked at.</p>"
        for number in range(paragraphs)
    )
    return (
        f"<!doctype html><html lang=en><head><title>{escape(headline)}</title>{link}"
        f'<meta property="article:published_time" content="{published}T10:00:00Z">'
        f'<meta property="og:site_name" content="The Pier"></head>'
        f"<body><article><h1>{escape(headline)}</h1>{body}</article></body></html>"
    ).encode()
