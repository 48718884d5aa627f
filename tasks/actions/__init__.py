"""What people do with tasks: one public function per intention, in one transaction each.

Every function takes ``actor`` (who, and on whose behalf), checks rights, moves the state through
``workflows.machine.fire``, records a fact, and announces the boards that changed.
"""
