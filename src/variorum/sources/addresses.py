"""Which machines may be asked for a page: public ones only, and the very address that was checked.

A page may redirect to, or its name may resolve to, a machine inside the user's network. So a name is
resolved once, every address it has must be public, and the connection is made to one of these.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import quote, urljoin, urlsplit

import msgspec

from variorum.errors import InputError

REMEDY = "open it in a browser, save it, and add the file"
NAT64 = ipaddress.ip_network("64:ff9b::/96")
IP = ipaddress.IPv4Address | ipaddress.IPv6Address


class Address(msgspec.Struct, frozen=True):
    """A web address in parts; ``path`` with its query, escaped, as it is asked for."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt is about."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.scheme == "https" else 80) else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return self.origin + self.path


def parse(url: str) -> Address:
    """A web address in parts; raise InputError when it is none, or has a password in it."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        host = host if ":" in host else host.rstrip(".").encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise InputError("it is not a web address", "check how it is written") from None
    if parts.scheme not in ("http", "https") or not host:
        raise InputError("it is not a web address of http or https", "check how it is written")
    if parts.username is not None or parts.password is not None:
        raise InputError("it has a user name in it, which is not sent to anybody", "leave that out")
    path = quote(parts.path or "/", safe="%/:=&~+!$,;'@()*") + (
        "?" + quote(parts.query, safe="%/:=&?~+!$,;'@()*[]") if parts.query else ""
    )
    return Address(parts.scheme, host.lower(), port or (443 if parts.scheme == "https" else 80), path)


def follow(address: Address, location: str) -> Address:
    """Where a redirect leads from an address; raise InputError when that is none."""
    try:
        return parse(urljoin(address.url, location))
    except ValueError:
        raise InputError("it redirects to what is not a web address", REMEDY) from None


def resolve(address: Address, *, loopback: bool = False) -> list[tuple[socket.AddressFamily, str]]:
    """The addresses of a machine, checked; raise InputError when it has none or one that is not public."""
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = f"there is no {address.host} to be found: {getattr(error, 'strerror', None) or error}"
        raise InputError(reason, "check the address and the network") from None
    usable: list[tuple[socket.AddressFamily, str]] = []
    for family, _, _, _, where in found:
        ip = str(where[0])
        if not (public(ip) or (loopback and ipaddress.ip_address(ip.partition("%")[0]).is_loopback)):
            reason = f"{address.host} is not a public machine ({ip}), and only public ones are asked"
            raise InputError(reason, REMEDY)
        usable.append((family, ip))
    if not usable:
        raise InputError(f"{address.host} has no address", "check the address")
    return usable


def public(ip: str) -> bool:
    """Whether an address is one of the public network; an address inside another one counts as itself."""
    try:
        found: IP = ipaddress.ip_address(ip)
    except ValueError:  # a zone, as in fe80::1%eth0, belongs to one link
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inside = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in NAT64:
            inside = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inside is not None:
            return public(str(inside))
        if int(found) < 2**32:  # the old way to write an IPv4 address
            return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)
