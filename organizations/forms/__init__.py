"""Forms of the set-up pages. Fields follow the actions' arguments; refusals of an action land on its fields."""
