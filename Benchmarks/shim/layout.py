"""A fleet, compiled, and beside it what the arms look its hosts up in, each with files of its own."""
import dataclasses
import grp
import json
import os
import pathlib
import shutil

import bench

SAMPLES = 200
HOST = "    require __DIR__ . '/host.php';\n"


@dataclasses.dataclass
class Fleet:
    """Where the arms are, the hosts to ask for, and what making it took."""

    hosts: int
    folder: pathlib.Path
    # Key, wwwroot and id: of all hosts that answer with 200 and have a name of their own; and some of them.
    names: list
    samples: list
    # Arm -> seconds; arm -> (number, bytes) of files.
    made: dict
    files: dict

    def is_code(self, path):
        """Whether a file that PHP included is code, and none of those that a release brings."""
        path = pathlib.Path(path)
        out = self.folder / "out"
        return path.parent == self.folder or path == out / "vmoodle.php" or (out / "vmoodle") in path.parents


def names(listed):
    """(key, wwwroot, id) of the enabled hosts that have a name of their own, and of the aliases that answer for them."""
    first, others = [], []
    for host in listed:
        key = host["url"].removeprefix("https://")
        if host["state"] != "enabled" or "/" in key:
            continue
        first.append((key, host["url"], host["id"]))
        others += [(alias, host["url"], host["id"]) for alias in host["aliases"] or [] if isinstance(alias, str)]
    return first, others


def tree(*paths):
    """Number and bytes of the files at and below paths."""
    sizes = [
        os.lstat(os.path.join(folder, file)).st_size
        for path in paths for folder, _, files in (os.walk(path) if path.is_dir() else [(path.parent, [], [path.name])])
        for file in files]
    return len(sizes), sum(sizes)


def lay_out(folder, bootlib):
    """Copies the arms; those that read a host's name get the text that does it."""
    (folder / "data").mkdir()
    host = (bench.HERE / "arms/host.php").read_text(encoding="utf-8").split("\n\n", 2)[2]
    indented = "".join(f"    {line}\n" for line in host.splitlines())
    for arm in (bench.HERE / "arms").iterdir():
        (folder / arm.name).write_text(arm.read_text(encoding="utf-8").replace(HOST, indented), encoding="utf-8")
    # A database has the name of its arm.
    shutil.copy(folder / "mariadb.php", folder / "mariadb-index.php")
    if bootlib:
        shutil.copy(bootlib, folder / "data/bootlib.php")


def make(floor, program, folder, hosts, arms, database, bootlib):
    """Compiles a fleet and fills the arms' tables."""
    folder.mkdir()
    lay_out(folder, bootlib)
    data, out = folder / "data", folder / "out"
    group = grp.getgrgid(os.getgid()).gr_name
    registry = bench.write_fleet(folder / "registry.yaml", hosts, "--literal-passwords", "--group", group)
    made = {"shim": bench.Run(floor, [program, "build", "--quiet", registry, "--out", out]).seconds}
    fields = ["--field", "url", "--field", "state", "--field", "aliases", "--format", "json"]
    listed = json.loads(bench.Run(floor, [program, "list", *fields, registry], output=True).output)["hosts"]
    first, others = names(listed)
    with open(data / "keys.tsv", "w", encoding="ascii") as file:
        file.writelines(f"{key}\t{number}\n" for key, _, number in first + others)

    def fill(form):
        php = ["php", "-d", "memory_limit=-1", bench.HERE / "shim/fill.php", form, folder]
        return bench.Run(floor, php).seconds

    fill("rows")
    for arm in arms:
        if arm.form and hosts <= arm.most and arm.form != "mariadb":
            made[arm.name] = fill(arm.form)
    # bootlib asks mariadb's.
    databases = [arm.name for arm in arms if arm.form == "mariadb" and arm.name != "bootlib" and hosts <= arm.most]
    if databases:
        fill("mariadb")
    for name in databases:
        made[name] = database.load(name, data / "vmoodle.tsv", name == "mariadb-index")
    samples = [first[(2 * i + 1) * len(first) // (2 * SAMPLES)] for i in range(SAMPLES)]
    fleet = Fleet(hosts, folder, first, samples, made, {})
    copy_fragments(fleet)
    count_files(fleet, arms, database)
    return fleet


def copy_fragments(fleet):
    """Fragments of their own for those arms that would else find what another one brought into OPcache."""
    data = fleet.folder / "data"
    of_id = {}
    with open(data / "rows.tsv", encoding="utf-8") as rows:
        for row in rows:
            _, number, fragment, _ = row.split("\t", 3)
            of_id[number] = fragment
    shutil.copy(of_id[fleet.samples[0][2]], data / "fixed.php")
    (data / "array").mkdir()
    for _, _, number in fleet.samples:
        shutil.copy(of_id[number], data / f"array/{number}.php")


def count_files(fleet, arms, database):
    """What each arm's files are, in number and bytes; ours are counted where they are included."""
    data = fleet.folder / "data"
    fragments = tree(fleet.folder / "out/fragments")
    fleet.files["fragments"] = fragments
    of_form = {"inline": "inline.php", "cdb": "hosts.cdb", "sqlite": "hosts.sqlite", "file": "hosts"}
    for arm in arms:
        if arm.name in of_form and arm.name in fleet.made:
            fleet.files[arm.name] = tree(data / of_form[arm.name])
        elif arm.name == "array":
            number, size = tree(data / "array.php")
            fleet.files["array"] = number + fragments[0], size + fragments[1]
        elif arm.name in ("mariadb", "mariadb-index") and arm.name in fleet.made:
            fleet.files[arm.name] = 1, database.size(arm.name)
