"""Where an HTML page tells the story's lead picture, and its caption and credit."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from dateline.article import Image
from dateline.reading.captions import read_caption
from dateline.reading.html.fields.addresses import joined
from dateline.reading.html.fields.refusals import Refusal, refused
from dateline.reading.html.fields.trust import Found, Source
from dateline.reading.html.page import Page, path_of, tidy
from dateline.reading.html.page.jsonld import JSON_LD, text_of
from dateline.reading.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

MOST_FIGURES = 20
_CREDITS = ("creditText", "author", "creator", "copyrightHolder", "copyrightNotice")
_CREDIT = (
    '[itemprop*="copyrightHolder"], [itemprop="author"], [class*="credit" i], [class*="copyright" i],'
    ' [class*="source" i], [class*="photographer" i], [class*="author" i], cite, small'
)
_LABEL = re.compile(r"^(?:[^\W\d_]{2,12}\s?[:：]\s?|©\s?|\(c\)\s?)", re.IGNORECASE)
_BRACKETED = re.compile(r"^\s*\(([^()]*)\)\s*$")
_SIGN = re.compile(
    r"(?:^|[/_.-])(?:logos?|favicon|blank|spacer|placeholder|fallback|default-(?:user-)?images?)(?:[/_.-]|$)"
    r"|\.(?:ico|svg)$",
    re.IGNORECASE,
)


def _is_data(address: str, _: Page) -> bool:
    return not address.startswith(("http:", "https:", "/"))


def _is_sign(address: str, _: Page) -> bool:
    return _SIGN.search(address.split("?", maxsplit=1)[0]) is not None


REFUSALS = (
    Refusal("no address", "pictures that wait to be loaded stand as data: or about: until then", _is_data),
    Refusal("sign", "templates give the logo or an empty picture where a story has none", _is_sign),
)


def _image(url: object, page: Page, where: str, caption: str = "", credit: str = "") -> Iterator[Found[Image]]:
    if not isinstance(url, str) or not (url := tidy(url)):
        return
    try:
        address = joined(url, page)
    except ValueError:
        return
    if not refused(address, page, REFUSALS):
        if wording(caption) in page.once(_headlines):
            caption = ""
        yield Found(captioned(Image(address, credit=credit or None), caption), address, where)


def _headlines(page: Page) -> set[str]:
    """A system without a caption repeats the headline, or says nothing."""
    told = [text_of(story.get("headline")) or "" for story in page.linked.stories]
    return {"", *map(wording, (*told, *(content for _, content in page.meta(("og:title",)))))}


def _story_image(page: Page) -> Iterator[Found[Image]]:
    for story in page.linked.stories:
        for image in islice(page.linked.each(story.get("image")), MOST_FIGURES):
            if isinstance(image, dict):
                caption = tidy(text_of(image.get("caption")) or "")
                credit = next((tidy(told) for name in _CREDITS if (told := text_of(image.get(name)))), "")
                yield from _image(image.get("url") or image.get("contentUrl"), page, JSON_LD, caption, credit)
            else:
                yield from _image(image, page, JSON_LD)


def _open_graph_image(page: Page) -> Iterator[Found[Image]]:
    for name, content in page.meta(("og:image", "og:image:url", "twitter:image", "twitter:image:src")):
        yield from _image(content, page, f"meta[{name}]")


def _figure_image(page: Page) -> Iterator[Found[Image]]:
    for figure in page.figures[:MOST_FIGURES]:
        image = figure.css_first("img[src]")
        if image and _stands_in_story(figure):
            yield from _image(image.attributes.get("src"), page, path_of(image))


def _stands_in_story(figure: LexborNode) -> bool:
    step = figure.parent
    while step is not None and step.tag not in ("article", "main"):
        step = step.parent
    return step is not None


IMAGE = (
    Source("JSON-LD image", _story_image, "the story's own node gives its picture, often with caption and credit"),
    Source("OpenGraph image", _open_graph_image, "the picture that shared links are shown with"),
    Source("figure", _figure_image, "plain pages show their first picture without telling of it", "medium"),
)


def caption_of(page: Page, image: Image) -> tuple[str, str] | None:
    """Caption and credit in the figure that shows the same picture, whatever its size: the file's name is the same."""
    wanted = _file_name(image.url or "")
    for figure in page.figures[:MOST_FIGURES] if wanted else ():
        if wanted in (figure.html or "") and (caption := figure.css_first("figcaption")):
            node = caption.css_first(_CREDIT)
            credit, whole = tidy(node.text()) if node else "", tidy(caption.text())
            return (whole.replace(credit, " ").strip() if credit else whole), credit
    return None


def captioned(image: Image, caption: str | None, credit: str = "") -> Image:
    """The picture with its caption, and with its credit where that is told apart or the caption ends with it."""
    credit = image.credit or credit
    if credit:
        return replace(image, caption=tidy(caption or "") or None, credit=_bare(credit))
    told = (read_caption(caption) if caption else None) or Image(caption=caption or None)
    return replace(image, caption=told.caption, credit=told.credit)


def _bare(credit: str) -> str | None:
    """The credit without its label and the brackets around it."""
    told = read_caption(credit)
    credit = told.credit if told and told.credit and not told.caption else credit
    return _LABEL.sub("", _BRACKETED.sub(r"\1", credit)).strip() or None


def _file_name(url: str) -> str:
    name = url.split("?", maxsplit=1)[0].rsplit("/", 1)[-1]
    return name if len(name) > 4 else ""
