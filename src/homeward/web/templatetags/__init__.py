"""Template tags: how codes, articles and dates are said on a page."""
