"""A copy of the sources under .build/scratch that a program may alter and build, for tests that must not touch the sources.

What did not change keeps its time, so that SwiftPM compiles what did; the first build there takes as long as any.
"""

import filecmp
import os
import shutil
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SCRATCH = os.path.join(ROOT, '.build', 'scratch')


def names():
    """The files of the sources, those that are not committed yet among them."""
    listed = subprocess.run(
        ['git', '-C', ROOT, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'],
        check=True, capture_output=True).stdout.decode().split('\0')
    return [name for name in listed if name and os.path.lexists(os.path.join(ROOT, name))]


def copy(to=SCRATCH, below=('',)):
    """Makes a folder hold the sources and nothing else; gives the names of the files that it changed."""
    wanted = [name for name in names() if name.startswith(tuple(below))]
    changed = [name for name in wanted if place(os.path.join(ROOT, name), os.path.join(to, name))]
    for folder, folders, files in os.walk(to):
        folders[:] = [name for name in folders if name not in ('.build', 'out')]
        for name in files:
            path = os.path.relpath(os.path.join(folder, name), to)
            if path not in wanted and path != 'Package.resolved':
                os.remove(os.path.join(to, path))
                changed.append(path)
    return changed


def place(source, target):
    """Copies a file where it differs."""
    if os.path.islink(source):
        return False
    if os.path.exists(target) and filecmp.cmp(source, target, shallow=False):
        return False
    os.makedirs(os.path.dirname(target), exist_ok=True)
    shutil.copy(source, target)
    return True


def prepare():
    """The copy that is built, with the packages that the sources' own build has."""
    copy()
    for name in ('checkouts', 'repositories', 'artifacts', 'workspace-state.json', '../Package.resolved'):
        source, target = os.path.join(ROOT, '.build', name), os.path.join(SCRATCH, '.build', name)
        if os.path.exists(target) or not os.path.exists(source):
            continue
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if os.path.isdir(source):
            shutil.copytree(source, target, symlinks=True)
        else:
            shutil.copy(source, target)
    return SCRATCH


def swift(words, folder=SCRATCH, seconds=3600):
    """Runs a command of SwiftPM in the copy; gives whether it went well, and what it said."""
    try:
        done = subprocess.run(
            ['swift'] + words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=seconds)
    except subprocess.TimeoutExpired as late:
        return False, (late.stdout or b'').decode(errors='replace') + '\nnot done in %d s' % seconds
    return done.returncode == 0, done.stdout.decode(errors='replace')
