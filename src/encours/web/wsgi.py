"""The application as a server runs it."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from encours.web.operations.children import end_with_parent
from encours.web.operations.warming import warm

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "encours.web.settings")
end_with_parent()
application = get_wsgi_application()
warm()
