"""People who read the register at the same time, each in a session of its own."""

import gzip
import http.client
import random
import threading
import time
import urllib.parse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from http.cookies import SimpleCookie

from benchmarks.register.forms import form_values

THINKING = 5.0
_TIMEOUT = 60.0


@dataclass(frozen=True, slots=True)
class Address:
    """An address that people ask for, and how often compared with others.

    `{name}` in `path` is filled in from the places that hold in this register.

    Attributes
    ----------
    writes : bool
        Whether the page is a form, that is changed and sent after some thinking.
    """

    path: str
    weight: int
    only_for: tuple[str, ...] = ()
    writes: bool = False


# With a weight of 8 for these, three in a hundred of all that is asked are edits.
WRITERS = ("coordinator", "desk-foreign-affairs", "desk-migration")
ADDRESSES = (
    Address("/nl/", 6),
    Address("/nl/?rows=all", 1),
    Address("/nl/?q=land&sort=-linkages", 2),
    Address("/nl/?known-on=2013-03-06", 1),
    Address("/nl/countries/{country}", 10),
    Address("/en/countries/{country}?known-on=2020-06-01", 2),
    Address("/nl/countries/{country}?page=3", 2),
    Address("/nl/countries/{country}/cooperation", 3),
    Address("/nl/cooperation", 1),
    Address("/nl/cooperation/judgements", 1),
    Address("/nl/countries/{country}/figures.csv", 1),
    Address("/nl/charts/{country}.svg", 2),
    Address("/nl/register", 6),
    Address("/nl/register?page=300", 1),
    Address("/nl/register?q=registratie+{number}", 5),
    Address("/nl/register?kind=linkage&country={country}", 5),
    Address("/nl/register?kind=proposal", 2),
    Address("/en/register?q=port&known-on=2019-01-01", 2),
    Address("/en/register?kind=contact&entered-by=2020-01-01", 1),
    Address("/nl/register/{linkage}", 10),
    Address("/en/register/{linkage}?known-on=2024-01-01", 2),
    Address("/nl/register/{agreement}", 2),
    Address("/nl/register/{contact}", 2),
    Address("/nl/proposals", 5),
    Address("/nl/proposals?state=advice", 3),
    Address("/nl/proposals?country={country}&department=migration", 2),
    Address("/nl/proposals/{proposal}", 6),
    Address("/nl/proposals/{proposal}/note", 1),
    Address("/nl/rules", 3),
    Address("/nl/rules?known-on=2020-01-01", 1),
    Address("/nl/work", 8),
    Address("/nl/work?kind=review&country={country}", 2),
    Address("/nl/overview", 4),
    Address("/nl/overview?known-on=2020-01-01", 1),
    Address("/nl/overview/linkages?state=ended&direction=incentive", 1),
    Address("/nl/overview/linkages?part=review-overdue", 1),
    Address("/nl/overview/advice", 1),
    Address("/nl/overview/linkages.svg", 1),
    Address("/nl/feed", 1),
    Address("/nl/appraisals", 1),
    Address("/nl/coalitions?country={country}", 1),
    Address("/nl/sources", 1),
    Address("/nl/sources/{paper}", 1),
    Address("/nl/letter?known-on=2013-03-06", 2),
    Address("/nl/letter.pdf?known-on=2013-03-06", 1),
    Address("/nl/countries.csv", 1),
    Address("/nl/countries.json", 1),
    Address("/nl/figures/ordered_to_leave/NLD/GHA/2012", 2),
    Address("/nl/about", 1),
    Address("/nl/audit", 4, ("auditor",)),
    Address("/nl/audit?action=item.read", 2, ("auditor",)),
    Address("/nl/audit?actor=desk-migration", 2, ("auditor",)),
    Address("/nl/audit?below=500000", 2, ("auditor",)),
    Address("/nl/audit?action=record.stored&actor=coordinator", 2, ("auditor",)),
    Address("/nl/audit?kind=record&subject={linkage}/1", 2, ("auditor",)),
    Address("/nl/register/{linkage}/change", 8, WRITERS, writes=True),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: to which address, with which status, after how many milliseconds."""

    address: str
    status: int
    took_ms: float


@dataclass(slots=True)
class Answers:
    """What all visitors were answered, from the moment that counting began."""

    counted_from: float
    given: list[Answer] = field(default_factory=list)

    def add(self, answer: Answer) -> None:
        """Note an answer; before counting begins it is left out."""
        if time.monotonic() >= self.counted_from:
            self.given.append(answer)


class Visitor:
    """A browser with cookies and one connection, as far as this needs one."""

    def __init__(
        self, host: str, port: int, *, cookies: Mapping[str, str] | None = None
    ) -> None:
        self._connection = http.client.HTTPConnection(host, port, timeout=_TIMEOUT)
        self.cookies = dict(cookies or {})

    def ask(self, path: str, form: Mapping[str, str] | None = None) -> tuple[int, str]:
        """Ask for an address, or send a form to it; give status and text."""
        headers = {
            "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
            "Accept-Encoding": "gzip",
        }
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        response = self._response("POST" if form else "GET", path, body, headers)
        answer = response.read()
        if response.headers.get("Content-Encoding") == "gzip":
            answer = gzip.decompress(answer)
        for line in response.headers.get_all("Set-Cookie") or []:
            self.cookies |= {k: v.value for k, v in SimpleCookie(line).items()}
        return response.status, answer.decode("utf-8", "replace")

    def _response(
        self, method: str, path: str, body: str | None, headers: Mapping[str, str]
    ) -> http.client.HTTPResponse:
        """Ask once more where the server hung up while its visitor was thinking."""
        try:
            self._connection.request(method, path, body, dict(headers))
            return self._connection.getresponse()
        except (ConnectionError, http.client.CannotSendRequest):
            self._connection.close()
            self._connection.request(method, path, body, dict(headers))
            return self._connection.getresponse()

    def sign_in(self, username: str, password: str) -> None:
        """Sign in with the form of the page."""
        self.ask("/nl/sign-in")
        status, _text = self.ask(
            "/nl/sign-in",
            {
                "csrfmiddlewaretoken": self.cookies["csrftoken"],
                "username": username,
                "password": password,
            },
        )
        if status != http.client.FOUND:
            raise RuntimeError(f"{username} could not sign in: status {status}")

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who visits, where, for how long, and what `{name}` in addresses stands for.

    Attributes
    ----------
    passwords : Mapping
        By account; visitor after visitor takes the next one. The last visitor of
        each round is not signed in.
    """

    host: str
    port: int
    visitors: int
    seconds: float
    passwords: Mapping[str, str]
    places: Mapping[str, Sequence[str]]
    thinking: float = THINKING

    def visit(self) -> list[Answer]:
        """Let all sign in, then read until the time is over."""
        ready = threading.Barrier(self.visitors + 1)
        answers = Answers(counted_from=float("inf"))
        threads = [
            threading.Thread(target=self._one, args=(number, ready, answers))
            for number in range(self.visitors)
        ]
        for thread in threads:
            thread.start()
        ready.wait()
        # The first round finds empty caches, which no working day does.
        answers.counted_from = time.monotonic() + 2 * self.thinking
        for thread in threads:
            thread.join()
        return answers.given

    def _one(self, number: int, ready: threading.Barrier, answers: Answers) -> None:
        dice = random.Random(number)  # noqa: S311  (no secret)
        visitor = Visitor(self.host, self.port)
        names = (*sorted(self.passwords), "")
        name = names[number % len(names)]
        try:
            if name:
                visitor.sign_in(name, self.passwords[name])
        finally:
            ready.wait()
        addresses = [a for a in ADDRESSES if not a.only_for or name in a.only_for]
        weights = [address.weight for address in addresses]
        end = time.monotonic() + self.seconds + 2 * self.thinking
        # Nobody clicks in step with the others.
        time.sleep(dice.uniform(0, self.thinking))
        while time.monotonic() < end:
            (address,) = dice.choices(addresses, weights)
            path = address.path.format(
                **{place: dice.choice(names) for place, names in self.places.items()}
            )
            text = _timed(visitor, answers, address.path, path)
            time.sleep(self.thinking * dice.uniform(0.5, 1.5))
            if address.writes:
                form = {**form_values(text), "fact-outcome-nl": f"uitkomst {path}"}
                form |= {"fact-outcome-en": f"outcome {dice.random()}", "why": ""}
                form |= {"known_from": date.today().isoformat()}  # noqa: DTZ011
                _timed(visitor, answers, f"POST {address.path}", path, form)
                time.sleep(self.thinking * dice.uniform(0.5, 1.5))
        visitor.close()


def _timed(
    visitor: Visitor,
    answers: Answers,
    address: str,
    path: str,
    form: Mapping[str, str] | None = None,
) -> str:
    """Ask for a page, note how long it took, and give its text."""
    began = time.perf_counter()
    status, text = visitor.ask(path, form)
    answers.add(Answer(address, status, 1000 * (time.perf_counter() - began)))
    return text
