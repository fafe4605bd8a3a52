"""Postings and documents as numpy arrays on disk. Knows nothing of Whoosh: ``codec`` fits it to Whoosh's interfaces."""
