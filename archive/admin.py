"""The door through which Django finds the desk."""

from archive.desk import *  # noqa: F403
