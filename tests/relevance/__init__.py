"""How well the search answers what readers ask: judged queries, and the same asked of its peers."""
