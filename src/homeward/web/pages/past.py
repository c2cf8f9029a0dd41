"""Exchanges since 1962: all of them as a picture and a list, and each with what was public before and what happened."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from homeward.app.past_lines import what_happened
from homeward.app.plan_exchange import positions_in_text
from homeward.exchanges.past_exchanges import past_exchange, past_exchanges
from homeward.web.pages.desk_shown import desk_shown
from homeward.web.pages.history_picture import history_picture


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Show every exchange of the collection on one line of time, and as a list."""
    several = past_exchanges()
    picture = history_picture(several, [reverse("past", args=[one.id]) for one in several])
    people = sum(one.people_home for one in several)
    return render(request, "homeward/history.html", {"several": several, "picture": picture, "people": people})


@require_safe
def past(request: HttpRequest, past_id: str) -> HttpResponse:
    """Show the positions that were public before an exchange, and what then happened; nothing can be changed here."""
    found = past_exchange(past_id)
    positions = positions_in_text(found.text)
    said = {"past": found, "desk": desk_shown(positions, {}), "happened": what_happened(found, positions)}
    return render(request, "homeward/past.html", said)
