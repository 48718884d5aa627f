"""What people do in the editor: one public function per intention, each a step that can be undone.

Every function takes ``actor`` and works in one transaction on a ``Desk``: the directive locked, the right to decompose
checked, the state draft. What an editor had on screen comes as ``seen`` (task number to stamp); a task that somebody
changed meanwhile is not overwritten (``Stale``).
"""
