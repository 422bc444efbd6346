"""Addresses of the letter."""

from django.urls import path

from landenbenadering.web.letters import views

app_name = "letters"

urlpatterns = [
    path("letter", views.letter, name="letter"),
    path("letter.pdf", views.letter_file, {"suffix": "pdf"}, name="pdf"),
    path("letter.docx", views.letter_file, {"suffix": "docx"}, name="docx"),
    path("letter-download.html", views.letter_file, {"suffix": "html"}, name="html"),
    path("letter/charts/<int:number>.svg", views.letter_chart, name="chart"),
]
