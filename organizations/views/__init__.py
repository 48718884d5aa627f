"""Pages of the set-up. Thin: access, form, action, redirect."""
