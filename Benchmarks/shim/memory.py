"""Shared memory that an arm takes when all hosts of a fleet are asked for."""
import json
import os

import fastcgi

# Of more, as many as these are asked for, evenly: enough for every shard, and fragments are all alike.
MOST = 100_000


def shared(fleet, arm, settings, hosts, without=()):
    """Bytes that OPcache and APCu took for some hosts, without the scripts below some folders, and what was included."""
    folder = fleet.folder
    (folder / "memory-hosts").write_text("".join(f"{host}\n" for host in hosts), encoding="ascii")
    (folder / "memory-without").write_text("".join(f"{path}/*\n" for path in without), encoding="ascii")
    settings = {**settings, "opcache.blacklist_filename": folder / "memory-without", "opcache.max_accelerated_files": 1_000_000}
    with fastcgi.php_fpm(folder, settings) as client:
        text = client.request(folder / "memory.php", {
            "BENCH_ARM": arm.name, "BENCH_HOSTS": str(folder / "memory-hosts"), "SCRIPT_NAME": "/", "REMOTE_ADDR": "127.0.0.1"})
    if not text.startswith("{"):
        raise RuntimeError(f"{arm.name}: {text}")
    taken = json.loads(text)
    if taken["full"]:
        raise RuntimeError(f"{arm.name}: OPcache is full")
    return taken


def measure(fleet, arms, settings):
    """By arm: bytes for what hosts are looked up in, the scripts that do it among them; and with all hosts' fragments."""
    folder = fleet.folder
    keys = [key for key, _, _ in fleet.names]
    every = max(1, -(-len(keys) // MOST))
    some = keys[::every]
    figures = {}
    fragments = None
    for arm in arms:
        if arm.name in ("fixed", "includes"):
            continue
        if arm.name == "file":
            # A fragment is its look-up, and nothing else is.
            taken = shared(fleet, arm, settings, keys[:1], [folder / "data/hosts"])
            whole = shared(fleet, arm, settings, some)
            fragments = (bytes_of(whole) - bytes_of(taken)) / len(some) * len(keys)
        elif arm.name == "shim":
            taken = shared(fleet, arm, settings, some, [folder / "out/fragments"])
            data = [path for path in taken["files"] if "/out/fragments/" not in path and not fleet.is_code(path)]
            number, size = fleet.files["fragments"]
            fleet.files["shim"] = number + len(data), size + sum(os.stat(path).st_size for path in data)
        else:
            sample = fleet.samples[0][0]
            taken = shared(fleet, arm, settings, [sample], [folder / "data/array"])
        figures[arm.name] = {"lookup_shared_bytes": bytes_of(taken)}
    for arm in arms:
        if arm.name in figures and (fragments is not None or not arm.has_fragments):
            more = fragments if arm.has_fragments else 0
            figures[arm.name]["shared_bytes"] = figures[arm.name]["lookup_shared_bytes"] + more
    return figures


def bytes_of(taken):
    """Scripts and strings in OPcache, and entries of APCu."""
    return taken["scripts"] + taken["strings"] + taken["apcu"]
