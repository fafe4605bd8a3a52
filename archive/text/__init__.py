"""Strings only: spans, folding, words, dates, numbers. Knows nothing of files, rows or requests."""
