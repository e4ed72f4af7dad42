"""What the measurements share: a scratch directory, a clock, and the table of figures against their goals."""
import contextlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


@contextlib.contextmanager
def scratch(where, need):
    """A new directory, removed at the end: in memory if that has room for `need` bytes, else where `where` says.

    In memory because an ext4 without a journal makes files ten times slower for minutes after many were removed.
    """
    if where is None and os.access("/dev/shm", os.W_OK):
        free = os.statvfs("/dev/shm")
        where = "/dev/shm" if free.f_bavail * free.f_frsize > need else None
    path = pathlib.Path(tempfile.mkdtemp(prefix="vmoodle-gen-bench-", dir=where))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def is_in_memory(path):
    """Whether files there can be removed between two measurements without harm to the second."""
    kinds = dict(line.split()[1:3] for line in pathlib.Path("/proc/mounts").read_text().splitlines())
    return next(kinds[str(folder)] for folder in [path, *path.parents] if str(folder) in kinds) == "tmpfs"


class Run:
    """One run of a program: its seconds, those that it and what it waited for had of processors, its peak of memory in bytes, and its
    output if that was asked for."""

    def __init__(self, floor, command, output=False, environment=None):
        with self._started(floor, command, output, environment) as process:
            self._end(process)

    def _started(self, floor, command, output=False, environment=None):
        return subprocess.Popen(
            [floor, "time", *(str(word) for word in command)], stdout=subprocess.PIPE if output else subprocess.DEVNULL,
            stderr=subprocess.PIPE, env=environment)

    def _end(self, process):
        self.output, said = process.communicate()
        said = said.decode(errors="replace").strip()
        last = said.splitlines()[-1].split() if said else []
        if len(last) != 4 or last[3] != "0":
            sys.exit(f"{' '.join(process.args[2:])} failed:\n{said}")
        self.seconds, self.processor, self.peak = float(last[0]), float(last[1]), int(last[2]) * 1024


class Pair(Run):
    """Two runs of a program at once, on a processor each: the seconds of the longer one."""

    def __init__(self, floor, command):
        with (self._started(floor, ["taskset", "-c", "0", *command]) as one,
              self._started(floor, ["taskset", "-c", "1", *command]) as other):
            self._end(one)
            longest = self.seconds
            self._end(other)
        self.seconds = max(longest, self.seconds)


@contextlib.contextmanager
def floor_program():
    """Compiles floor.c; not into memory, from where some systems run no programs."""
    with tempfile.TemporaryDirectory(prefix="vmoodle-gen-floor-") as folder:
        subprocess.run(["cc", "-O2", HERE / "floor.c", "-lyaml", "-o", f"{folder}/floor"], check=True)
        yield f"{folder}/floor"


def write_fleet(path, hosts, *options):
    """A registry of that many hosts."""
    with open(path, "wb") as file:
        subprocess.run([sys.executable, HERE / "fleet.py", str(hosts), *options], stdout=file, check=True)
    return path


def seconds(value):
    """A duration in the unit that reads best."""
    if value >= 0.995:
        return f"{value:.2f} s"
    return f"{value * 1e3:.2f} ms" if value >= 1e-4 else f"{value * 1e6:.2f} µs"


class Figures:
    """Lines of a table: what was measured, how much it is, and the goal of the design if there is one."""

    def __init__(self):
        self.rows = []

    def add(self, what, shown, goal="", reached=None):
        self.rows.append((what, shown, goal, {None: "", True: "reached", False: "NOT reached"}[reached]))

    def at_most(self, what, value, limit, form="{:.2f}", shown=""):
        """A figure that should not be above a limit, if there is one; `shown` stands behind it."""
        goal = () if limit is None else ("≤ " + form.format(limit), value <= limit)
        self.add(what, form.format(value) + (f"  ({shown})" if shown else ""), *goal)

    def at_least(self, what, value, limit, form="{:.2f}", shown=""):
        """A figure that should not be below a limit, if there is one; `shown` stands behind it."""
        goal = () if limit is None else ("≥ " + form.format(limit), value >= limit)
        self.add(what, form.format(value) + (f"  ({shown})" if shown else ""), *goal)

    def __str__(self):
        widths = [max(len(row[column]) for row in self.rows) for column in range(3)]
        return "\n".join("  ".join(text.ljust(width) for text, width in zip(row, [*widths, 0])).rstrip() for row in self.rows)
