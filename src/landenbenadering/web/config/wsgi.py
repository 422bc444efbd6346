"""The entry for a web server, as in `gunicorn landenbenadering.web.config.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "landenbenadering.web.config.settings")

application = get_wsgi_application()
