"""The page workshop: sample stories, set in columns, taken apart on purpose, with exact gold for what remains."""
