"""How fast the search is, and its peers beside it: CPU time of one run, on synthetic articles."""
