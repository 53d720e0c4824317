"""Dates in headers, whichever form a service sends them in."""

from __future__ import annotations

import pytest

from kinocraft.transport.http_dates import http_date

MOMENT = 784111777.0


@pytest.mark.usefixtures("far_east")
@pytest.mark.parametrize(
    "text",
    [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sun, 06 Nov 1994 08:49:37 -0000",
        "1994-11-06T08:49:37Z",
        "1994-11-06T11:49:37+03:00",
        "1994-11-06T08:49:37",
    ],
)
def test_every_form_of_a_date_is_the_same_moment(text: str) -> None:
    assert http_date(text) == MOMENT


@pytest.mark.parametrize("text", ["", "soon", "Sun, 99 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 99999 08:49:37 GMT"])
def test_other_text_is_no_date(text: str) -> None:
    assert http_date(text) is None
