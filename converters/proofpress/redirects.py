"""Addresses that stand in the way of another one: redirects lead to their target, marks of visits and campaigns go.

A redirect is told by its shape: the place (a host's first label, or the last word of the path) says that it sends on,
and one field of the query holds a whole address. So a service that nobody named here is known too, and an address with
nothing whole in it (a short link, a search) stays what it is. `EXAMPLES` and `NOT` are its tests, in both directions.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from urllib.parse import quote, unquote

from proofpress import urls
from proofpress.regex import regex

_HOSTS = frozenset(
    "link links l lm go out exit jump jump2 redirect redir r away href leave url slack-redir t gw-c security "
    "clk gate anonym anon nullrefer dereferer dereferrer blankrefer hidereferrer".split()
)
"""First labels of hosts that only send on."""
_PATHS = frozenset(
    "link link2 links link.html linkfilter links-jump go goto gotolink go-wild redirect redir redirect.html "
    "jump jump.php out exit away away.php leave"
    " url forward transfer safety sinaurl middlem.html ios.html external outlink outbound l l.php r "
    "readtemplate blog-entry"
    " safecheck confirm external-link linkout urlredirect url_redirect to click aclk link-jump checkurl security"
    " waerrpage newredirectconfirmcgi jsredir outgoing warn gray outlink".split()
)
"""Last words of paths that only send on."""
_FIELDS = frozenset(
    "target url to u q goto dest destination redirect redirect_url link uri href out z uddg pfurl gourl "
    "toasturl targeturl jump_url go remote_url remoteurl t r a jump adurl".split()
)
_SHARING = regex(
    r"share|sharer|intent|login|signin|oauth|auth\b|translate|search|proxy|archive|cache|validator|compose", re.I
)
_WHOLE = regex(r"https?(?::|%(?:25)*+3[aA])(?:/|%(?:25)*+2[fF]){2}[^\s]")
_BEHIND = regex(r"/([\w.-]++)/(https?(?::|%3[aA])(?:/|%2[fF]){2}\S++)")
"""An address as the last part of a path."""
_MOST = 4
"""Redirects that lead to redirects are followed this often."""

_TRACKERS = frozenset(
    "fbclid gclid gbraid wbraid dclid msclkid yclid twclid ttclid igshid igsh mc_cid mc_eid _ga _gl _hsenc "
    "_hsmi __hstc __hssc __hsfp mkt_tok"
    " vero_id vero_conv oly_enc_id oly_anon_id wickedid _openstat spm scm spm_id_from vd_source ref_src "
    "srsltid li_fat_id epik".split()
)
_FAMILIES = ("utm_", "hsa_", "mtm_", "pk_campaign", "pk_kwd", "matomo_")

SEARCHES = ("zhida.zhihu.com/search", "so.csdn.net/so/search")
"""Searches that a site links single words of an article with, by itself."""

EXAMPLES: tuple[tuple[str, str], ...] = (
    ("https://link.zhihu.com/?target=https%3A//a.example/b", "https://a.example/b"),
    ("https://link.juejin.cn?target=https%3A%2F%2Fa.example%2Fb%3Fc%3D1", "https://a.example/b?c=1"),
    ("https://link.csdn.net/?from_id=1&target=https%3A%2F%2Fa.example%2Fb", "https://a.example/b"),
    ("https://www.jianshu.com/go-wild?ac=2&url=https%3A%2F%2Fa.example", "https://a.example"),
    ("https://links.jianshu.com/go?to=https%3A%2F%2Fa.example%2Fb", "https://a.example/b"),
    ("https://gitee.com/link?target=https%3A%2F%2Fa.example%2Fb", "https://a.example/b"),
    ("https://www.google.com/url?q=https://a.example/b%3Fx%3D1&sa=D&ust=17&usg=AOv", "https://a.example/b?x=1"),
    (
        "https://www.google.com/url?q=https://a.example/b?c%3D1%26d%3D2%23e&sa=D&source=editors",
        "https://a.example/b?c=1&d=2#e",
    ),
    (
        "https://www.google.com/url?q=https://a.example/%25E6%25B0%25B4?c%3D1%2525&sa=D",
        "https://a.example/%E6%B0%B4?c=1%25",
    ),
    ("https://link.example.com/?target=https%3A%2F%2Fa.example%2F%C4%E3%3Fc%3D1", "https://a.example/%C4%E3?c=1"),
    ("https://go.example.com/out?url=https://a.example/b?c=d%26e", "https://a.example/b?c=d%26e"),
    ("https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2F%3Ffbclid%3DIw&h=AT0", "https://a.example/"),
    ("https://href.li/?https://a.example/b?c=1", "https://a.example/b?c=1"),
    ("https://steamcommunity.com/linkfilter/?url=https://a.example/b", "https://a.example/b"),
    ("https://weibo.cn/sinaurl?u=https%3A%2F%2Fa.example", "https://a.example"),
    ("https://medium.com/r/?url=https%3A%2F%2Fa.example", "https://a.example"),
    ("https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Fa%2Eexample&urlhash=x", "https://a.example"),
    ("https://afdian.com/link?target=https%3A%2F%2Fa.example", "https://a.example"),
    ("https://www.oschina.net/action/GoToLink?url=https%3A%2F%2Fa.example", "https://a.example"),
    ("https://c.pc.qq.com/middlem.html?pfurl=https%3A%2F%2Fa.example", "https://a.example"),
    ("https://www.youtube.com/redirect?event=d&q=https%3A%2F%2Fa.example", "https://a.example"),
    ("https://vk.com/away.php?to=https%3A%2F%2Fa.example", "https://a.example"),
    ("https://duckduckgo.com/l/?uddg=https%3A%2F%2Fa.example%2Fb&rut=1", "https://a.example/b"),
    ("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example&data=05", "https://a.example"),
    ("https://urldefense.com/v3/__https://a.example/b__;!!x!y$", "https://a.example/b"),
    ("https://www.bing.com/ck/a?!&&p=1&u=a1aHR0cHM6Ly9hLmV4YW1wbGUvYg&ntb=1", "https://a.example/b"),
    ("https://blog.51cto.com/transfer?https://a.example/b", "https://a.example/b"),
    (
        "https://link.zhihu.com/?target=https%3A//link.juejin.cn/%3Ftarget%3Dhttps%253A%252F%252Fa.example",
        "https://a.example",
    ),
    ("https://a.example/b?utm_source=x&id=3&utm_medium=y#c", "https://a.example/b?id=3#c"),
    ("https://a.example/b?spm=1001.2014.3001", "https://a.example/b"),
    ("https://www.baidu.com/link?url=https%3A%2F%2Fa.example", "https://a.example"),
    ("https://link.jianshu.com/?t=https%3A%2F%2Fa.example%2Fb", "https://a.example/b"),
    ("https://link.jianshu.com?t=https%3A%2F%2Fa.example%2Fb", "https://a.example/b"),
    ("//link.zhihu.com/?target=https%3A%2F%2Fa.example%2Fb", "https://a.example/b"),
    ("//duckduckgo.com/l/?uddg=https%3A%2F%2Fa.example%2Fb&rut=1", "https://a.example/b"),
    ("https://link.csdn.net/?target=https%253A%252F%252Fa.example%252Fb", "https://a.example/b"),
    ("https://www.curseforge.com/linkout?remoteUrl=https%253a%252f%252fa.example%252fb", "https://a.example/b"),
    ("https://www.douban.com/link2/?url=https%3A%2F%2Fa.example%2Fb&type=link2", "https://a.example/b"),
    ("https://game.bilibili.com/linkfilter/?url=https%3A%2F%2Fa.example%2Fb", "https://a.example/b"),
    ("https://cn.bing.com/ck/a?!&&p=1&u=a1aHR0cHM6Ly9hLmV4YW1wbGUvYg&ntb=1", "https://a.example/b"),
    ("https://yandex.ru/clck/jsredir?from=y&text=&url=https%3A%2F%2Fa.example%2Fb", "https://a.example/b"),
    ("https://urldefense.proofpoint.com/v2/url?u=https-3A__a.example_b&d=Dw", "https://a.example/b"),
    ("https://linkprotect.example.com/url?a=https%3A%2F%2Fa.example%2Fb&c=E", "https://a.example/b"),
    ("https://www.nowcoder.com/link/https%3A%2F%2Fa.example%2Fb%3Fc%3D1", "https://a.example/b?c=1"),
    ("https://anonym.to/?https://a.example/b", "https://a.example/b"),
    ("https://shimo.im/outlink/gray?url=https%3A%2F%2Fa.example%2Fb", "https://a.example/b"),
    ("https://disq.us/url?url=https%3A%2F%2Fa.example%2Fb%3AqYkTqq8&cuid=1", "https://a.example/b"),
    ("https://slack-redir.net/link?url=https%3A%2F%2Fa.example%2Fb", "https://a.example/b"),
)

NOT: tuple[str, ...] = (
    "https://www.baidu.com/link?url=kT3xP0opaque",
    "https://t.cn/A6abc",
    "https://a.example/login?redirect=https%3A%2F%2Fa.example%2Fhome",
    "https://www.facebook.com/sharer.php?u=https%3A%2F%2Fa.example",
    "https://t.me/share/url?url=https://a.example",
    "https://web.archive.org/web/2020/https://a.example",
    "https://translate.google.com/translate?u=https://a.example",
    "https://www.google.com/search?q=https://a.example",
    "https://a.example/page?url=https://b.example",
    "https://a.example/page?t=https://b.example",
    "https://a.example/view/https://b.example/c",
    "https://web.archive.org/web/2020/https%3A%2F%2Fa.example",
    "//a.example/b",
    "https://a.example/b?ref=menu&from=1&id=2",
    "https://a.example/b?utmost=1",
    "http://localhost:8000/redirect?url=https://a.example",
    "#utm_source",
    "/redirect/https://a.example/b",
    "docs/link?target=x",
)

_SIZES = frozenset(
    "w h q f s width height quality fit fm format output auto dpr crop size resize ratio n il v ver".split()
)
"""Fields that say how a service is to draw a picture."""
_PICTURE = regex(r"[^?#]*\.(?:png|jpe?g|gif|svg|webp|bmp|avif|tiff?)(?:[?#].*)?$", re.I)
_SERVICES = frozenset("image _image _ipx imageproxy resize".split())
"""Last words of paths that draw a picture in another size."""
_HELD = regex(
    r"/(?P<address>https?(?::|%3[aA])(?:/|%2[fF]){1,2}[^\s]++)|/cdn-cgi/image/[^/\s]++(?P<own>/(?!https?[:%])[^\s]++)"
)

PICTURES: tuple[tuple[str, str], ...] = (
    ("https://a.example/_next/image?url=https%3A%2F%2Fb.example%2Fc.png&w=640&q=75", "https://b.example/c.png"),
    ("https://a.example/_next/image?url=%2Fimg%2Fc&w=640&q=75", "https://a.example/img/c"),
    ("/_next/image?url=%2Fimg%2Fc.png&w=640&q=75", "/img/c.png"),
    ("https://a.example/_next/image?url=%2Fimg%2Fc.png&w=640&q=75&dpl=dpl_8x", "https://a.example/img/c.png"),
    ("https://images.weserv.example/?url=https://b.example/c.jpg&w=300&h=300", "https://b.example/c.jpg"),
    ("https://a.example/cdn-cgi/image/width=800,quality=75/https://b.example/c.png", "https://b.example/c.png"),
    ("https://a.example/cdn-cgi/image/width=800/img/c.png", "https://a.example/img/c.png"),
    ("https://cdn.example/image/fetch/w_1456,f_auto/https%3A%2F%2Fb.example%2Fd%2Fc.png", "https://b.example/d/c.png"),
)
NO_PICTURES: tuple[str, ...] = (
    "https://a.example/qr?data=https%3A%2F%2Fb.example&size=200",
    "https://a.example/shot/https://b.example/page",
    "https://a.example/badge?url=https%3A%2F%2Fb.example%2Fstate.json",
    "https://web.archive.example/web/2020im_/https://b.example/c.png",
    "https://a.example/c.png?from=https%3A%2F%2Fb.example%2Fpost",
    "https://a.example/image?url=https%3A%2F%2Fb.example%2Fpage&w=640&theme=dark",
    "https://a.example/sign?url=https%3A%2F%2Fb.example%2Fc.png&key=8f2",
    "images/c.png",
)


def picture(address: str) -> str:
    """The picture that a service draws in another size, by its own address; the address itself where it is one."""
    if "http" not in address[8:].lower() and "image" not in address or _SHARING.search(address):
        return address
    parts = urls.split(address)
    if (held := _HELD.search(parts.path)) and not parts.query:
        target = held["own"] or _fit(held["address"])
        return (_at(address, target) if _PICTURE.match(target) else "") or address
    fields = dict(field.partition("=")[::2] for field in parts.query.split("&"))
    target = unquote(next((fields.pop(name) for name in ("url", "src", "image", "img") if fields.get(name)), ""))
    serves = parts.path.rstrip("/").rsplit("/", 1)[-1].lower() in _SERVICES and not _SIZES.isdisjoint(fields)
    if not target.startswith(("http://", "https://", "/")):
        return address
    is_picture, sizes_alone = _PICTURE.match(target) is not None, fields.keys() <= _SIZES
    return _at(address, target) if sizes_alone and (serves or is_picture) or serves and is_picture else address


_ARCHIVED = regex(
    r"(?:(?:https?:)?//web\.archive\.org)?/web/\d{4,14}(?:[a-z]{2}_)?/(?P<scheme>https?:)?(?(scheme)/{1,2}|//)"
    r"(?P<rest>[^\s/]+\.\S+)|(?:(?:https?:)?//web\.archive\.org)?/web/\d{4,14}/(?P<mail>mailto:\S+)"
)

ARCHIVED: tuple[tuple[str, str], ...] = (
    ("https://web.archive.org/web/20190102030405/https://a.example/b?c=1#d", "https://a.example/b?c=1#d"),
    ("/web/20190102030405im_/http://a.example/b.png", "http://a.example/b.png"),
    ("//web.archive.org/web/20190102030405js_/http:/a.example/b", "http://a.example/b"),
    ("/web/20190102030405/mailto:me@a.example", "mailto:me@a.example"),
)
NOT_ARCHIVED: tuple[str, ...] = (
    "https://web.archive.org/web/20190102030405*/https://a.example/b",
    "https://web.archive.org/details/books",
    "https://a.example/web/20190102030405/https://b.example/c",
    "/web/2019/report.html",
)


def archived(address: str) -> str:
    """The address that the Internet Archive leads through itself; "" for any other."""
    found = _ARCHIVED.fullmatch(address)
    if found is None:
        return ""
    return found["mail"] or f"{found['scheme'] or 'https:'}//{found['rest']}"


def direct(address: str) -> str:
    """Where an address leads, without marks of visits; the address itself where it leads nowhere else."""
    for _ in range(_MOST):
        target = _target(address)
        if not target:
            break
        address = target
    return _without_trackers(address)


def is_search(address: str) -> bool:
    """Whether a site put this link on a word by itself."""
    return address.partition("://")[2].startswith(SEARCHES)


def _target(address: str) -> str:
    """The address that a redirect holds; "" for anything else."""
    if address.startswith("//"):
        address = f"https:{address}"
    if "://" not in address or "http" not in address[8:].lower() and "u=a1" not in address:
        return ""
    parts = urls.split(address)
    host = (parts.hostname or "").removeprefix("www.")
    if not host:
        return ""
    if host in ("urldefense.com", "urldefense.proofpoint.com") and "/__http" in parts.path:
        return _fit(address.split("/__", 1)[1].split("__;", 1)[0])
    if host == "urldefense.proofpoint.com" and (found := re.search(r"[?&]u=(https?-[^&]++)", address)):
        return _fit(unquote(found[1].replace("-", "%").replace("_", "/")))
    if (held := _BEHIND.search(address, address.find(host))) and "?" not in address[: held.start()]:
        return _fit(held[2]) if _sends_on(host, address[: held.end(1)].partition(host)[2]) else ""
    if not _sends_on(host, parts.path):
        return ""
    if _is_bing(host, parts.path) and (found := re.search(r"[?&]u=a1([\w-]+)", address)):
        try:
            return _fit(urlsafe_b64decode(found[1] + "=" * (-len(found[1]) % 4)).decode("utf-8"))
        except (ValueError, UnicodeDecodeError):
            return ""
    if _WHOLE.match(parts.query):
        return _fit(address.split("?", 1)[1])
    for field in parts.query.split("&"):
        name, _, value = field.partition("=")
        if name.lower() in _FIELDS and _WHOLE.match(value):
            plain = "%" not in value[:12] and name == parts.query.split("=", 1)[0] and parts.fragment
            target = _fit(f"{value}#{parts.fragment}" if plain else value, field=True)
            return target.rpartition(":")[0] if host == "disq.us" and target.count(":") > 1 else target
    return ""


def _is_bing(host: str, path: str) -> bool:
    return path == "/ck/a" and (host == "bing.com" or host.endswith(".bing.com"))


def _at(address: str, target: str) -> str:
    """A target of the same site, where it has no site of its own."""
    parts = urls.split(address)
    own = target.startswith("/") and not target.startswith("//") and parts.scheme
    return re.sub(
        r"[\s()]", lambda sign: quote(sign[0], ""), f"{parts.scheme}://{parts.netloc}{target}" if own else target
    )


def _sends_on(host: str, path: str) -> bool:
    if "." not in host or _SHARING.search(path) or host == "localhost":
        return False
    word = path.rstrip("/").rsplit("/", 1)[-1].lower()
    if word in _PATHS or word.partition(".")[0] in _PATHS or _is_bing(host, path):
        return True
    if host.endswith("safelinks.protection.outlook.com"):
        return True
    return host.split(".", 1)[0] in _HOSTS and not _SHARING.search(host) and len(path.strip("/").split("/")) <= 2


def _fit(value: str, *, field: bool = False) -> str:
    """A value of a query as an address, "" where it is none. A `field` is decoded once, unless the address in it was
    written as it is, which the sign of a field of its own shows; what else stands there only where its scheme or host
    is encoded. What no address may hold is encoded again."""
    written = re.match(r"https?://", value) is not None
    if field and not (written and "=" in value) or written and re.match(r"https?://[^/?#]*%", value):
        value = _decoded(value)
    for _ in range(3):
        if re.match(r"https?(?:%(?:25)*+3[aA]|:(?:%(?:25)*+2[fF]){2})", value):
            value = _decoded(value)
    encloses = "()" if " " in value else ""
    value = re.sub(rf"[\s<>\"\\^`{{|}}{encloses}]|%(?![0-9a-fA-F]{{2}})", lambda sign: quote(sign[0], ""), value)
    return value if re.match(r"https?://[^\s/]*\.[^\s/]+|https?://[\w.-]+", value) else ""


def _decoded(value: str) -> str:
    """What percent signs stand for; letters of another encoding than UTF-8 stay encoded."""
    try:
        return unquote(value, errors="strict")
    except UnicodeDecodeError:
        return re.sub(r"%[2-7][0-9a-fA-F]", lambda sign: unquote(sign[0]), value)


def _without_trackers(address: str) -> str:
    head, mark, query = address.partition("?")
    if not mark or "://" not in head:
        return address
    query, hash_, fragment = query.partition("#")
    fields = query.split("&")
    kept = [field for field in fields if not _is_tracker(field.partition("=")[0])]
    if len(kept) == len(fields):
        return address
    return head + ("?" + "&".join(kept) if any(kept) else "") + hash_ + fragment


def _is_tracker(name: str) -> bool:
    name = name.removeprefix("amp;").lower()
    return name in _TRACKERS or name.startswith(_FAMILIES)
