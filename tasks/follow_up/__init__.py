"""Theo dõi, đôn đốc: the standing office's pages over assignments under way, and its acts on one or many."""
