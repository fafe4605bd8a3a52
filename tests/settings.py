"""Settings for tests: the real ones, with a data folder that is gone afterwards."""

import atexit
import os
import shutil
import tempfile

_data = tempfile.mkdtemp(prefix="union-news-test-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)
os.environ["DATA_DIR"] = _data
for name in ("HOST", "PORT", "ALLOWED_HOSTS", "SECRET_KEY", "DATABASE_URL", "DEBUG"):
    os.environ.pop(name, None)

from archive.settings import *  # noqa: E402, F403

STATIC_ROOT.mkdir()  # noqa: F405  # WhiteNoise warns of every request without it

# Fast on purpose: no test asks how hard a password is to guess.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Hashed names need collectstatic first, which a test of a page does not.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
