"""Others that make the files of a fleet: scripts from the same registry, which write the same bytes, and what VMoodle itself has."""
import json
import pathlib
import re
import shutil

import bench
import dialects
import yaml
from whole import values

PYTHON = "/usr/bin/python3"
HERE = pathlib.Path(__file__).resolve().parent
ANSIBLE = """\
- hosts: localhost
  gather_facts: false
  vars_files: [views.json]
  tasks:
"""
TASK = """\
    - template: {{src: {kind}, dest: "{out}/{name}", trim_blocks: false}}
      loop: "{{{{ {kind} }}}}"
      loop_control: {{loop_var: host, label: "{{{{ {label} }}}}"}}
"""
FILTERS = """\
import sys
sys.path.insert(0, {folder!r})
import dialects


class FilterModule:
    def filters(self):
        return dialects.FILTERS
"""


def load(registry):
    """A registry as PyYAML reads it."""
    with open(registry, "rb") as file:
        return yaml.load(file, Loader=yaml.CSafeLoader)


def write_templates(folder, views):
    """The project's templates in Jinja2's language, a file each, and in PHP. Their lists are known by the views."""
    folder.mkdir()
    code = dialects.PHP_HEAD
    for kind, path in dialects.TEMPLATES.items():
        text = (bench.HERE.parent / "templates" / path).read_text(encoding="utf-8")
        names = dialects.Names(views[kind])
        (folder / kind).write_text(dialects.jinja(kind, text, names), encoding="utf-8")
        code += dialects.php(kind, text, names)
    (folder / "templates.php").write_text(code, encoding="utf-8")


def by_jinja(floor, registry, templates, out):
    """PyYAML's C loader and Jinja2."""
    return bench.Run(floor, [PYTHON, HERE / "by_jinja.py", registry, templates, out, refusal(out)])


def by_php(floor, registry, templates, out):
    """php-yaml, and templates that are PHP."""
    options = ["-d", "memory_limit=-1", "-d", "pcov.enabled=0", "-d", "opcache.enable_cli=1"]
    return bench.Run(floor, ["php", *options, HERE / "by_php.php", registry, templates / "templates.php", out, refusal(out)])


def refusal(out):
    """Where the program that refuses requests is, for the output in the folder beside."""
    return out.parent / "out/vmoodle/refuse.php"


def by_ansible(floor, registry, templates, out):
    """Ansible's template module, one task a kind of file; it is given what the scripts have worked out."""
    folder = out.parent / f"{out.name}-playbook"
    shutil.copytree(templates, folder)
    views = values.views(load(registry), str(refusal(out)))
    (folder / "views.json").write_text(json.dumps(views), encoding="utf-8")
    (folder / "filter_plugins").mkdir()
    (folder / "filter_plugins/quoting.py").write_text(FILTERS.format(folder=str(bench.HERE)), encoding="utf-8")
    tasks = [
        TASK.format(kind=kind, out=out, name=name, label=label) for kind, name, label in (
            ("fragment", "fragments/{{ host.id }}.php", "host.id"), ("nginx", "nginx.d/{{ host.name }}", "host.name"),
            ("apache", "apache.d/{{ host.name }}", "host.name"), ("cron", "cron", "'all'"))]
    (folder / "play.yaml").write_text(ANSIBLE + "".join(tasks), encoding="utf-8")
    for name in ("fragments", "nginx.d", "apache.d"):
        (out / name).mkdir(parents=True)
    run = bench.Run(floor, ["ansible-playbook", "-c", "local", "-i", "localhost,", folder / "play.yaml"], output=True)
    for kind in ("nginx", "apache"):
        (out / kind).write_bytes(b"".join(path.read_bytes() for path in sorted((out / f"{kind}.d").iterdir())))
    return run


# --- VMoodle -------------------------------------------------------------------------------------------------------

GENERATECONFIGS = "local/vmoodle/cli/generateconfigs.php"


def by_generateconfigs(floor, registry, server, script, out):
    """What stands for VMoodle's program for files of settings, or that program, on VMoodle's table."""
    hosts = list(values.hosts(load(registry)))
    shutil.copytree(HERE / "moodle", out)
    if script:
        shutil.copy(script, out / GENERATECONFIGS)
    config = out / "config.php"
    config.write_text(config.read_text(encoding="utf-8").replace("DATAROOT", str(out)), encoding="utf-8")
    for name in ("adminlib", "upgradelib", "clilib", "environmentlib", "pluginlib"):
        (out / f"lib/{name}.php").write_text("<?php\n", encoding="utf-8")
    rows = out.parent / f"{out.name}.tsv"
    with open(rows, "w", encoding="utf-8") as file:
        for host in hosts:
            row = [
                host.get("name", host["id"]), host["id"], "", host["url"], "mariadb", "127.0.0.1", host["db"]["user"], "secret",
                host["db"]["name"], host["db"]["prefix"], 0, host["dataroot"], 0, 1, 0, 0, 0, 0, ""]
            file.write("\t".join(str(cell).replace("\\", "\\\\") for cell in row) + "\n")
    server.load("vmoodle", rows, False)
    options = ["-d", "memory_limit=-1", "-d", "pcov.enabled=0", "-d", f"mysqli.default_socket={server.socket}"]
    run = bench.Run(floor, ["php", *options, out / GENERATECONFIGS])
    written = {path.name: path for path in (out / "vmoodle_configs").iterdir()}
    last = hosts[-1]
    if len(written) != len(hosts) or f"'{last['url']}'" not in written[f"config-{last['id']}.php"].read_text(encoding="utf-8"):
        raise SystemExit("generateconfigs wrote no config.php for some hosts")
    return run


# --- what was written ----------------------------------------------------------------------------------------------

PIECE = {"nginx": rb"(?m)^(?=(?:server|map \S+ \S+) \{$)", "apache": rb"(?m)^(?=<VirtualHost )", "cron": rb"(?m)^(?=[0-9*])"}


def pieces(kind, contents):
    """The servers or lines of files, without what the files begin with, in order."""
    return sorted(piece.strip() for content in contents for piece in re.split(PIECE[kind], content)[1:])


def of_script(out):
    """What a script wrote: all fragments, all servers, all lines."""
    return {
        "fragment": sorted(path.read_bytes() for path in (out / "fragments").iterdir()),
        **{kind: pieces(kind, [(out / kind).read_bytes()]) for kind in PIECE}}


def of_build(out):
    """The same of a build."""
    current = out / "current"
    files = {"nginx": "nginx/hosts-*.conf", "apache": "apache/hosts-*.conf", "cron": "cron/vmoodle-*"}
    return {
        "fragment": sorted(path.read_bytes() for path in (out / "fragments").glob("*/*.php")),
        **{kind: pieces(kind, (path.read_bytes() for path in current.glob(pattern))) for kind, pattern in files.items()}}


def compare(name, out, build):
    """Ends the program where a script did not write what the build did."""
    theirs = of_script(out)
    for kind, ours in build.items():
        if theirs[kind] != ours:
            odd = next((pair for pair in zip(theirs[kind], ours) if pair[0] != pair[1]), (len(theirs[kind]), len(ours)))
            raise SystemExit(f"{name} writes another {kind}: {odd[0]}\ninstead of {odd[1]}")
