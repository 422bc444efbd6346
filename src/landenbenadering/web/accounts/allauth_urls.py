"""Our addresses under the names by which allauth asks for them."""

from django.urls import path

from landenbenadering.web.accounts import second_factor_views, views

urlpatterns = [
    path("sign-in", views.SignIn.as_view(), name="account_login"),
    path(
        "sign-in/second-factor",
        second_factor_views.give_second_factor,
        name="mfa_authenticate",
    ),
]
