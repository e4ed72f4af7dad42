"""Requests to the byte: rightful ones in unusual spellings, and forged ones, from a seed.

The sites that they are for are in REGISTRY. A rightful request names the tenant that must answer it; for a forged one it is
enough that no other tenant answers than one that it names and the server vouches for.
"""
import dataclasses
import random

from reliability import stacks

# By host id, the key of its own URL; {port} is the servers'.
KEYS = {
    "alpha": "alpha.example.test", "sub": "alpha.example.test/ecole-3", "deep": "alpha.example.test/ecole-3/v1.2",
    "one": "alpha.example.test/t1", "two": "alpha.example.test/t2", "beta": "beta.example.test",
    "gamma": "gamma.example.test:{port}", "idn": "xn--bcher-kva.example.test", "under": "under_score.example.test",
    "lone": "rootless.example.test/one", "quad": "192.0.2.7", "six": "[2001:db8::7]",
    "safe": "safe.example.test", "till": "safe.example.test/t1", "vault": "vault.example.test",
}
# Over TLS; the names that clients ask for in the handshake are theirs.
SECURE = ("safe", "till", "vault")
WILDCARD, ALIAS, REDIRECT = "wild.example.test", "www.alpha.example.test", "old.example.test"
CLOSED = {"shut": "disabled", "gone": "archived", "away": "maintenance"}


def keys(port, plain):
    """KEYS for a port; of plain ones none is over TLS or an IPv6 address, and no path is longer than a segment, as VMoodle has them."""
    return {name: key.format(port=port) for name, key in KEYS.items()
            if not plain or key.count("/") < 2 and key[0] != "[" and name not in SECURE}


def url(name, key):
    """The address of a tenant."""
    return f"{'https' if name in SECURE else 'http'}://{key}"


def bare(host):
    """A host without its port."""
    end = host.find("]") + 1
    return host[:end] + host[end:].partition(":")[0]


def registry(folder, port, user, ids=lambda name: name, plain=False, secure_port=None):
    """Its text; `ids` gives hosts other ids than those of KEYS. A plain one has no aliases, and no hosts that are closed."""
    lines = [stacks.HEAD.format(folder=folder, port=port, user=user)]
    for name, key in keys(port, plain).items():
        aliases = ""
        if name == "alpha" and not plain:
            aliases = f', aliases: [ {ALIAS}, "*.{WILDCARD}", {{ host: {REDIRECT}, mode: redirect }} ]'
        tls = ""
        if name in SECURE:
            files = f'certificate: "{folder}/tls.crt", key: "{folder}/tls.key"'
            tls = f', web: {{ listen: "127.0.0.1:{secure_port or 443}", tls: {{ {files} }} }}'
        lines.append(f'  {ids(name)}: {{ url: "{url(name, key)}"{aliases}{tls} }}\n')
    for name, state in ({} if plain else CLOSED).items():
        lines.append(f"  {name}: {{ url: http://{name}.example.test, state: {state} }}\n")
    return "".join(lines)


@dataclasses.dataclass
class Request:
    """What is sent, the hosts in its target and Host lines, the tenant that must answer (or None), and if nothing may follow."""

    data: bytes
    named: tuple
    tenant: str | None
    ends: bool


PAGES = ("/", "/index.php", "/course/view.php", "/course/", "/course/view.php/info/x.php", "/course/view.php?id=2&x=/t2/x.php",
         "/./course/view.php", "/%63ourse/view%2ephp", "/y/../course/view.php")
