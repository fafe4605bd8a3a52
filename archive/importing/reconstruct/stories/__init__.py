"""From chains of lines to stories: what belongs together, in which order, in which field."""
