"""From a sample story to lines with a place on the paper."""
