"""Calendar feeds (ICS, RFC 5545): making and revoking addresses (``links``), and what they answer (``calendar``)."""
