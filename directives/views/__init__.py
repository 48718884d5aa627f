"""Pages of the directives app."""
