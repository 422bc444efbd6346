"""Addresses of the register."""

from django.urls import path

from landenbenadering.web.register import views

app_name = "register"

urlpatterns = [
    path("register", views.records, name="records"),
    path("register/<slug:record_id>", views.record, name="record"),
    path("linkages/add", views.add_linkage, name="add-linkage"),
    path(
        "linkages/<slug:record_id>/change", views.change_linkage, name="change-linkage"
    ),
]