PATHS = ("/t1/../t2/index.php", "/t1/%2e%2e/t2/index.php", "/t1/index.php/../../t2/index.php", "/t2/../t1/index.php?a",
         "//t1/index.php", "///t1//index.php", "/./t1/index.php", "/y/../t1/index.php", "/%74%31/index.php", "/t1%2findex.php",
         "/t1/..%2ft2/index.php", "/T1/index.php", "/t1;x/index.php", "/t1\\..\\t2\\index.php", "/t1%5c..%5ct2/index.php",
         "/t1%00/index.php", "/t1/index.php%00.txt", "/t1./index.php", "/t1/./../index.php", "/ecole-3/../ecole-3/v1.2/index.php",
         "/ecole-3/v1%2e2/index.php", "/ecole-3//v1.2/index.php", "/ecole-3/v1.2/../index.php", "/ecole-3%2fv1.2/index.php",
         "/t1/index.php/t2/index.php", "/../t1/index.php", "/t1/../../t2/index.php", "/one/index.php", "/t1?/t2/index.php",
         "/t1/%252e%252e/t2/index.php", "/t1/.%2e/t2/index.php", "/t1/%c0%ae%c0%ae/t2/index.php", "/t1#/../t2/index.php")
BYTES = bytes(range(33, 127)) + b"\0\t\x0b\x7f\x80\xc3\xff"


