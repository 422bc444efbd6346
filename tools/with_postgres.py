"""Run a command with a PostgreSQL server of its own.

Run as `python -m tools.with_postgres COMMAND [ARGUMENT ...]`. The command finds
the server in LANDENBENADERING_DATABASE_URL. A server named in
LANDENBENADERING_TEST_POSTGRES is used as it is; else one is started from the
wheel `pgserver`, or from Debian's packages, in a folder that is removed after.
"""

import contextlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

SERVER_VARIABLE = "LANDENBENADERING_TEST_POSTGRES"


@contextlib.contextmanager
def from_wheel() -> Iterator[str]:
    """Start the server that the wheel carries and give its address."""
    with warnings.catch_warnings():
        # It warns that it falls back to a folder under /tmp, which is right here.
        warnings.simplefilter("ignore")
        import pgserver
    folder = tempfile.mkdtemp(prefix="landenbenadering-pg-")
    server = pgserver.get_server(folder)  # type: ignore[attr-defined]  # its own list of names is empty
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def from_debian(programs: Path) -> Iterator[str]:
    """Start the server of Debian's packages, which refuses to run as root."""
    folder = Path(tempfile.mkdtemp(prefix="landenbenadering-pg-"))
    user = "postgres" if os.geteuid() == 0 else None
    if user is not None:
        account = pwd.getpwnam(user)
        os.chown(folder, account.pw_uid, account.pw_gid)
    options = f"-c listen_addresses='' -k {folder} -c fsync=off"
    data = folder / "data"
    control = str(programs / "pg_ctl")
    log = str(folder / "log")
    start = [control, "start", "-w", "-l", log, "-D", str(data), "-o", options]
    subprocess.run(
        [programs / "initdb", "-D", data, "-A", "trust", "-U", "postgres"],
        check=True,
        user=user,
        cwd=folder,
        stdout=subprocess.DEVNULL,
    )
    quiet = subprocess.DEVNULL
    subprocess.run(start, check=True, user=user, cwd=folder, stdout=quiet)
    try:
        yield f"postgresql://postgres:@/postgres?host={folder}"
    finally:
        stop = [control, "stop", "-m", "immediate", "-D", str(data)]
        subprocess.run(stop, check=False, user=user, cwd=folder, stdout=quiet)
        shutil.rmtree(folder, ignore_errors=True)


def debian_programs() -> Path | None:
    """Give the folder with the newest server's programs, or None."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version)
    return folders[-1] if folders else None


def _version(folder: Path) -> float:
    return float(folder.parent.name)


def server() -> contextlib.AbstractContextManager[str] | None:
    """Choose a server; None where there is none to be had."""
    named = os.environ.get(SERVER_VARIABLE)
    if named:
        return contextlib.nullcontext(named)
    with contextlib.suppress(ImportError), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pgserver

        del pgserver
        return from_wheel()
    programs = debian_programs() or _install_debian()
    return from_debian(programs) if programs else None


def _install_debian() -> Path | None:
    from tools.system_packages import install, privilege

    before = privilege()
    if before is not None:
        install(["postgresql"], before)
    return debian_programs()


def main() -> int:
    """Run the command with a server, or say why it did not run."""
    chosen = server()
    if chosen is None:
        print(
            "Skipped on PostgreSQL: no server. Install Debian's postgresql, or name "
            f"one in {SERVER_VARIABLE}."
        )
        return 1 if os.environ.get("CI") == "true" else 0
    with chosen as address:
        environment = {**os.environ, "LANDENBENADERING_DATABASE_URL": address}
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
