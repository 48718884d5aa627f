"""The formal urging letter: drawing it up and sending it (``actions``), and the document itself (``document``)."""
