"""What addresses on other hosts answer: asked for `link-external` alone, within a time limit, and kept for a day.

Nothing here raises or waits long. Where the question itself could not be put (no network, no such host from here, no
time left), nothing is said: a check without a network finds what a check with one finds, less these remarks.
"""

from __future__ import annotations

import http.client
import time
from dataclasses import dataclass, field
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urldefrag
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener, getproxies

from proofpress import urls
from proofpress.cache import current, key

SECONDS = 5.0
"""For one question."""
BUDGET = 30.0
"""For all questions of one process; the rest stays unasked until the next run."""
GONE = (404, 410)
"""The statuses that speak of the address. Others (401, 403, 429, 5xx) speak of the asker or of the moment."""
_AGENT = "Mozilla/5.0 (compatible; proofpress link check)"


@dataclass(slots=True)
class Addresses:
    """Answers by address; `ask` is what `FolderSite(answer_of=…)` wants."""

    seconds: float = SECONDS
    budget: float = BUDGET
    _known: dict[str, str] = field(default_factory=dict)
    _silent: set[str] = field(default_factory=set)

    def ask(self, url: str) -> str:
        """What is wrong with an address, such as "404 Not Found"; "" where it is fine or could not be asked."""
        url = urldefrag(url).url
        if url not in self._known:
            self._known[url] = self._kept(url)
        return self._known[url]

    def _kept(self, url: str) -> str:
        at = key("address", str(int(time.time()) // 86400), url)
        if (kept := current().get(at)) is not None:
            return kept.decode("utf-8", "replace")
        answer = self._question(url)
        if answer is None:
            return ""
        current().put(at, answer.encode("utf-8"))
        return answer

    def _question(self, url: str) -> str | None:
        try:
            host = urls.split(url).netloc
        except ValueError:
            return None
        if host in self._silent or self.budget <= 0:
            return None
        start = time.monotonic()
        try:
            answer = _status(url, "HEAD", min(self.seconds, self.budget))
            if answer:
                answer = _status(url, "GET", min(self.seconds, self.budget))
        except (OSError, ValueError, http.client.HTTPException):
            self._silent.add(host)
            return None
        finally:
            self.budget -= time.monotonic() - start
        return answer


def _status(url: str, method: str, seconds: float) -> str:
    """ "" or the status of a page that is gone. Raises what urllib raises for anything else that fails."""
    address = quote(url, safe="/:?#[]@!$&'()*+,;=%~-._")
    opener = build_opener(ProxyHandler(getproxies()), HTTPRedirectHandler())
    try:
        with opener.open(Request(address, method=method, headers={"User-Agent": _AGENT}), timeout=seconds):  # noqa: S310
            return ""
    except HTTPError as error:
        error.close()
        return f"{error.code} {error.reason}" if error.code in GONE or method == "HEAD" else ""
    except URLError as error:
        raise OSError(str(error.reason)) from error
