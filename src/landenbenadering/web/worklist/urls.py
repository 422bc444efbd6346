"""Addresses of the work list."""

from django.urls import path

from landenbenadering.web.worklist import views

app_name = "worklist"

urlpatterns = [
    path("work", views.work, name="work"),
]
