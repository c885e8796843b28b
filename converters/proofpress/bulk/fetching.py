"""One picture from another host, fetched politely and warily: http and https alone, public addresses alone, bounded in
time and size.

Each host is looked up once a request and spoken to at the address that was judged, so that no answer of a name server
can change what is reached; each redirect is judged anew. The article's address goes along only where a host refuses
without it.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from proofpress import urls
from proofpress.finding import Words
from proofpress.formats.pages import ending
from proofpress.version import version

MOST = 20_000_000
_PATIENCE = 10.0
_LONGEST = 40.0
_REDIRECTS = 5
_CHUNK = 65_536
_TRIES = 3
_PAUSE = 0.2

Allowed = Callable[[str], bool]


class Unfetched(Exception):
    """Why a picture was not fetched."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.words = Words(en, zh)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open network: none of this machine, its neighbours, or a cloud's inside."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    return found.is_global and not found.is_multicast and (mapped is None or mapped.is_global)


@dataclass(slots=True)
class Fetcher:
    """Fetches one picture at a time; a host that failed three times running is left alone. `allowed` judges
    addresses."""

    allowed: Allowed = is_public
    most: int = MOST
    _failed: dict[str, int] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def get(self, address: str, article: str = "") -> tuple[bytes, str]:
        """A picture's bytes and the ending of its file. Raises `Unfetched`."""
        host = urls.host(address)
        if self._failed.get(host, 0) >= _TRIES:
            raise Unfetched("its host failed before and is left alone", "该主机此前多次失败，不再请求")
        try:
            try:
                found = self._read(address, "")
            except Unfetched:
                if not article:
                    raise
                found = self._read(address, article)
        except Unfetched:
            self._failed[host] = self._failed.get(host, 0) + 1
            raise
        self._failed[host] = 0
        return found

    def _read(self, address: str, article: str) -> tuple[bytes, str]:
        end = time.monotonic() + _LONGEST
        for _ in range(_REDIRECTS + 1):
            try:
                answer, connection = self._ask(address, article)
            except (OSError, http.client.HTTPException, ValueError) as error:
                raise Unfetched(f"its host does not answer ({type(error).__name__})", "无法连接该主机") from error
            try:
                if answer.status in (301, 302, 303, 307, 308) and (to := answer.getheader("Location")):
                    address = urls.join(address, to)
                    continue
                if answer.status != 200:
                    raise Unfetched(f"its host answered {answer.status}", f"主机返回 {answer.status}")
                return self._picture(answer, end)
            finally:
                connection.close()
        raise Unfetched("it is redirected too often", "重定向次数过多")

    def _ask(self, address: str, article: str) -> tuple[http.client.HTTPResponse, http.client.HTTPConnection]:
        parts = urls.split(address)
        host = parts.hostname or ""
        if parts.scheme not in ("http", "https") or not host or parts.username is not None:
            raise Unfetched("its address is none of the open web", "地址不是公开网页地址")
        port = parts.port or (443 if parts.scheme == "https" else 80)
        found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        if not found or not all(map(self.allowed, found)):
            raise Unfetched("its host is no public one", "主机不是公网地址")
        wait = self._last.get(host, 0.0) + _PAUSE - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self._last[host] = time.monotonic()
        connection = _Connection(host, port, found[0], secure=parts.scheme == "https")
        headers = {"User-Agent": f"proofpress/{version()}", "Accept": "image/*"}
        if article:
            headers["Referer"] = article
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", path, headers=headers)
        return connection.getresponse(), connection

    def _picture(self, answer: http.client.HTTPResponse, end: float) -> tuple[bytes, str]:
        data = bytearray()
        try:
            while part := answer.read(_CHUNK):
                data += part
                if len(data) > self.most:
                    raise Unfetched(f"it is larger than {self.most} bytes", f"图片超过 {self.most} 字节")
                if time.monotonic() > end:
                    raise Unfetched("it takes too long", "下载超时")
        except (OSError, http.client.HTTPException) as error:
            raise Unfetched("it broke off", "下载中断") from error
        kind = ending(bytes(data))
        if not kind:
            raise Unfetched("it is no picture", "内容不是图片")
        if kind == "svg":
            raise Unfetched("it is a drawing that may hold a program (SVG)", "SVG 可能含有脚本，不下载")
        return bytes(data), kind


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was judged, by whatever name the host has."""

    def __init__(self, host: str, port: int, address: str, *, secure: bool) -> None:
        super().__init__(host, port, timeout=_PATIENCE)
        self._address = address
        self._secure = secure

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
