"""Signing in and out."""

from django.contrib.auth.views import LoginView, LogoutView

from landenbenadering.web.accounts.forms import SignInForm


class SignIn(LoginView):
    """Ask for name and password; five wrong ones close the door for a while."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


class SignOut(LogoutView):
    """Sign out and go back to the register; by POST only, as Django has it."""
