"""English pages keep the Vietnamese way of writing dates and numbers: it is what the documents say."""

from config.formats.vi.formats import *  # noqa: F403
