"""Cases -> routes: the legal ways home on a date, condition by condition, with the law's articles as code."""
