"""Processes that ask servers for the hosts of publishing.py as fast as they are answered, and judge every answer."""
import multiprocessing
import random
import signal

import fastcgi
from reliability import publishing, wire

PROCESSES, CONNECTIONS, BATCH = 2, 4, 8
FAULTS = ("wrong tenant", "mixed", "stale", "not 200", "cut off")
_COUNTS = ("requests", "absent guests") + FAULTS


def judge(name, oldest, status, body):
    """What is wrong with an answer; None if nothing is."""
    is_guest = name.startswith("g")
    if status != 200:
        return "absent guests" if is_guest and status in (404, 421) else "not 200"
    fields = body.split(b"\t")
    expected = [f"http://{name}.example.test".encode(), name.encode(), b"/srv/moodledata/" + name.encode(), name.encode(),
                name.encode()]
    if len(fields) != 7 or fields[:5] != expected:
        return "wrong tenant"
    if fields[5] != fields[6]:
        return "mixed"
    return "stale" if int(fields[5]) < oldest else None


class _OverFastCGI:
    """php-fpm, asked directly for one name of a batch after the other."""

    def __init__(self, socket_path, page):
        self._client, self._page, self._names = fastcgi.Client(socket_path), page, []

    def send(self, names):
        """Notes what to ask for."""
        self._names = names

    def answers(self):
        """Status and body of each."""
        for name in self._names:
            status, body = self._client.exchange(self._page, {
                "HTTP_HOST": f"{name}.example.test", "SCRIPT_NAME": "/course/view.php",
                "REQUEST_URI": "/course/view.php", "REMOTE_ADDR": "::1"})
            yield status, body.encode()


class _OverHTTP:
    """A web server, asked for all names of a batch at once."""

    def __init__(self, port, target):
        self._connection, self._target, self._count = wire.Connection(port), target.encode(), 0

    def send(self, names):
        """Sends the requests."""
        self._count = len(names)
        self._connection.send(b"".join(
            b"GET " + self._target + b" HTTP/1.1\r\nHost: " + name.encode() + b".example.test\r\n\r\n" for name in names))

    def answers(self):
        """Status and body of each."""
        for _ in range(self._count):
            answer = self._connection.answer()
            yield answer.status, answer.body


class Crowd:
    """The processes; they begin at once and end with `stop`."""

    def __init__(self, stack, port, folder, publisher, target="/course/view.php", guests=True):
        self._stack, self._port, self._folder, self._target = stack, port, folder, target
        self._guests, self._served, self._hosts = guests, publisher.served, publisher.hosts
        fork = multiprocessing.get_context("fork")
        self._stopped = fork.Event()
        self._counts = [fork.RawArray("l", len(_COUNTS)) for _ in range(PROCESSES)]
        self._examples = fork.SimpleQueue()
        self._processes = [
            fork.Process(target=self._run, args=(number,), daemon=True) for number in range(PROCESSES)]

    def __enter__(self):
        for process in self._processes:
            process.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        """Returns when all answers have come."""
        self._stopped.set()
        for process in self._processes:
            process.join()
            if process.exitcode:
                raise SystemExit("a process that asks has ended")

    def is_whole(self):
        """Whether none of them has ended by itself."""
        return all(process.is_alive() for process in self._processes)

    def counts(self):
        """By name."""
        return dict(zip(_COUNTS, (sum(counts) for counts in zip(*self._counts))))

    def example(self):
        """One of the faults; empty if there was none."""
        return "" if self._examples.empty() else self._examples.get()

    def _connect(self):
        if self._stack == "fpm":
            return _OverFastCGI(self._folder / "fpm.sock", f"{self._folder}/tree{self._target}")
        return _OverHTTP(self._port, self._target)

    def _run(self, number):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        counts, chance, said = self._counts[number], random.Random(number), False
        connections = [self._connect() for _ in range(CONNECTIONS)]
        while not self._stopped.is_set():
            batches = []
            for connection in connections:
                names = [self._name(chance) for _ in range(BATCH)]
                batches.append([(name, self._oldest(name)) for name in names])
                connection.send(names)
            for connection, batch in zip(connections, batches):
                for name, oldest, status, body in self._answers(connection, batch):
                    counts[0] += 1
                    fault = judge(name, oldest, status, body) if status else "cut off"
                    if fault is None:
                        continue
                    counts[_COUNTS.index(fault)] += 1
                    if fault in FAULTS and not said:
                        said = True
                        self._examples.put(f"{fault}: {name}, at least edition {oldest}: {status} {body[:300]!r}")

    @staticmethod
    def _answers(connection, batch):
        answers = connection.answers()
        for name, oldest in batch:
            try:
                status, body = next(answers, (0, b"the connection ended"))
            except wire.Lost as error:
                status, body = 0, str(error).encode()
            yield name, oldest, status, body

    def _name(self, chance):
        if self._guests and chance.random() < 0.05:
            return f"g{chance.randrange(publishing.GUESTS)}"
        return f"h{chance.randrange(self._hosts)}"

    def _oldest(self, name):
        return self._served[int(name[1:])] if name.startswith("h") else 0
