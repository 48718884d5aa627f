"""On the page of an assignment: the road of a request for more time, explanations, and the leaders' board."""
