"""Processes that send the forger's requests to a server, and judge what comes back.

Each answer, refusals too, says what PHP was handed (HTTP_HOST, SCRIPT_NAME, the key that the virtual host vouches for), so that
`vmoodle-gen resolve` can say what it should have been answered with.
"""
import base64
import collections
import dataclasses
import json
import multiprocessing
import pathlib
import queue
import re
import subprocess

from reliability import forger, wire


PROCESSES, CONNECTIONS = 2, 4
FAULTS = ("unvouched", "foreign", "not asked", "no tenant", "differing", "denied", "5xx")

# Before the page is read. The beginning of a long host says as much as all of it.
PREPENDED = """\
<?php
header('X-Handed: ' . implode('.', array_map('base64_encode', [
    substr($_SERVER['HTTP_HOST'] ?? '', 0, 300), substr($_SERVER['SCRIPT_NAME'] ?? '', 0, 1000),
    ($_SERVER['VMOODLE_KEY'] ?? '') ?: ($_SERVER['REDIRECT_VMOODLE_KEY'] ?? '') ?: ($_SERVER['VMOODLE_CHOICE'] ?? ''),
])));
"""
PAGE = """\
<?php
require '%s';
echo "tenant\\n", $CFG->wwwroot, "\\n", $CFG->dbname;
"""


@dataclasses.dataclass
class Trial:
    """What is asked, and what the answers are held against."""

    program: pathlib.Path
    port: int
    # By tenant, which is the name of its database, too, the key of its URL.
    keys: dict
    # The output whose table `resolve` reads.
    out: pathlib.Path
    # Only what VMoodle has a notion of; then statuses other than 200 are all one.
    plain: bool = False
    # The virtual hosts vouch for a tenant.
    vouched: bool = True
    # Where forger.SECURE are asked.
    secure_port: int | None = None

    def connections(self):
        """Those of one process, each with the name of the server that it asks for in the handshake of TLS, if it has one."""
        servers = sorted({self.keys[name].partition("/")[0] for name in forger.SECURE}) if self.secure_port else []
        return [(wire.Connection(self.port), None) for _ in range(CONNECTIONS)] + [
            (wire.Connection(self.secure_port, server), server) for server in servers]


class Seen:
    """What one process saw."""

    def __init__(self):
        self.counts, self.examples = collections.Counter(), {}
        # By what PHP was handed and what it said, how often, and one such request.
        self.handed = {}

    def fault(self, kind, request, answer):
        """Counts one and keeps the first of its kind."""
        self.counts[kind] += 1
        self.examples.setdefault(kind, f"{request.data!r}: {answer.status} {answer.body[:200]!r} {handed(answer)}")


def handed(answer):
    """Host, script and key that PHP was handed; None if it did not run."""
    value = answer.header(b"x-handed")
    return None if value is None else tuple(base64.b64decode(part) for part in value.split(b"."))


def is_named(tenant, key, named):
    """Whether a request that names these hosts, in any spelling, may be meant for a tenant."""
    own = {forger.bare(key.partition("/")[0])}
    if tenant == "alpha":
        own.add(forger.ALIAS)
    for raw in named:
        host = re.sub(r"\.$", "", forger.bare(raw.decode("latin-1").strip())).lower()
        if host in own or tenant == "alpha" and host.partition(".")[2] == forger.WILDCARD:
            return True
    return False


def answering(answer):
    """The database, which is the tenant's name, and the address in an answer of the page; None if no tenant answered."""
    mark, root, database = (answer.body.decode(errors="replace").split("\n") + ["", ""])[:3]
    return (database, root) if answer.status == 200 and mark == "tenant" else None


