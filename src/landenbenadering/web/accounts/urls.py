"""Addresses of signing in and out, and of one's own account."""

from django.urls import path

from landenbenadering.web.accounts import (
    administration,
    closing_views,
    openid_views,
    second_factor_views,
    token_views,
    views,
)

app_name = "accounts"

urlpatterns = [
    path("sign-in", views.SignIn.as_view(), name="sign-in"),
    path(
        "sign-in/second-factor",
        second_factor_views.give_second_factor,
        name="give-second-factor",
    ),
    path("sign-in/kept", views.show_kept_form, name="kept-form"),
    path(
        "sign-in/with/<slug:provider>", openid_views.begin_sign_in, name="openid-begin"
    ),
    path("sign-in/with/<slug:provider>/back", openid_views.back, name="openid-back"),
    path("sign-out", views.SignOut.as_view(), name="sign-out"),
    path("account", views.account, name="account"),
    path("account/sessions/end", views.end_session, name="end-session"),
    path("account/password", views.change_password, name="change-password"),
    path(
        "account/connect/<slug:provider>", openid_views.connect, name="openid-connect"
    ),
    path("account/code-app", second_factor_views.add_code_app, name="add-code-app"),
    path("account/keys/add", second_factor_views.add_key, name="add-key"),
    path(
        "account/second-factors/<int:pk>/remove",
        second_factor_views.remove_factor,
        name="remove-factor",
    ),
    path(
        "account/recovery-codes",
        second_factor_views.renew_recovery_codes,
        name="renew-recovery-codes",
    ),
    path("account/tokens", token_views.tokens, name="tokens"),
    path("account/tokens/<int:pk>/revoke", token_views.end_token, name="end-token"),
    path("accounts", administration.accounts, name="accounts"),
    path("accounts/add", administration.add_account, name="add-account"),
    path("accounts/<int:pk>", administration.one_account, name="one-account"),
    path("accounts/<int:pk>/roles/add", administration.assign_role, name="assign-role"),
    path(
        "accounts/<int:pk>/roles/<int:assignment_pk>/end",
        administration.end_role,
        name="end-role",
    ),
    path("accounts/<int:pk>/close", closing_views.close, name="close-account"),
    path(
        "accounts/<int:pk>/password", administration.give_password, name="give-password"
    ),
    path(
        "accounts/<int:pk>/second-factors/reset",
        administration.reset_factors,
        name="reset-factors",
    ),
    path(
        "accounts/<int:pk>/bindings/<int:binding_pk>/remove",
        administration.remove_binding,
        name="remove-binding",
    ),
    path("audit", views.audit, name="audit"),
]
