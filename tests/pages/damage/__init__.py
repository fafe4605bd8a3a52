"""From a printed page to the text file of a bad extraction, with exact gold."""
