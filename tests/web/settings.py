"""Settings under which the web application is tested: a store of its own, on SQLite or on PostgreSQL.

ENCOURS_WEB_TESTS=postgresql asks for PostgreSQL: at ENCOURS_TEST_DATABASE_URL, else at 127.0.0.1:5432.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_FOLDER = tempfile.mkdtemp(prefix="encours-tests-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
os.environ["ENCOURS_DATA"] = _FOLDER
os.environ["ENCOURS_SECRET"] = "a secret of the tests alone, of no use anywhere"
if os.environ.get("ENCOURS_WEB_TESTS") == "postgresql":
    os.environ["ENCOURS_DATABASE"] = os.environ.get("ENCOURS_TEST_DATABASE_URL", "postgres://127.0.0.1:5432/postgres")
else:
    os.environ.pop("ENCOURS_DATABASE", None)

from encours.web.settings import *  # noqa: E402, F403 -- after the environment is told
from encours.web.settings import DATABASES, INSTALLATION  # noqa: E402

# In a file: the server of browser tests, and processes that are killed, open it too. On a server, runs do not meet.
_NAME = f"test_encours_{os.getpid()}" if INSTALLATION.is_postgresql else str(Path(_FOLDER) / "tests.sqlite3")
DATABASES["default"]["TEST"] = {"NAME": _NAME}
# Hashing for real would be most of the time of the tests.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
