"""A raw HTTP/1.1 client on a connection that is kept: what is sent is sent to the byte, and nothing is retried unasked."""
import contextlib
import socket
import ssl

LIMIT = 1 << 20
_CONTEXT = ssl.create_default_context()
_CONTEXT.check_hostname = False
_CONTEXT.verify_mode = ssl.CERT_NONE


class Lost(Exception):
    """The server ended the connection before an answer was whole."""


class Answer:
    """Status, head (from the first header on, lower-case names are the caller's matter) and body."""

    __slots__ = ("status", "head", "body")

    def __init__(self, status, head, body):
        self.status, self.head, self.body = status, head, body

    def header(self, name):
        """The value of the first header of a name in small letters; None if there is none."""
        for line in self.head.split(b"\r\n"):
            given, colon, value = line.partition(b":")
            if colon and given.lower() == name:
                return value.strip()
        return None


class Connection:
    """One connection to a port of 127.0.0.1, made when it is needed; over TLS if it asks for a server by name.

    Whose certificate that is does not matter: all have one.
    """

    def __init__(self, port, server=None):
        self._port, self._server, self._socket, self._input = port, server, None, b""

    def close(self):
        """Ends the connection; what comes next makes another one."""
        if self._socket is not None:
            self._socket.close()
        self._socket, self._input = None, b""

    def send(self, data):
        """Sends bytes; over a new connection if the server has ended the last one between two requests."""
        for attempt in (0, 1):
            try:
                if self._socket is None:
                    self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=60)
                    self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    if self._server is not None:
                        self._socket = _CONTEXT.wrap_socket(self._socket, server_hostname=self._server)
                self._socket.sendall(data)
                return
            except OSError:
                self.close()
                if attempt:
                    raise

    def answer(self):
        """The next answer; the connection is closed where the answer says so."""
        while True:
            end = self._input.find(b"\r\n\r\n")
            if end >= 0:
                break
            self._more()
        first, _, head = self._input[:end].partition(b"\r\n")
        self._input = self._input[end + 4:]
        if not first.startswith(b"HTTP/1."):
            self.close()
            raise Lost(f"not an answer: {first[:80]!r}")
        status, small = int(first[9:12]), head.lower()
        if status in (204, 304):
            body = b""
        elif b"transfer-encoding: chunked" in small:
            body = self._chunks()
        elif (at := small.find(b"content-length:")) >= 0:
            body = self._exactly(int(small[at + 15:].split(b"\r\n", 1)[0]))
        else:
            body = self._rest()
        if first.startswith(b"HTTP/1.0") or b"connection: close" in small:
            self.close()
        return Answer(status, head, body)

    def _more(self):
        try:
            data = self._socket.recv(65536) if self._socket else b""
        except OSError as error:
            self.close()
            raise Lost(str(error)) from error
        if not data or len(self._input) > LIMIT:
            self.close()
            raise Lost("the connection ended")
        self._input += data

    def _exactly(self, count):
        while len(self._input) < count:
            self._more()
        body, self._input = self._input[:count], self._input[count:]
        return body

    def _chunks(self):
        parts = []
        while True:
            while (end := self._input.find(b"\r\n")) < 0:
                self._more()
            count = int(self._exactly(end + 2)[:-2].split(b";")[0], 16)
            parts.append(self._exactly(count + 2)[:-2])
            if count == 0:
                return b"".join(parts)

    def _rest(self):
        body, self._input = [self._input], b""
        with contextlib.suppress(OSError):
            while data := self._socket.recv(65536):
                body.append(data)
        self.close()
        return b"".join(body)
