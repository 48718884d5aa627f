"""Writes: one public function per intention. Each checks the right, changes, records, in one transaction.

``ValidationError`` (Vietnamese, to be shown) refuses what makes no sense; ``PermissionDenied`` what is not allowed.
"""
