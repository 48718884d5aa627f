"""Decomposing a directive into tasks (phân công từ văn bản): reading, checking, editing, submitting."""