def judge(trial, request, answer, seen):
    """Counts an answer and what is wrong with it."""
    given, found = handed(answer), answering(answer)
    tenant = found[0] if found else None
    if given is None:
        seen.counts[f"{answer.status} by the server"] += 1
        if answer.status >= 500:
            seen.fault("5xx", request, answer)
        elif answer.status == 200:
            seen.fault("no tenant", request, answer)
    else:
        seen.counts[f"{answer.status} by PHP"] += 1
        if found:
            key = trial.keys.get(tenant)
            if trial.vouched and given[2].decode("latin-1") != key:
                seen.fault("unvouched", request, answer)
            if found[1] != forger.url(tenant, key):
                seen.fault("foreign", request, answer)
            if not is_named(tenant, key or "", request.named):
                seen.fault("not asked", request, answer)
        elif answer.status == 200:
            seen.fault("no tenant", request, answer)
        elif answer.status >= 500 and (trial.plain or answer.status != 503):
            seen.fault("5xx", request, answer)
        seen.handed.setdefault((*given, answer.status, tenant), [0, request])[0] += 1
    if request.tenant is not None and tenant != request.tenant:
        seen.fault("denied", request, answer)


def ask(trial, count, seed):
    """What `count` requests were answered with."""
    seen, source = Seen(), forger.Forger(seed, trial.port, trial.plain)
    connections = trial.connections()
    while seen.counts["requests"] < count:
        sent = [(connection, source.request(server)) for connection, server in connections]
        for connection, request in sent:
            connection.send(request.data)
        for connection, request in sent:
            seen.counts["requests"] += 1
            try:
                judge(trial, request, connection.answer(), seen)
            except wire.Lost as error:
                seen.counts["unanswered"] += 1
                if request.tenant is not None:
                    seen.fault("denied", request, wire.Answer(0, b"", str(error).encode()))
            if request.ends:
                # What follows an end that only some see as one would be taken for the next answer.
                connection.close()
    return seen


def resolved(trial, cases):
    """By host and script what `resolve` says."""
    def url(host, script):
        # No key has one of these bytes, and a URL ends a host or path there.
        return b"http://" + re.sub(rb"[/?#\n]", b"!", host) + re.sub(rb"[?#\n]", b"!", script)

    command = [trial.program, "resolve", "--stdin", "--format", "json", "--out", trial.out]
    said = subprocess.run(
        command, input=b"".join(url(*case) + b"\n" for case in cases), stdout=subprocess.PIPE, check=False).stdout
    return dict(zip(cases, json.loads(said.decode() or "[]"), strict=True))


def compare(trial, seen):
    """Counts answers that are not those of `resolve` for what PHP was handed."""
    answers = resolved(trial, list({(host, script) for host, script, *_ in seen.handed}))
    for (host, script, key, status, tenant), (count, request) in seen.handed.items():
        answer = answers[host, script]
        expected, named = answer["status"], answer["host"]
        if trial.vouched and expected != 400 and (named is None or trial.keys.get(named, "").encode() != key):
            expected = 421
        is_alike = (named if expected == 200 else None) == tenant and (trial.plain or expected == status)
        if not is_alike:
            seen.counts["differing"] += count
            seen.counts["of these another tenant"] += count if tenant else 0
            seen.examples.setdefault("differing", f"{request.data!r}: {(host, script, key)} {status} {tenant}, not {answer}")


def asked(trial, count, seed):
    """Counts of what the processes saw together, and an example of each fault."""
    fork = multiprocessing.get_context("fork")
    results = fork.Queue()

    def work(number):
        seen = ask(trial, count // PROCESSES, f"{seed}.{number}")
        compare(trial, seen)
        results.put((seen.counts, seen.examples))

    processes = [fork.Process(target=work, args=(number,), daemon=True) for number in range(PROCESSES)]
    for process in processes:
        process.start()
    counts, examples = collections.Counter(), {}
    while any(process.is_alive() for process in processes) or not results.empty():
        try:
            more, found = results.get(timeout=1)
        except queue.Empty:
            continue
        counts.update(more)
        examples = {**found, **examples}
    if any(process.exitcode for process in processes):
        raise SystemExit("a process that asks has ended")
    return counts, examples


def line(counts):
    """What must not be, and what was answered."""
    answers = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()) if " by " in name)
    return (", ".join(f"{counts[fault]} {fault}" for fault in FAULTS)
            + f"; {counts['unanswered']} connections ended without an answer; {answers}")
