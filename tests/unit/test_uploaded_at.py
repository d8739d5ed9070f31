"""A page is not dated after its upload, in whichever form it comes."""

from __future__ import annotations

import pytest

import dateline

STORY = (
    (
        "The ferry to the islands will sail at night again from the first week of May, the harbour master said, "
        "after a winter in which the last boat left before supper."
    ),
    (
        "Two crews have been hired for the new crossings, which leave at nine and at eleven. "
        "“Nobody will have to run for the boat any more,” the mayor told a meeting in the school hall."
    ),
    (
        "The company had stopped the late boats in October, when the price of fuel rose, and the owners of the inns on "
        "the larger island had asked for them ever since."
    ),
    "Tickets will cost the same by night as by day. Bicycles travel free until the end of June.",
)
HTML = "<h1>Ferry sails at night</h1><p>Published: 17 May 2031</p>" + "".join(f"<p>{text}</p>" for text in STORY)
DUMP = "\n\n".join(("Ferry sails at night", "Published: 17 May 2031", *STORY))


@pytest.mark.parametrize("page", [f"<html><body>{HTML}</body></html>", DUMP], ids=["html", "dump"])
@pytest.mark.parametrize(
    ("uploaded_at", "published"),
    [
        (None, "2031-05-17"),
        ("2031-05-17T01:00:00Z", "2031-05-17"),
        ("2031-05-16T23:00:00Z", "2031-05-17"),  # clocks of the east are ahead
        ("2030-01-01T00:00:00Z", None),
        ("no time", "2031-05-17"),
    ],
)
def test_no_story_is_dated_after_its_upload(page: str, uploaded_at: str | None, published: str | None) -> None:
    assert dateline.parse(page.encode(), uploaded_at=uploaded_at).published_at == published
