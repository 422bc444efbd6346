"""The parser of the command `landenbenadering`, and what its refusals look like."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import landenbenadering
from landenbenadering.cli.account_options import add_account
from landenbenadering.cli.amounts import aid_change, rate
from landenbenadering.cli.appraise_options import add_appraise
from landenbenadering.cli.coalition_options import add_coalition
from landenbenadering.cli.days import day
from landenbenadering.cli.errors import CommandError
from landenbenadering.cli.measure_options import (
    add_judgements,
    add_measure,
    add_profile,
)
from landenbenadering.cli.operations import add_operations
from landenbenadering.cli.shared_options import (
    Commands,
    add_language,
    add_moment,
    years,
)
from landenbenadering.core.errors import LandenbenaderingError, Place
from landenbenadering.core.language import Language
from landenbenadering.evidence.catalogue import sources as catalogue

REFUSED = 1
INTERRUPTED = 130


def build_parser() -> argparse.ArgumentParser:
    """Build the parser; each command names the function that carries it out."""
    parser = argparse.ArgumentParser(
        prog="landenbenadering",
        description="Run and judge a strategic country approach to migration.",
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"landenbenadering {landenbenadering.__version__}",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_run(commands)
    _add_import(commands)
    add_measure(commands)
    add_judgements(commands)
    add_profile(commands)
    add_appraise(commands)
    _add_chain(commands)
    _add_exposure(commands)
    add_coalition(commands)
    _add_letter(commands)
    _add_register(commands)
    add_account(commands)
    _add_audit(commands)
    _add_serve(commands)
    add_operations(commands)
    return parser


def _add_run(commands: "Commands[argparse.ArgumentParser]") -> None:
    run = commands.add_parser(
        "run", help="prepare, run the cycle, write the letter and serve the pages"
    )
    run.add_argument(
        "--out", type=Path, default=Path("out"), help="folder for the letter"
    )
    run.add_argument("--no-serve", action="store_true", help="stop before serving")
    _add_address(run)
    run.set_defaults(carry_out="landenbenadering.cli.run:run")


def _add_import(commands: "Commands[argparse.ArgumentParser]") -> None:
    imports = commands.add_parser("import", help="import a publisher's files")
    sources = imports.add_subparsers(dest="source", required=True, metavar="SOURCE")
    for source in catalogue():
        one = sources.add_parser(
            source.id, help=f"{source.publisher}: {source.title.en}"
        )
        one.add_argument("files", nargs="+", type=Path, metavar="FILE")
        one.add_argument(
            "--extracted-on",
            type=day,
            metavar="DATE",
            help="day on which the file was taken from the publisher (default: today)",
        )
        one.add_argument("--vintage", help="name of the extraction (default: its date)")
        one.set_defaults(carry_out="landenbenadering.cli.imports:import_source")


def _add_chain(commands: "Commands[argparse.ArgumentParser]") -> None:
    chain = commands.add_parser(
        "chain",
        help="what is recorded from request to departure, and of granted documents",
    )
    chain.add_argument("--country", type=str.upper, required=True, metavar="ISO3")
    chain.add_argument("--format", choices=("table", "csv", "json"), default="table")
    add_moment(chain)
    add_language(chain, default=Language.EN)
    chain.set_defaults(carry_out="landenbenadering.cli.chain:chain")


def _add_exposure(commands: "Commands[argparse.ArgumentParser]") -> None:
    exposure = commands.add_parser(
        "exposure",
        help="what binds a country and a sender, and what an aid cut touches",
    )
    exposure.add_argument("--country", type=str.upper, required=True, metavar="ISO3")
    exposure.add_argument(
        "--sender",
        type=str.upper,
        default="NLD",
        metavar="CODE",
        help="a state, states joined by commas, or EU (default: NLD)",
    )
    exposure.add_argument(
        "--years", type=years, metavar="FIRST-LAST", help="as in 2010-2014"
    )
    exposure.add_argument(
        "--aid-change",
        type=aid_change,
        metavar="YEAR:AMOUNT",
        help="an amount of aid to weigh, as in 2012:10000000",
    )
    exposure.add_argument(
        "--usd-rate",
        type=rate,
        metavar="LOW-HIGH",
        help="dollars of that year for one unit of the amount; 1 for dollars",
    )
    exposure.add_argument(
        "--price-rate",
        type=rate,
        metavar="LOW-HIGH",
        help="dollars of 2022 for one dollar of that year",
    )
    exposure.add_argument("--format", choices=("table", "csv", "json"), default="table")
    add_moment(exposure)
    add_language(exposure, default=Language.EN)
    exposure.set_defaults(carry_out="landenbenadering.cli.exposure:exposure")


def _add_letter(commands: "Commands[argparse.ArgumentParser]") -> None:
    letter = commands.add_parser("letter", help="draft the state-of-affairs letter")
    add_moment(letter)
    add_language(letter, default=Language.NL)
    letter.add_argument(
        "--out", type=Path, default=Path("out"), help="folder for the letter"
    )
    letter.add_argument(
        "--with-later-figures",
        action="store_true",
        help="add an annex of figures that were known only later",
    )
    letter.set_defaults(carry_out="landenbenadering.cli.letter:letter")


def _add_register(commands: "Commands[argparse.ArgumentParser]") -> None:
    register = commands.add_parser("register", help="work on the register of facts")
    actions = register.add_subparsers(dest="action", required=True, metavar="ACTION")
    add = actions.add_parser("add", help="record the facts of a register file")
    add.add_argument("files", nargs="+", type=Path, metavar="FILE")
    add.set_defaults(carry_out="landenbenadering.cli.register:add")


def _add_audit(commands: "Commands[argparse.ArgumentParser]") -> None:
    audit = commands.add_parser("audit", help="the trail of who did what")
    actions = audit.add_subparsers(dest="action", required=True, metavar="ACTION")
    verify = actions.add_parser("verify", help="find what was changed by no service")
    verify.add_argument(
        "--anchor",
        type=Path,
        metavar="FILE",
        help="file with the tails of the trail (default: that of the settings)",
    )
    verify.set_defaults(carry_out="landenbenadering.cli.audit:verify")
    show = actions.add_parser("show", help="list events, from new to old")
    show.add_argument("--number", type=int, default=20, help="how many (default: 20)")
    show.add_argument("--action", dest="act", help="as in record.stored")
    show.add_argument("--actor", help="name of the account")
    show.add_argument("--kind", help="kind of subject, as in record")
    show.add_argument("--subject", help="id of the subject")
    show.set_defaults(carry_out="landenbenadering.cli.audit:show")


def _add_serve(commands: "Commands[argparse.ArgumentParser]") -> None:
    serve = commands.add_parser("serve", help="serve the pages")
    _add_address(serve)
    serve.set_defaults(carry_out="landenbenadering.cli.run:serve")


def _add_address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument(
        "--workers", type=int, default=1, help="processes that answer (default: 1)"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command and give its exit status.

    0 done; 1 refused, with code, problem and remedy on standard error; 2 called
    wrongly; 130 interrupted.
    """
    options = build_parser().parse_args(arguments)
    try:
        _carry_out(options)
    except LandenbenaderingError as error:
        _show(error)
        return REFUSED
    except KeyboardInterrupt:
        print("Interrupted; nothing was left half done.", file=sys.stderr)  # noqa: T201
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone, as with `| head`; Python would
        # complain once more when it closes standard output.
        _give_up_output()
        return REFUSED
    except OSError as error:
        _show(_machine_refusal(error))
        if error.filename is None:
            _give_up_output()
        return REFUSED
    return 0


def _machine_refusal(error: OSError) -> CommandError:
    named = None if error.filename is None else Place(str(error.filename))
    return CommandError(
        "CLI102",
        problem=f"The machine refuses: {error.strerror or error}.",
        remedy="Give access to what is named, or make room, and try again.",
        place=named,
    )


def _give_up_output() -> None:
    """Drop what standard output still holds: Python would try it again at its end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:
        return


def _carry_out(options: argparse.Namespace) -> None:
    # Rooms are imported when a command needs them: an import of statistics
    # should not wait for the web framework.
    from importlib import import_module

    module, _, function = options.carry_out.partition(":")
    getattr(import_module(module), function)(options)
    sys.stdout.flush()


def _show(error: LandenbenaderingError) -> None:
    lines = [f"{error.code} {error.problem}"]
    if error.place is not None:
        lines.append(f"  Where: {error.place}")
    lines.append(f"  What to do: {error.remedy}")
    print("\n".join(lines), file=sys.stderr)  # noqa: T201
