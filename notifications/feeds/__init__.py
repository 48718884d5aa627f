"""Calendar feeds (ICS, RFC 5545): addresses (``links``), what they answer (``calendar``), what waits (``care``)."""
