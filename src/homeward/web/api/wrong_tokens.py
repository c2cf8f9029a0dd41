"""Counts wrong tokens by address, for all processes together: who shows too many is put off for the rest of a minute.

A right token is never asked about, so that nobody is kept out by a neighbour, and a right one costs nothing more.
"""

import math
import time
from ipaddress import IPv6Address, ip_address, ip_network

from django.core.cache import cache
from django.http import HttpRequest

MOST = 20
SECONDS = 60
_NETWORK = 64
"""Bits of an IPv6 address that are one customer's; the others they choose themselves."""


def seconds_to_wait(request: HttpRequest) -> int:
    """Count a wrong token, and return for how many seconds no more are taken from its address; 0 where some are."""
    window, passed = divmod(time.time(), SECONDS)
    key = f"wrong token:{_address(request)}:{int(window)}"
    if cache.get(key, 0) < MOST and (cache.add(key, 1, SECONDS) or cache.incr(key) <= MOST):
        return 0
    return math.ceil(SECONDS - passed)


def _address(request: HttpRequest) -> str:
    said = request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(said)
    except ValueError:
        return str(said)
    if not isinstance(address, IPv6Address):
        return str(address)
    mapped = address.ipv4_mapped
    return str(mapped or ip_network(f"{address}/{_NETWORK}", strict=False))
