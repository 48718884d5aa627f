"""Writes: one public function per intention of a user, in one transaction with its fact."""
