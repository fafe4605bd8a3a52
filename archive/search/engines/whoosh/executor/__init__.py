"""Whoosh's query trees answered with whole arrays at a time, where Whoosh's own matchers walk posting by posting."""
