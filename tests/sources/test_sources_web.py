from __future__ import annotations

import contextlib
import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.errors import InputError
from variorum.model import Document, Failure
from variorum.sources import addresses, open_sources
from variorum.sources.web import Web

PAGE = b"<html><head><title>Crane falls</title></head><body><p>A crane fell in Veldara.</p></body></html>"
Answer = Callable[[BaseHTTPRequestHandler], None]


def say(body: bytes = PAGE, status: int = 200, **head: str) -> Answer:
    """A handler that answers so; ``Content_Type`` stands for ``Content-Type``."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content_Type": "text/html", "Content_Length": str(len(body)), **head}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


class Site:
    """A server on this machine and what it was asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    site.pages.get(self.path, say(b"", 404))(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    thread = threading.Thread(target=made.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def visitor(clock: Clock | None = None, **settings: float) -> Web:
    clock = clock or Clock()
    return Web(loopback=True, sleep=clock.sleep, clock=lambda: clock.now, **settings)


def refused(url: str, **settings: float) -> str:
    with pytest.raises(InputError) as caught:
        visitor(**settings).fetch(url)
    assert caught.value.remedy
    return caught.value.reason


def test_a_page_is_a_document_under_its_address(site: Site) -> None:
    site.pages["/news?id=1"] = say()
    (document,) = open_sources([f"{site.url}/news?id=1#top"], web=visitor())
    assert isinstance(document, Document)
    assert (f"{site.url}/news?id=1",) * 2 == (document.url, document.address)
    assert ("html", PAGE) == (document.media_type, document.body)


def test_it_says_who_it_is_and_carries_nothing_along(site: Site) -> None:
    site.pages["/a"] = say(Set_Cookie="id=7")
    web = visitor()
    web.fetch(f"{site.url}/a")
    web.fetch(f"{site.url}/a")
    _, head = site.asked[-1]
    assert head["user-agent"].startswith("variorum/")
    assert {"cookie", "referer", "authorization"}.isdisjoint(head)


def test_without_a_visitor_an_address_is_listed_and_nothing_is_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(socket, "socket", None)
    monkeypatch.setattr(socket, "getaddrinfo", None)
    (failure,) = open_sources(["https://veldara.example/1"])
    assert isinstance(failure, Failure)
    assert "web address" in failure.reason


@pytest.mark.parametrize(
    "prefix", ["http://127.0.0.1", "http://localhost", "http://2130706433", "http://0x7f.1"]
)
def test_this_machine_is_not_visited_unless_a_test_says_so(site: Site, prefix: str) -> None:
    with pytest.raises(InputError, match="not a public machine"):
        Web(sleep=lambda _: None).fetch(f"{prefix}:{site.server.server_port}/")
    assert [] == site.asked


@pytest.mark.parametrize(
    ("expected", "ip"),
    [
        (True, "93.184.216.34"),
        (True, "2606:2800:220:1:248:1893:25c8:1946"),
        (False, "127.0.0.1"),
        (False, "0.0.0.0"),
        (False, "10.1.2.3"),
        (False, "172.31.255.1"),
        (False, "192.168.0.1"),
        (False, "169.254.169.254"),
        (False, "100.64.0.1"),
        (False, "224.0.0.1"),
        (False, "255.255.255.255"),
        (False, "::1"),
        (False, "::"),
        (False, "fe80::1%eth0"),
        (False, "fe80::1"),
        (False, "fd00::1"),
        (False, "ff02::1"),
        (False, "::ffff:127.0.0.1"),
        (False, "::ffff:10.0.0.1"),
        (True, "::ffff:93.184.216.34"),
        (False, "::127.0.0.1"),
        (False, "2002:7f00:1::"),
        (False, "64:ff9b::7f00:1"),
        (False, "64:ff9b::a9fe:a9fe"),
        (False, "2001:db8::1"),
        (False, "not an address"),
    ],
)
def test_which_addresses_are_public(expected: bool, ip: str) -> None:
    assert expected == addresses.public(ip)


def test_the_address_that_was_checked_is_the_one_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [["93.184.216.34"], ["127.0.0.1"], ["127.0.0.1"]]
    asked: list[object] = []

    def lookup(host: str, port: int, **_: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in answers.pop(0)]

    def connect(self: socket.socket, where: object) -> None:
        asked.append(where)
        raise OSError("unplugged")

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(InputError, match="unplugged"):
        Web(sleep=lambda _: None).fetch("http://veldara.example/")
    assert [("93.184.216.34", 80)] == asked


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(InputError, match=r"10\.0\.0\.1"):
        addresses.resolve(addresses.parse("http://veldara.example/"))


@pytest.mark.parametrize(
    ("expected", "url"),
    [
        ("http or https", "ftp://veldara.example/"),
        ("http or https", "file:///etc/passwd"),
        ("http or https", "http:///path"),
        ("user name", "http://me:secret@veldara.example/"),
        ("not a web address", "http://[::1/"),
        ("not a web address", "http://veldara.example:99999/"),
    ],
)
def test_what_is_no_address_is_refused(expected: str, url: str) -> None:
    assert expected in refused(url)


def test_a_redirect_is_followed_to_where_it_leads(site: Site) -> None:
    site.pages["/old"] = say(b"", 301, Location="/new")
    site.pages["/new"] = say()
    assert f"{site.url}/new" == visitor().fetch(f"{site.url}/old").url


@pytest.mark.parametrize(
    ("expected", "location"),
    [
        ("not a public machine", "http://10.0.0.1/"),
        ("not a public machine", "http://[::ffff:192.168.1.1]/"),
        ("not a public machine", "http://169.254.169.254/latest/meta-data"),
        ("http or https", "file:///etc/passwd"),
        ("http or https", "gopher://veldara.example/"),
        ("not a web address", "http://[bad"),
        ("more than 5 times", "/old"),
    ],
)
def test_a_redirect_is_checked_like_an_address(site: Site, expected: str, location: str) -> None:
    site.pages["/old"] = say(b"", 302, Location=location)
    assert expected in refused(f"{site.url}/old")


def test_robots_txt_is_read_once_and_obeyed(site: Site) -> None:
    site.pages["/robots.txt"] = say(b"User-agent: *\nDisallow: /private\n", Content_Type="text/plain")
    site.pages["/a"] = site.pages["/private/b"] = say()
    web = visitor()
    web.fetch(f"{site.url}/a")
    with pytest.raises(InputError, match=r"robots\.txt asks"):
        web.fetch(f"{site.url}/private/b")
    assert ["/robots.txt", "/a"] == site.paths


def test_rules_for_this_program_by_name_are_obeyed(site: Site) -> None:
    site.pages["/robots.txt"] = say(b"User-agent: variorum\nDisallow: /\n\nUser-agent: *\nAllow: /\n")
    assert "robots.txt asks" in refused(f"{site.url}/a")


def test_a_robots_txt_the_server_cannot_give_shuts_the_site(site: Site) -> None:
    site.pages["/robots.txt"] = say(b"", 500)
    site.pages["/a"] = say()
    assert "answers 500" in refused(f"{site.url}/a")
    assert ["/robots.txt"] == site.paths


def test_a_redirect_into_a_forbidden_part_is_not_followed(site: Site) -> None:
    site.pages["/robots.txt"] = say(b"User-agent: *\nDisallow: /private\n")
    site.pages["/a"] = say(b"", 302, Location="/private")
    assert "robots.txt asks" in refused(f"{site.url}/a")
    assert "/private" not in site.paths


def test_requests_to_one_host_are_a_delay_apart(site: Site) -> None:
    site.pages["/a"] = say()
    clock = Clock()
    web = visitor(clock, delay=2.0)
    web.fetch(f"{site.url}/a")
    web.fetch(f"{site.url}/a")
    assert [2.0, 2.0] == clock.slept


def test_a_site_may_ask_for_a_longer_delay(site: Site) -> None:
    site.pages["/robots.txt"] = say(b"User-agent: *\nCrawl-delay: 7\nDisallow: /x\n")
    site.pages["/a"] = say()
    clock = Clock()
    web = visitor(clock)
    web.fetch(f"{site.url}/a")
    web.fetch(f"{site.url}/a")
    assert [1.0, 7.0] == clock.slept


def test_a_server_that_asks_to_wait_is_asked_once_more(site: Site) -> None:
    site.pages["/a"] = lambda h: (say() if site.paths.count("/a") > 1 else say(b"", 429, Retry_After="9"))(h)
    clock = Clock()
    assert PAGE == visitor(clock).fetch(f"{site.url}/a").body
    assert 9.0 in clock.slept


@pytest.mark.parametrize(("requests", "wait"), [(2, "9"), (1, "3600"), (1, "soon")])
def test_it_waits_once_and_not_for_long(site: Site, requests: int, wait: str) -> None:
    site.pages["/a"] = say(b"", 503, Retry_After=wait)
    assert "trouble" in refused(f"{site.url}/a")
    assert requests == site.paths.count("/a")


@pytest.mark.parametrize(
    ("expected", "status"),
    [("password", 401), ("refuses", 403), ("no such page", 404), ("gone", 410), ("trouble", 502)],
)
def test_what_is_not_given_is_named(site: Site, expected: str, status: int) -> None:
    site.pages["/a"] = say(b"<p>no</p>", status)
    assert expected in refused(f"{site.url}/a")


def test_packed_pages_are_unpacked_within_the_limit(site: Site) -> None:
    site.pages["/a"] = say(gzip.compress(PAGE), Content_Encoding="gzip")
    site.pages["/bomb"] = say(gzip.compress(b"<p>" * 20_000_000, 9), Content_Encoding="gzip")
    assert PAGE == visitor().fetch(f"{site.url}/a").body
    assert "larger than 20 MB" in refused(f"{site.url}/bomb")


def test_a_page_over_the_limit_is_left_at_the_limit(site: Site) -> None:
    site.pages["/a"] = say(b"x" * 21_000_000)
    assert "larger than 20 MB" in refused(f"{site.url}/a")


def test_a_page_cut_off_on_its_way_is_not_taken_for_whole(site: Site) -> None:
    site.pages["/a"] = say(PAGE, Content_Length="9999")
    assert "cut off" in refused(f"{site.url}/a")


def test_a_server_that_drips_is_left(site: Site) -> None:
    site.pages["/a"] = drip
    assert "in time" in refused(f"{site.url}/a", seconds=0.3)


def test_an_answer_in_chunks_is_joined(site: Site) -> None:
    def chunks(handler: BaseHTTPRequestHandler) -> None:
        handler.protocol_version = "HTTP/1.1"
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for part in (PAGE[:20], PAGE[20:], b""):
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
        handler.close_connection = True

    site.pages["/a"] = chunks
    assert PAGE == visitor().fetch(f"{site.url}/a").body


@given(st.text(max_size=60))
def test_no_text_breaks_the_address_or_a_redirect_to_it(text: str) -> None:
    with contextlib.suppress(InputError):
        assert addresses.parse(f"http://veldara.example/{text}").path.isascii()
    with contextlib.suppress(InputError):
        found = addresses.follow(addresses.parse("https://veldara.example/a"), text)
        assert found.scheme in ("http", "https")
        assert not set(" \r\n\t") & set(found.path)


def test_what_is_no_answer_is_an_error_and_no_crash(site: Site) -> None:
    site.pages["/a"] = lambda h: h.wfile.write(b"\x00\x01 nonsense\r\n\r\n") and None
    assert "cannot be fetched" in refused(f"{site.url}/a")


def test_https_asks_for_the_certificate_of_the_name(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    class Context:
        def wrap_socket(self, plain: socket.socket, server_hostname: str) -> None:
            asked.append(server_hostname)
            raise ssl.SSLCertVerificationError("self-signed")

    monkeypatch.setattr(ssl, "create_default_context", Context)
    assert "cannot be fetched" in refused(f"https://localhost:{site.server.server_port}/")
    assert ["localhost"] == asked
    assert [] == site.asked


def test_nobody_at_home_is_said() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "cannot be fetched" in refused(f"http://127.0.0.1:{port}/")


def test_what_is_fetched_is_still_looked_at(site: Site) -> None:
    site.pages["/a"] = say(b"\x89PNG\r\n\x1a\n" + bytes(50), Content_Type="text/html")
    (failure,) = open_sources([f"{site.url}/a"], web=visitor())
    assert isinstance(failure, Failure)
    assert "PNG" in failure.reason


def news(url: str, title: str, day: int) -> str:
    return (
        f"<url><loc>{url}</loc><news:news><news:publication><news:name>Veldara Post</news:name></news:publication>"
        f"<news:publication_date>2026-11-{day:02}T08:00:00+01:00</news:publication_date>"
        f"<news:title>{title}</news:title></news:news></url>"
    )


def urlset(*entries: str) -> bytes:
    return (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{"".join(entries)}</urlset>'
    ).encode()


def test_the_pages_of_a_sitemap_are_fetched_with_what_it_says_of_them(site: Site) -> None:
    there = [news(f"{site.url}/{n}", f"Day {n}", n) for n in (1, 2)]
    site.pages["/map.xml"] = say(urlset(*there, news("http://other.example/", "Elsewhere", 3)))
    site.pages["/1"] = site.pages["/2"] = say()
    newest, older = open_sources([f"{site.url}/map.xml"], web=visitor())
    assert isinstance(newest, Document)
    assert ("Day 2", "Veldara Post") == (newest.title, newest.outlet)
    assert "2026-11-02T08:00:00+01:00" == newest.published
    assert f"{site.url}/1" == older.address


def test_an_index_of_sitemaps_is_followed_one_step(site: Site) -> None:
    index = f"<sitemapindex><sitemap><loc>{site.url}/news.xml.gz</loc></sitemap></sitemapindex>"
    site.pages["/index.xml"] = say(index.encode())
    site.pages["/news.xml.gz"] = say(gzip.compress(urlset(news(f"{site.url}/1", "Day 1", 1))))
    site.pages["/1"] = say()
    (document,) = open_sources([f"{site.url}/index.xml"], web=visitor())
    assert "Day 1" == getattr(document, "title", None)


def test_of_a_long_sitemap_the_newest_are_fetched_and_the_rest_counted(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("variorum.sources.online.PAGES", 2)
    site.pages["/map.xml"] = say(urlset(*(news(f"{site.url}/{n}", f"Day {n}", n) for n in range(1, 6))))
    site.pages.update({f"/{n}": say() for n in range(1, 6)})
    *documents, failure = open_sources([f"{site.url}/map.xml"], web=visitor())
    assert ["Day 5", "Day 4"] == [getattr(d, "title", None) for d in documents]
    assert "3 pages of the sitemap were not fetched" == getattr(failure, "reason", None)
