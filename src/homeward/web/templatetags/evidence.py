"""A claim as a line of a case rests on it: some pages have hundreds, and templates of templates take their time."""

from collections.abc import Iterator

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext

from homeward.app.words import word
from homeward.cases.model import Evidence

register = template.Library()

LONGEST_QUOTE = 300
"""Characters of a quote that stand on a page; the reader has the whole."""
_EVIDENCE = (
    '<blockquote class="evidence {}"><a href="{}?claim={}#opened">“<bdi>{}</bdi>”</a> <span class="dim">{}</span>'
    "</blockquote>"
)


@register.simple_tag
def evidence(one: Evidence) -> SafeString:
    """Return a claim's quote as a link to its place, who published and said it, both its dates, and its review."""
    quote = Truncator(one.quote).chars(LONGEST_QUOTE) if len(one.quote) > LONGEST_QUOTE else one.quote
    # every value in what stands beside the quote was escaped as it was put in
    beside = mark_safe("".join(_beside(one)))  # noqa: S308
    return format_html(
        _EVIDENCE, slugify(one.review), reverse("reader", args=[one.document_id]), one.claim_id, quote, beside
    )


def _beside(one: Evidence) -> Iterator[str]:
    yield f"<bdi>{escape(one.publisher or one.document_name)}</bdi>"
    if one.by:
        yield ", " + gettext("said by <bdi>%(by)s</bdi>") % {"by": escape(", ".join(one.by))}
    if one.via:
        yield ", " + gettext("via <bdi>%(via)s</bdi>") % {"via": escape(one.via)}
    yield " · " + gettext("reported %(reported)s") % {"reported": escape(one.reported or gettext("on a day not known"))}
    if one.happened:
        yield " · " + gettext("happened %(happened)s") % {"happened": escape(one.happened)}
    yield f' · <span class="review">{escape(word(one.review))}</span>'
