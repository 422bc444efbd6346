"""Addresses of the register."""

from django.urls import path

from landenbenadering.web.register import views

app_name = "register"

urlpatterns = [
    path("register", views.records, name="records"),
    path("register/<slug:record_id>", views.record, name="record"),
]
