"""Releases of a made-up registry, one edition after the other, for servers that are asked meanwhile.

An edition's number stands in the settings of each host that it changes; hosts h0, h1, … are always there, g0 to g5 come and go.
"""
import ctypes
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import threading
import time

from reliability import stacks


GUESTS = 6
# As many hosts as a short run has time for.
FEW = 40
# The edition of all hosts and guests, for the servers' files: they are read once.
ALL = 6
# Requests use the release that they began with; these are kept for them.
KEPT = 20


def served(hosts):
    """What clients compare with: by number of host the edition that is served for sure; shared by processes."""
    return multiprocessing.RawArray(ctypes.c_long, hosts)


class Publisher(threading.Thread):
    """Builds one edition after the other, the first behind that of the publisher before it, until it is ended."""

    def __init__(self, program, folder, port, seed, hosts, before=None):
        super().__init__()
        self.program, self.folder, self.random = program, folder, random.Random(seed)
        self.head = stacks.HEAD.format(folder=folder, user=stacks.USER, port=port)
        self.published = self.killed = self.failed = 0
        self.hosts, self.served = hosts, served(hosts)
        self.stopped = threading.Event()
        self.edition = before.edition if before else ALL
        self.kept = []

    def end(self):
        """Returns when the last build has ended."""
        self.stopped.set()
        self.join()

    def registry(self, edition, editions):
        """The text of an edition: the hosts whose turn it is change, and the list begins with another host each time."""
        for number in range(edition % 10, self.hosts, 10):
            editions[number] = edition
        lines = [(f"h{number}", editions.get(number, 0)) for number in range(self.hosts)]
        lines += [(f"g{number}", edition) for number in range(edition % (GUESTS + 1))]
        first = edition * 7 % len(lines)
        return self.head + "".join(
            f"  {name}: {{ url: http://{name}.example.test, config: {{ edition: {own}, again: {own} }} }}\n"
            for name, own in lines[first:] + lines[:first])

    def build(self, edition, editions, kill_after=None):
        """Builds an edition; whether it was published."""
        (self.folder / "registry.yaml").write_text(self.registry(edition, editions), encoding="utf-8")
        command = [self.program, "build", "--quiet", "--force", self.folder / "registry.yaml", "--out", self.folder / "out"]
        # The warning about passwords in the registry is meant.
        with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
            if kill_after is not None:
                try:
                    process.wait(kill_after)
                except subprocess.TimeoutExpired:
                    process.kill()
            said = process.stderr.read().decode(errors="replace")
        if process.returncode == -9:
            self.killed += 1
        elif process.returncode != 0:
            self.failed += 1
            print(said, file=sys.stderr)
        return process.returncode == 0

    def run(self):
        editions, usual = {}, 0.05
        while not self.stopped.is_set():
            self.edition += 1
            start = time.monotonic()
            kill_after = self.random.uniform(0, usual) if self.random.random() < 0.1 else None
            if self.build(self.edition, editions, kill_after):
                self.published += 1
                for number, own in editions.items():
                    self.served[number] = own
                usual = time.monotonic() - start
                self.remove_old()

    def remove_old(self):
        """Keeps the last releases."""
        self.kept.append(os.readlink(self.folder / "out/current"))
        while len(self.kept) > KEPT:
            old = self.kept.pop(0)
            if old not in self.kept:
                shutil.rmtree(self.folder / "out" / old, ignore_errors=True)


class Numbered(threading.Thread):
    """Moves a link among directories with a table from host to number and a fragment for each number."""

    def __init__(self, folder, hosts, releases=10):
        super().__init__()
        self.folder, self.releases = folder, releases
        self.published = self.failed = 0
        # They are published in turns: none is older than another.
        self.hosts, self.served = hosts, served(hosts)
        self.stopped = threading.Event()
        for release in range(releases):
            self.write(release)
        self.publish()

    def end(self):
        """Returns when the last one is published."""
        self.stopped.set()
        self.join()

    def write(self, release):
        """A release, whose hosts have other numbers than in any other one."""
        folder = self.folder / f"releases/{release}"
        folder.mkdir(parents=True)
        table = []
        for number in range(self.hosts):
            host, place = f"h{number}", (number + release) % self.hosts
            table.append(f"'{host}.example.test' => {place},\n")
            (folder / f"{place}.php").write_text(
                f"<?php\nreturn ['wwwroot' => 'http://{host}.example.test', 'dbname' => '{host}', 'vhost' => '{host}', "
                f"'dataroot' => '/srv/moodledata/{host}', 'edition' => {release}, 'again' => {release}];\n",
                encoding="utf-8")
        (folder / "table.php").write_text("<?php\nreturn [" + "".join(table) + "];\n", encoding="utf-8")

    def publish(self):
        """Moves the link to the next release."""
        (self.folder / "next").symlink_to(f"releases/{self.published % self.releases}")
        (self.folder / "next").rename(self.folder / "current")
        self.published += 1

    def run(self):
        while not self.stopped.wait(0.002):
            self.publish()


class InPlace(threading.Thread):
    """Writes the settings of each host into two files, over what they held and in pieces."""

    def __init__(self, folder, hosts):
        super().__init__()
        self.folder = folder
        self.published = self.failed = 0
        # When an edition is whole nobody can say.
        self.hosts, self.served = hosts, served(hosts)
        self.stopped = threading.Event()
        self.publish()

    def end(self):
        """Returns when the last edition is written."""
        self.stopped.set()
        self.join()

    def publish(self):
        """Writes the next edition."""
        for number in range(self.hosts):
            host = f"h{number}"
            self._write(
                f"{host}.example.test.php",
                f"<?php\nreturn ['wwwroot' => 'http://{host}.example.test', 'dbname' => '{host}', 'vhost' => '{host}', ",
                f"'dataroot' => '/srv/moodledata/{host}', 'edition' => {self.published}];\n")
            self._write(f"{host}.example.test.more.php", "<?php\nreturn [", f"'again' => {self.published}];\n")
        self.published += 1

    def _write(self, name, *pieces):
        with open(self.folder / name, "w", encoding="utf-8") as file:
            for piece in pieces:
                file.write(piece)
                file.flush()

    def run(self):
        while not self.stopped.is_set():
            self.publish()
