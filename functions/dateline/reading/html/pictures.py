"""Where an HTML page tells the story's lead picture, and its caption and credit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from dateline.article import Image
from dateline.reading.captions import read_caption
from dateline.reading.html.jsonld import JSON_LD, text_of
from dateline.reading.html.page import Page, path_of, tidy
from dateline.reading.html.trust import Found, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_FIGURES = 20


def _image(url: object, page: Page, where: str, caption: str = "", credit: str = "") -> Iterator[Found[Image]]:
    if isinstance(url, str) and (url := tidy(url)) and not url.startswith("data:"):
        try:
            address = urljoin(page.url or "", url)
        except ValueError:
            return
        yield Found(Image(address, caption or None, credit or None), address, where)


def _story_image(page: Page) -> Iterator[Found[Image]]:
    for story in page.linked.stories:
        for image in page.linked.each(story.get("image")):
            if isinstance(image, Mapping):
                caption = tidy(text_of(image.get("caption")) or "")
                credit = tidy(text_of(image.get("creditText")) or text_of(image.get("author")) or "")
                yield from _image(image.get("url") or image.get("contentUrl"), page, JSON_LD, caption, credit)
            else:
                yield from _image(image, page, JSON_LD)


def _open_graph_image(page: Page) -> Iterator[Found[Image]]:
    for name, content in page.meta(("og:image", "og:image:url", "twitter:image", "twitter:image:src")):
        yield from _image(content, page, f"meta[{name}]")


def _figure_image(page: Page) -> Iterator[Found[Image]]:
    for node in page.tree.css("article figure img[src], main figure img[src]"):
        yield from _image(node.attributes.get("src"), page, path_of(node))


IMAGE = (
    Source("JSON-LD image", _story_image),
    Source("OpenGraph image", _open_graph_image),
    Source("figure", _figure_image),
)


def caption_of(page: Page, image: Image) -> str | None:
    """The caption of the figure that shows the same picture, whatever its size: the file's name is the same."""
    wanted = _file_name(image.url or "")
    for figure in page.tree.css("figure")[:MOST_FIGURES]:
        caption = figure.css_first("figcaption")
        sources = [value or "" for node in figure.css("img, source") for value in node.attributes.values()]
        if caption and wanted and any(wanted in source for source in sources):
            return tidy(caption.text()) or None
    return None


def captioned(image: Image, caption: str | None) -> Image:
    """The picture with its caption, and the credit that the caption ends with."""
    if not caption:
        return image
    told = read_caption(caption) or Image(caption=caption)
    return replace(image, caption=told.caption, credit=image.credit or told.credit)


def _file_name(url: str) -> str:
    name = url.split("?", maxsplit=1)[0].rsplit("/", 1)[-1]
    return name if len(name) > 4 else ""
