"""The reminder ladder: reckoning the days (``ladder``), planning the next look (``planning``), the sweep."""
