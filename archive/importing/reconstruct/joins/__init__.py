"""Which line follows which: evidence, scores, one joint assignment, and how sure it is."""
