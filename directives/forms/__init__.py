"""Forms of the directives app."""
