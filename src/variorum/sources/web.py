"""Pages of the web, fetched politely, and only those a user names. Nothing else opens a connection.

Written over ``http.client``: it speaks to a socket we connect ourselves, so that the address that was
checked is the one that answers, and it follows, keeps and sends nothing of its own accord (no redirect,
cookie, proxy or password). That is ten lines here; larger clients resolve names inside.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version

import msgspec

from variorum.errors import InputError
from variorum.sources import addresses, robots
from variorum.sources.addresses import REMEDY, Address
from variorum.sources.packed import MB, decoded

NAME = "variorum"
LIMIT = 20 * MB
ROBOTS = 500_000
HOPS = 5
SECONDS = 45.0  # for one answer, from the first byte to the last
SILENCE = 15.0  # between two bytes
DELAY = 1.0  # between two requests to one host
PATIENCE = 60.0  # the longest wait a server may ask for
MOVED = (301, 302, 303, 307, 308)
WHY = {
    401: "it asks for a password",
    402: "it asks for payment",
    403: "it refuses programs, or everybody",
    404: "there is no such page",
    410: "the page is gone",
    429: "it asks to come back later",
    451: "it is withheld for legal reasons",
}


class Answer(msgspec.Struct, frozen=True):
    """What a server answered: ``head`` by lower-case name, ``body`` without its compression."""

    url: str
    status: int
    head: dict[str, str]
    body: bytes = b""


class Web:
    """A visitor of public pages. ``loopback`` also lets it visit this machine, for tests of this module.

    ``sleep`` and ``clock`` are what it waits by, in seconds."""

    def __init__(
        self,
        *,
        loopback: bool = False,
        delay: float = DELAY,
        seconds: float = SECONDS,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._loopback, self._delay, self._seconds = loopback, delay, seconds
        self._sleep, self._clock = sleep, clock
        self._robots: dict[str, robots.Rules | str] = {}
        self._next: dict[str, float] = {}
        self._agent = _agent()

    def fetch(self, url: str, limit: int = LIMIT) -> Answer:
        """The page at an address, after at most five redirects; raise InputError when it cannot be had.

        Each address on the way is checked and asked for its robots.txt; nothing over ``limit`` bytes,
        packed or unpacked, is taken."""
        address = addresses.parse(url)
        for _ in range(HOPS + 1):
            self._ask_robots(address)
            answer = self._patient(address, limit)
            if answer.status not in MOVED or "location" not in answer.head:
                return _found(answer)
            address = addresses.follow(address, answer.head["location"])
        raise InputError(f"it redirects more than {HOPS} times", REMEDY)

    def _patient(self, address: Address, limit: int, *, cut: bool = False) -> Answer:
        """The answer; when the server asks to come back within a minute, the answer to that."""
        answer = self._exchange(address, limit, cut=cut)
        wait = _seconds(answer.head.get("retry-after", "")) if answer.status in (429, 503) else None
        if wait is None or wait > PATIENCE:
            return answer
        self._sleep(wait)
        return self._exchange(address, limit, cut=cut)

    def _ask_robots(self, address: Address) -> None:
        """Raise InputError when the site's robots.txt shuts programs out of this address."""
        if address.origin not in self._robots:
            self._robots[address.origin] = self._read_robots(address)
        rules = self._robots[address.origin]
        if isinstance(rules, str):
            raise InputError(f"its robots.txt cannot be read ({rules}), so nothing is fetched", REMEDY)
        if not rules.allow(address.path):
            raise InputError("the site's robots.txt asks programs not to fetch it", REMEDY)

    def _read_robots(self, address: Address) -> robots.Rules | str:
        """The rules of a site, none where it has no such file, or why they could not be read (RFC 9309)."""
        here = addresses.parse(f"{address.origin}/robots.txt")
        try:
            for _ in range(HOPS + 1):
                answer = self._patient(here, ROBOTS, cut=True)
                if answer.status not in MOVED or "location" not in answer.head:
                    break
                here = addresses.follow(here, answer.head["location"])
        except InputError as error:
            if here.origin == address.origin:  # then the page cannot be had either, for the same reason
                raise
            return error.reason
        if answer.status >= 500 or answer.status == 429:
            return f"the server answers {answer.status}"
        body = answer.body if 200 <= answer.status < 300 else b""
        return robots.parse(body.decode("utf-8", "replace").removeprefix("\ufeff"), NAME)

    def _exchange(self, address: Address, limit: int, *, cut: bool = False) -> Answer:
        """One request and its answer, after the host's delay; the body only where it is a page."""
        self._wait(address)
        late = threading.Event()
        connection = http.client.HTTPConnection(address.host, address.port)
        opened: list[socket.socket] = []
        timer = threading.Timer(self._seconds, _hang_up, (opened, late))
        timer.daemon = True
        timer.start()
        try:
            connection.sock = self._connect(address, opened)
            connection.request("GET", address.path, headers=self._headers(address))
            response = connection.getresponse()
            head = {name.lower(): value.strip() for name, value in reversed(response.getheaders())}
            body = _body(response, limit, cut) if 200 <= response.status < 300 else b""
            if late.is_set():
                raise TimeoutError
            body = decoded(body, head.get("content-encoding", ""), limit * 10 if cut else limit)
            return Answer(address.url, response.status, head, body)
        except (OSError, http.client.HTTPException, ValueError) as error:
            if late.is_set() or isinstance(error, TimeoutError):
                raise InputError("it did not answer in time", "try again later") from None
            what = str(getattr(error, "verify_message", "") or error)
            reason = f"it cannot be fetched: {what[:200] or type(error).__name__}"
            raise InputError(reason, "check the address and the network") from None
        finally:
            timer.cancel()
            connection.close()

    def _connect(self, address: Address, opened: list[socket.socket]) -> socket.socket:
        """A connection to an address that was checked; for https with the certificate of the name."""
        error: OSError | None = None
        for family, ip in addresses.resolve(address, loopback=self._loopback)[:4]:
            plain = socket.socket(family, socket.SOCK_STREAM)
            opened.append(plain)
            plain.settimeout(SILENCE)
            try:
                plain.connect((ip, address.port))
            except OSError as failed:
                plain.close()
                error = failed
                continue
            if address.scheme == "http":
                return plain
            secure = ssl.create_default_context().wrap_socket(plain, server_hostname=address.host)
            opened.append(secure)
            return secure
        raise error or OSError("no address answers")

    def _headers(self, address: Address) -> dict[str, str]:
        return {
            "Host": address.authority,
            "User-Agent": self._agent,
            "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }

    def _wait(self, address: Address) -> None:
        """Let as much time pass between two requests to a host as it asks for, at least the delay."""
        rules = self._robots.get(address.origin)
        asked = rules.delay if isinstance(rules, robots.Rules) else None
        delay = max(self._delay, min(asked or 0, PATIENCE))
        now = self._clock()
        due = self._next.get(address.host, now)
        if due > now:
            self._sleep(due - now)
        self._next[address.host] = max(due, now) + delay


def _body(response: http.client.HTTPResponse, limit: int, cut: bool) -> bytes:
    """The body as it is sent; at ``limit`` it is cut, or InputError is raised."""
    parts: list[bytes] = []
    size = 0
    while part := response.read1(64 * 1024):
        parts.append(part)
        size += len(part)
        if size > limit and cut:
            return b"".join(parts)
        if size > limit:
            raise InputError(f"it is larger than {limit // MB} MB", REMEDY)
    if response.length:
        raise InputError("it was cut off on its way", "try again")
    return b"".join(parts)


def _found(answer: Answer) -> Answer:
    if 200 <= answer.status < 300:
        return answer
    why = WHY.get(answer.status, "its server has trouble" if answer.status >= 500 else "it is not to be had")
    raise InputError(f"{why} (status {answer.status})", REMEDY)


def _hang_up(opened: list[socket.socket], late: threading.Event) -> None:
    late.set()
    for one in opened:
        with contextlib.suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)


def _seconds(value: str) -> float | None:
    """How long a Retry-After asks to wait; None when it does not say, or has passed."""
    if value.isascii() and value.isdigit() and len(value) < 9:
        return float(value)
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        wait = parsedate_to_datetime(value).timestamp() - time.time()
        return wait if wait > 0 else 0.0
    return None


def _agent() -> str:
    try:
        release = version("variorum")
    except PackageNotFoundError:
        release = "0"
    return f"{NAME}/{release} (reads pages that its user names)"
