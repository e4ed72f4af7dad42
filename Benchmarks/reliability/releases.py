"""Two releases of three hosts, and what a build of the second leaves where it is disturbed.

In the second a host is new, one is gone and one has changed, and every file of the runtime is another version's before. Or, of so
many hosts that a build reads those alone that changed, one has another setting.
"""
import collections
import hashlib
import os
import pathlib
import subprocess
import sys
import tempfile


REGISTRY = """\
version: 1
platforms: { m: { root: /srv/moodle } }
dbservers: { s: { type: mariadb } }
defaults: { platform: m, dataroot: "/srv/moodledata/{id}", db: { server: s, name: "{id}", user: u, password: { file: /x } } }
hosts:
"""
HOSTS = {
    "old": ("a: { url: http://a.example, config: { theme: one } }", "b: { url: http://b.example }", "c: { url: http://c.example }"),
    "new": ("a: { url: http://a.example, config: { theme: two } }", "b: { url: http://b.example }", "d: { url: http://d.example }"),
}
# Long enough to be read by the piece.
MANY = 600


def hosts(name, few):
    """The lines of a release's hosts."""
    if not few:
        return "".join(f"  {host}\n" for host in HOSTS[name])
    text = "x" * 850
    is_new = name == "new"
    numbers = [number for number in range(MANY + 1) if number != (5 if is_new else MANY)]
    theme = lambda number: "other" if is_new and number == MANY // 2 else "boost"
    state = lambda number: "maintenance" if is_new and number == 7 else "enabled"
    return "".join(
        f"  h{number}:\n    url: http://h{number}.example\n    description: {text}\n"
        f"    config: {{ theme: {theme(number)} }}\n    state: {state(number)}\n" for number in numbers)


# Of the directory, not of a release.
OWN = (".vmoodle-gen", ".history", ".inputs", ".made", ".lines", ".footprints", ".changes")


def build(program, folder, name, out, *tracing):
    """The exit status of a build; None if it had to be ended."""
    command = [*tracing, program, "build", "--quiet", "--force", folder / f"{name}.yaml", "--out", out, "--served-from", "/srv/v"]
    try:
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60, check=False)
    except subprocess.TimeoutExpired:
        return None, ""
    return done.returncode, done.stderr.decode(errors="replace")


def files(out):
    """Digest and permissions of every file, by path; of links what they say."""
    found = {}
    for directory, _, names in os.walk(out):
        for name in names:
            path = os.path.join(directory, name)
            key = os.path.relpath(path, out)
            if key in OWN:
                continue
            if os.path.islink(path):
                found[key] = os.readlink(path)
            else:
                with open(path, "rb") as file:
                    found[key] = f"{hashlib.sha256(file.read()).hexdigest()} {os.stat(path).st_mode & 0o777:o}"
    for directory, names, _ in os.walk(out):
        for name in names:
            if os.path.islink(os.path.join(directory, name)):
                found[os.path.relpath(os.path.join(directory, name), out)] = os.readlink(os.path.join(directory, name))
    return found


class Trial:
    """The two releases, and what one fault leaves of them."""

    def __init__(self, program, folder, few=False):
        self.program, self.folder, self.few = program, folder, few
        self.whole = {}
        for name in HOSTS:
            (folder / f"{name}.yaml").write_text(REGISTRY + hosts(name, few), encoding="utf-8")
            out = folder / name / "out"
            out.parent.mkdir()
            status, said = build(program, folder, name, out)
            if status != 0:
                sys.exit(f"a build without a fault ended with {status}: {said}")
            self.whole[name] = files(out)
        self.link = {name: whole["current"] for name, whole in self.whole.items()}
        # The runtime is another version's before: it is replaced file by file, and reads what both have written.
        self.runtime = [path for path in self.whole["old"] if path.startswith("vmoodle")]
        for path in [] if few else self.runtime:
            with open(folder / "old/out" / path, "ab") as file:
                file.write(b"\n// another version\n")
        self.former = files(folder / "old/out")

    def state(self, out):
        """'old' or 'new' if that release is current and whole; else what is wrong."""
        found = files(out)
        for name, whole in self.whole.items():
            if found.get("current") == self.link[name]:
                wrong = [path for path, what in whole.items() if found.get(path) != what
                         and not (name == "old" and path in self.runtime and found.get(path) == self.former[path])]
                return name if not wrong else f"{name} without {wrong[0]}"
        return f"current is {found.get('current')}"

    def calls(self):
        """Of each call that a build makes, the numbers of those behind the opening of the registry."""
        with tempfile.TemporaryDirectory(dir=self.folder) as here:
            out, log = self.fresh(here), pathlib.Path(here, "log")
            build(self.program, self.folder, "new", out, "strace", "-f", "-qq", "-o", log)
            counts, before = collections.Counter(), None
            for line in log.read_text(errors="replace").splitlines():
                words = line.split(None, 1)
                name = words[1].partition("(")[0] if len(words) > 1 else ""
                if before is None and name == "openat" and "new.yaml" in line:
                    # What comes before is the start of any program.
                    before = dict(counts)
                counts[name] += 1
            return {name: range(before.get(name, 0) + 1, count + 1) for name, count in counts.items() if name.isidentifier()}

    def fresh(self, here):
        """A directory with the old release, at a path of its own."""
        out = pathlib.Path(here, "out")
        if self.few:
            # Of a copy nothing would be taken over.
            build(self.program, self.folder, "old", out)
            return out
        subprocess.run(["cp", "-a", self.folder / "old/out", out], check=True)
        return out

    def after(self, out):
        """What is wrong with the next build, which nothing disturbs: 'stuck' or 'leaking', with what was found; empty: nothing."""
        again, said = build(self.program, self.folder, "new", out)
        state = self.state(out)
        if again != 0 or state != "new":
            return {"stuck": f"exit {again}, {state}: {said.strip()[:300]}"}
        more = sorted(set(files(out)) - set(self.whole["old"]) - set(self.whole["new"]))
        return {"leaking": more[0]} if more else {}
