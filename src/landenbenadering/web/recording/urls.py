"""Addresses of the forms of the register."""

from django.urls import path

from landenbenadering.web.recording import views

app_name = "recording"

urlpatterns = [
    path("register/add", views.kinds, name="kinds"),
    path("register/add/<str:kind>", views.add, name="add"),
    path("register/<slug:record_id>/change", views.change, name="change"),
    path("register/<slug:record_id>/correct", views.correct, name="correct"),
]
