"""Addresses of the letters app."""

from django.urls import path, re_path

from landenbenadering.web.letters import views

app_name = "letters"

urlpatterns = [
    path("letter", views.letter, name="letter"),
    re_path(r"^letter\.(pdf|docx|html)$", views.letter_file, name="file"),
    path("letter-chart/<int:number>.svg", views.letter_chart, name="chart"),
]
