"""The settings that an installation gives through environment variables.

Each bears the prefix `LANDENBENADERING_`; `docs/reference/settings.md` lists them.
Where the data stands, `LANDENBENADERING_HOME`, is read by `pipelines.settings`,
since the commands need it too.
"""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from landenbenadering.core.clocks import DAY_ZONE
from landenbenadering.web.accounts.openid_provider import OpenIdProvider
from landenbenadering.web.accounts.parameters import SignInParameters, parameters_on
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.config.errors import SettingsError

PREFIX = "LANDENBENADERING_"
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})

MailEncryption = Literal["none", "starttls", "tls"]
LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]


class Environment(BaseSettings):
    """What the environment says about this installation.

    Attributes
    ----------
    database_url : str or None
        `sqlite:////absolute/path` or `postgresql://…`; `None` means SQLite in
        the data home.
    secret_key : SecretStr or None
        Key for sessions and forms, at least 50 characters; `None` means one that
        is made once and kept in the data
        home.
    allowed_hosts : tuple of str
        Host names under which the site is reached, separated by commas.
    https : bool or None
        Whether the site is reached over HTTPS; `None` means yes, unless all
        hosts are this machine itself.
    behind_proxy : bool
        Whether a proxy that sets `X-Forwarded-Proto` stands in front.
    proxies : int or None
        How many proxies, each of which adds to `X-Forwarded-For`, a request passes;
        `None` means 1 behind a proxy, else 0.
    second_factor_roles : tuple of str or None
        Roles that need a second factor, separated by commas, or `none`; `None` means
        those of the parameters, unless only this machine reaches the pages.
    session_idle_minutes, session_longest_hours : int or None
        How long a session lasts without a request, and at most; `None` means as the
        parameters say.
    openid_providers : tuple of OpenIdProvider
        Providers of OpenID Connect with which people may sign in, as a JSON list.
    static_root : Path or None
        Folder that `collectstatic` filled; `None` serves files from the package.
    audit_anchor : Path or None
        File outside the database to which the tail of the audit trail is added;
        `None` means `audit-anchor` in the data home.
    site_address : str
        Address of the pages as links in mail give it, without a slash at the end.
    mail_host, mail_port, mail_user, mail_password, mail_encryption, mail_from
        The server that mail is handed to, how, and from whom; `mail_host` is `None`
        where none is sent.
    mail_names_internal : bool
        Whether a mail may name what is not public.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True)

    database_url: str | None = None
    secret_key: SecretStr | None = Field(default=None, min_length=50)
    debug: bool = False
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = tuple(sorted(LOCAL_HOSTS))
    https: bool | None = None
    behind_proxy: bool = False
    proxies: int | None = Field(default=None, ge=0, le=10)
    second_factor_roles: Annotated[tuple[Role, ...] | None, NoDecode] = None
    session_idle_minutes: int | None = Field(default=None, ge=1, le=24 * 60)
    session_longest_hours: int | None = Field(default=None, ge=1, le=7 * 24)
    openid_providers: tuple[OpenIdProvider, ...] = ()
    log_level: LogLevel = "INFO"
    static_root: Path | None = None
    audit_anchor: Path | None = None
    site_address: str = "http://localhost:8000"
    mail_host: str | None = None
    mail_port: int = Field(default=25, ge=1, le=65535)
    mail_user: str = ""
    mail_password: SecretStr = SecretStr("")
    mail_encryption: MailEncryption = "none"
    mail_from: str = "landenbenadering@localhost"
    mail_names_internal: bool = False

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _split_hosts(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        hosts = tuple(host.strip() for host in value.split(",") if host.strip())
        if not hosts:
            raise ValueError("give at least one host name")
        return hosts

    @field_validator("second_factor_roles", mode="before")
    @classmethod
    def _split_roles(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        named = tuple(role.strip() for role in value.split(",") if role.strip())
        return () if named in {(), ("none",)} else named

    @field_validator("openid_providers")
    @classmethod
    def _each_once(
        cls, value: tuple[OpenIdProvider, ...]
    ) -> tuple[OpenIdProvider, ...]:
        for name in ("id", "issuer"):
            given = [getattr(provider, name) for provider in value]
            if len(set(given)) < len(given):
                raise ValueError(f"two providers have the same {name}")
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @property
    def over_https(self) -> bool:
        """Whether browsers reach the site over HTTPS.

        A site on this machine alone is reached over plain HTTP, and a browser
        would drop its sign-in cookie if that were marked as secure.
        """
        if self.https is not None:
            return self.https
        return not set(self.allowed_hosts) <= LOCAL_HOSTS

    @property
    def on_this_machine_alone(self) -> bool:
        """Whether nobody but this machine reaches the pages."""
        return not self.over_https and set(self.allowed_hosts) <= LOCAL_HOSTS

    @property
    def trusted_proxies(self) -> int:
        """How many proxies are trusted to say from where a request comes."""
        return int(self.behind_proxy) if self.proxies is None else self.proxies

    @property
    def roles_with_second_factor(self) -> frozenset[Role]:
        """The roles that need a second factor in this installation."""
        if self.second_factor_roles is not None:
            return frozenset(self.second_factor_roles)
        if self.on_this_machine_alone:
            return frozenset()
        return _parameters().second_factor_roles

    @property
    def session_idle(self) -> timedelta:
        """How long a session lasts without a request."""
        if self.session_idle_minutes is None:
            return _parameters().idle
        return timedelta(minutes=self.session_idle_minutes)

    @property
    def session_longest(self) -> timedelta:
        """How long a session lasts at most."""
        if self.session_longest_hours is None:
            return _parameters().longest
        return timedelta(hours=self.session_longest_hours)


def _parameters() -> SignInParameters:
    return parameters_on(datetime.now(DAY_ZONE).date())


def read_environment() -> Environment:
    """Read the settings, or raise CFG101 with every value that cannot be used."""
    try:
        return Environment()
    except ValidationError as error:
        problems = "; ".join(
            f"{PREFIX}{'_'.join(str(part) for part in detail['loc']).upper()}: "
            f"{detail['msg']}"
            for detail in error.errors(include_input=False, include_url=False)
        )
        raise SettingsError(
            "CFG101",
            problem=f"Some settings cannot be used: {problems}.",
            remedy="Correct these environment variables, or unset them.",
        ) from None
