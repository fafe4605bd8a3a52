"""The printed page as a PDF, and what real extractors make of it."""
