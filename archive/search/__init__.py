"""Finding articles: analysis, query tree, engines, facets, snippets, and the outbox that keeps the index true."""
