"""File systems of a program's own, which go with it."""
import os
import subprocess
import sys


def alone():
    """Starts this program again where nobody else sees what it mounts; skips it where that cannot be."""
    if os.environ.get("VMOODLE_MOUNTS") == str(os.getppid()):
        return
    reason = None
    if os.geteuid() != 0:
        reason = "only root may mount"
    elif subprocess.run(["unshare", "-m", "true"], stderr=subprocess.DEVNULL, check=False).returncode != 0:
        reason = "this machine has no mount namespaces"
    if reason:
        skip(reason)
    done = subprocess.run(
        ["unshare", "-m", "--propagation", "private", sys.executable, *sys.argv],
        env={**os.environ, "VMOODLE_MOUNTS": str(os.getpid())}, check=False)
    sys.exit(done.returncode)


def skip(reason):
    """Ends with a message; it is no failure that a machine cannot do it."""
    print(f"{os.path.basename(sys.argv[0])} was skipped: {reason}", file=sys.stderr)
    sys.exit(0)


def mount(*words):
    """Mounts; whether that worked."""
    return subprocess.run(["mount", *map(str, words)], stderr=subprocess.DEVNULL, check=False).returncode == 0


def unmount(folder):
    """Unmounts, or ends the program."""
    subprocess.run(["umount", str(folder)], check=True)


def image(path, megabytes):
    """Makes a file with an empty ext4 in it."""
    with open(path, "wb") as file:
        file.truncate(megabytes << 20)
    subprocess.run(["mkfs.ext4", "-q", "-F", "-m", "0", str(path)], check=True)
