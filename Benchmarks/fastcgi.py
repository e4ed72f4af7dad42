"""A FastCGI client for one php-fpm on a Unix socket, and that php-fpm.

One connection for all requests, which have parameters and no body; nothing of the answer is read but its text.
"""
import contextlib
import re
import shutil
import socket
import struct
import subprocess
import time

BEGIN, END, PARAMETERS, INPUT, OUTPUT, ERROR = 1, 3, 4, 5, 6, 7
KEEP_CONNECTION = 1


def _record(kind, content):
    return struct.pack(">BBHHBx", 1, kind, 1, len(content), 0) + content


def _pair(name, value):
    name, value = (text if isinstance(text, bytes) else text.encode() for text in (name, value))
    lengths = b"".join(struct.pack(">B", n) if n < 128 else struct.pack(">I", n | 1 << 31) for n in (len(name), len(value)))
    return lengths + name + value


class Client:
    """A connection to php-fpm."""

    def __init__(self, path):
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(600)
        self._socket.connect(str(path))
        self._input = self._socket.makefile("rb")

    def close(self):
        """Ends the connection."""
        self._input.close()
        self._socket.close()

    def request(self, script, parameters):
        """The body of the answer of a script to a GET request."""
        return self.exchange(script, parameters)[1]

    def exchange(self, script, parameters):
        """Status and body of the answer of a script to a GET request."""
        parameters = {"REQUEST_METHOD": "GET", "SCRIPT_FILENAME": str(script), **parameters}
        content = b"".join(_pair(name, value) for name, value in parameters.items())
        self._socket.sendall(
            _record(BEGIN, struct.pack(">HB5x", 1, KEEP_CONNECTION)) + _record(PARAMETERS, content) + _record(PARAMETERS, b"")
            + _record(INPUT, b""))
        answer, errors = b"", b""
        while True:
            _, kind, _, length, padding = struct.unpack(">BBHHBx", self._input.read(8))
            content = self._input.read(length + padding)[:length]
            if kind == OUTPUT:
                answer += content
            elif kind == ERROR:
                errors += content
            elif kind == END:
                break
        if errors:
            raise RuntimeError(f"{script}: {errors.decode(errors='replace')}")
        head, _, body = answer.partition(b"\r\n\r\n")
        status = re.search(rb"^Status: ([0-9]{3})", head, re.M)
        return int(status[1]) if status else 200, body.decode(errors="replace")


@contextlib.contextmanager
def php_fpm(folder, settings, workers=1, user="root", at=None, under=()):
    """A php-fpm master; gives a connection to it. Only root's can run workers as another user.

    It listens on the socket `at`, else on fpm.sock in its folder; `under` are the words of a command that runs it.
    """
    at = at or folder / "fpm.sock"
    binary = next(filter(None, map(shutil.which, ("php-fpm", *(f"php-fpm8.{minor}" for minor in range(9, -1, -1))))))
    (folder / "fpm.conf").write_text(
        f"[global]\nerror_log = {folder}/fpm.log\n[www]\nlisten = {at}\nlisten.mode = 0666\n"
        f"user = {user}\ngroup = {user}\npm = static\npm.max_children = {workers}\n", encoding="utf-8")
    # What is shared by workers is made before the pool's values are read.
    options = [word for name, value in settings.items() for word in ("-d", f"{name}={value}")]
    # -R: as root it would refuse to run as root; as another user it ignores `user` and says so in its log.
    with subprocess.Popen([*under, binary, "-F", "-R", "-y", folder / "fpm.conf", *options], stderr=subprocess.DEVNULL) as master:
        try:
            for _ in range(200):
                with contextlib.suppress(OSError):
                    client = Client(at)
                    break
                time.sleep(0.05)
            else:
                raise RuntimeError((folder / "fpm.log").read_text(encoding="utf-8"))
            yield client
            client.close()
        finally:
            master.terminate()
