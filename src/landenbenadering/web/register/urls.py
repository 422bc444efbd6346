"""Addresses of the register."""

from django.urls import path

from landenbenadering.web.register import views
from landenbenadering.web.register.list_files import SUFFIXES

app_name = "register"

urlpatterns = [
    path("register", views.records, name="records"),
    *(
        path(
            f"register.{suffix}",
            views.records_file,
            {"suffix": suffix},
            name=f"records-{suffix}",
        )
        for suffix in SUFFIXES
    ),
    path("register/<slug:record_id>", views.record, name="record"),
]
