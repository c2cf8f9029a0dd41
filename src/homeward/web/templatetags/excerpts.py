"""Excerpts of documents as a search shows them: on one line, with the words that were searched for marked."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from homeward.app.show_documents import Found

register = template.Library()

_SPACE = re.compile(r"\s+")


@register.filter
def marked(found: Found) -> SafeString:
    """Return an excerpt with its words marked, and an ellipsis where the text goes on."""
    pieces, at = [("", "… " if found.start else "")], 0
    for word in found.words:
        start, end = word.start - found.start, word.end - found.start
        if at <= start < end <= len(found.excerpt):
            pieces += [("", found.excerpt[at:start]), ("mark", found.excerpt[start:end])]
            at = end
    pieces += [("", found.excerpt[at:]), ("", " …" if found.goes_on else "")]
    return format_html_join("", "{}", ((_piece(how, _SPACE.sub(" ", words)),) for how, words in pieces))


def _piece(how: str, words: str) -> str | SafeString:
    return format_html("<mark>{}</mark>", words) if how else words
