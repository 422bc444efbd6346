"""Addresses of signing in and out."""

from django.urls import path

from landenbenadering.web.accounts import views

app_name = "accounts"

urlpatterns = [
    path("sign-in", views.SignIn.as_view(), name="sign-in"),
    path("audit", views.audit, name="audit"),
    path("sign-out", views.SignOut.as_view(), name="sign-out"),
]