class Forger:
    """One sequence of requests."""

    def __init__(self, seed, port, plain=False):
        self.random, self.port, self.plain = random.Random(seed), port, plain
        self.keys = keys(port, plain)
        self.hosts = sorted({key.partition("/")[0] for key in self.keys.values()})
        self.hosts += [f"{name}.example.test" for name in CLOSED] + [ALIAS, REDIRECT, f"a.{WILDCARD}", "nobody.example.test"]

    def request(self, server=None):
        """The next one, over TLS with a server by that name: half are rightful, a tenth is in absolute form."""
        if self.random.random() < 0.5:
            return self._rightful(server)
        return self._forged()

    def _rightful(self, server):
        chance = self.random
        name = chance.choice([name for name, key in self.keys.items()
                              if (key.partition("/")[0] == server if server else name not in SECURE)])
        host, slash, path = self.keys[name].partition("/")
        if name == "alpha" and not self.plain:
            host = chance.choice((host, ALIAS, f"{self._label()}.{WILDCARD}"))
        sent = "".join(chance.choice((letter.lower(), letter.upper())) for letter in host) if chance.random() < 0.3 else host
        alone = bare(sent)
        port = sent[len(alone):]
        if chance.random() < 0.2 and name not in ("quad", "six"):
            sent = alone + "." + port
        if not port and chance.random() < 0.3:
            sent += chance.choice((":80", ":443", ":080", ":8080", f":{self.port}", ":00080"))
        page = chance.choice(PAGES)
        if name != "alpha" and page == "/y/../course/view.php":
            page = "/course/view.php"
        target = (slash + path + page).encode()
        authority = sent.encode()
        # nginx refuses an absolute target whose host has a `_`.
        if chance.random() < 0.1 and name != "under":
            scheme = chance.choice((b"http://", b"HTTP://", b"Http://"))
            return self._sent(scheme + authority + target, [b"Host: " + authority], (authority,), name)
        return self._sent(target, [b"Host: " + authority], (authority,), name)

    def host(self):
        """A Host header's value, forged mostly."""
        return self._host_and_other()[0]

    def _host_and_other(self):
        host, other = (self.random.choice(self.hosts).encode() for _ in range(2))
        return self._host(host, other) if self.random.random() < 0.7 else host, other

    def _forged(self):
        chance = self.random
        host, second = self._host_and_other()
        target = chance.choice(PATHS).encode() if chance.random() < 0.7 else self._path(chance.choice(PATHS + PAGES).encode())
        named, ends = [host], False
        if chance.random() < 0.1:
            scheme = chance.choice((b"http://", b"http://", b"https://", b"HTTP://", b"ftp://", b"http:/", b"//"))
            target = scheme + second + target
            named.append(second)
        lines = [b"Host: " + host]
        kind = chance.randrange(24)
        if kind == 0:
            lines = []
        elif kind == 1:
            lines.append(b"Host: " + second)
            named.append(second)
        elif kind == 2:
            lines = [chance.choice((b"Host:", b"host: ", b"HOST:\t", b"Host : ", b" Host: ", b"Host:  ")) + host]
        elif kind == 3:
            lines.append(b"X-Forwarded-Host: " + second + b"\r\nX-Forwarded-Proto: https\r\nForwarded: host=" + second)
        elif kind == 4:
            lines.append(chance.choice((b"VMOODLE_KEY: ", b"VMOODLE-KEY: ", b"REDIRECT_VMOODLE_KEY: ", b"HTTP_HOST: ",
                                        b"X_Forwarded_Host: ", b"Proxy: ", b"SCRIPT_NAME: ", b"Script-Name: ")) + second)
        elif kind == 5:
            lines, ends = [b"Host: " + host + chance.choice((b"\n", b"\r", b"\n ", b"\r\n ")) + b"Host: " + second], True
            named.append(second)
        elif kind == 6:
            target += chance.choice((b"?VMOODLE_KEY=", b"?HTTP_HOST=", b"?host=", b";host=")) + second
        elif kind == 7:
            lines = [b"Host: " + host + chance.choice((b" ", b"\t", b"\r", b" \t "))]
            ends = lines[0].endswith(b"\r")
        return self._sent(target, lines, named, None, ends)

    def _sent(self, target, lines, named, tenant, ends=False):
        version, method = b"1.1", b"GET"
        if tenant is None and self.random.random() < 0.03:
            version, ends = b"1.0", True
        elif self.random.random() < 0.02:
            method = b"POST"
            lines = [*lines, b"Content-Length: 0"]
        data = b"\r\n".join([method + b" " + target + b" HTTP/" + version, *lines, b"", b""])
        return Request(data, tuple(named), tenant, ends)

    def _label(self):
        return "".join(self.random.choice("abcxyz0189") for _ in range(self.random.randrange(1, 6)))

    def _host(self, host, second):
        chance = self.random
        kind = chance.randrange(12)
        if kind < 4:
            return self._altered(host)
        if kind == 4:
            return host + chance.choice((b"..", b".", b".:80", b":", b":abc", b":-1", b":0", b":65536", b":99999999999",
                                         b":80:81", b":080", b":+80", b": 80", b":8O", b":443.", b"%00", b"\0", b"\0" + second))
        if kind == 5:
            return chance.choice((b".", b"-", b"*.", b"%", b"_", b"user@", b"//", b"http://", b" ", b"\t", b"\\", b"a..")) + host
        if kind == 6:
            joint = chance.choice((b",", b", ", b"@", b":x@", b"/", b"?", b"#", b";", b" ", b"\\", b"%2f", b"%00", b"."))
            return host + joint + second
        if kind == 7:
            return host.replace(b".", chance.choice((b"%2e", b"%2E", "。".encode(), "．".encode(), b"..", b"-", b"")), 1)
        if kind == 8:
            return host.replace(b"a", chance.choice((b"%61", "ａ".encode(), "á".encode(), b"\xe1", b"A", b"")), 1)
        if kind == 9:
            return chance.choice((b"", b"[::1]", b"[::1]:80", b"[::1", b"[::ffff:192.0.2.7]", b"127.0.0.1", b"0300.0.2.7",
                                  b"3221225991", b"0xc0000207", b"192.0.2.7.", b"192.0.2.07", b"192.0.519", b"localhost", b"_"))
        if kind == 10:
            return chance.choice((b"a" * 300 + b".", b"a" * 64 + b".", b"a." * 126, b"a" * 5000 + b".")) + host
        return host + chance.choice((b"'--", b"' OR '1'='1", b'"', b"<x>", b"$x", b"`id`", b"{{7*7}}", b"%0d%0aHost:%20" + second))

    def _path(self, path):
        return self._altered(path) if self.random.random() < 0.8 else self._altered(self._altered(path))

    def _altered(self, data):
        chance = self.random
        at, byte = chance.randrange(len(data) + 1), bytes([chance.choice(BYTES)])
        kind = chance.randrange(4)
        if kind == 0:
            return data[:at] + byte + data[at:]
        if kind == 1:
            return data[:at] + byte + data[at + 1:]
        if kind == 2:
            return data[:at] + data[at + 1:]
        other = chance.randrange(len(data) + 1)
        return data[:min(at, other)] + data[max(at, other):]
