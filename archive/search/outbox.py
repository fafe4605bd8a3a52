"""Drains the outbox into the index."""


def connect() -> None:
    """Listen for tasks written."""
