"""The door for gunicorn and any other WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

from archive.text import sounds, words

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
application = get_wsgi_application()
words.load()
sounds.load()
