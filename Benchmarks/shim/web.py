"""Requests to one php-fpm with OPcache and one worker, the arms in turns."""
import collections
import json
import random
import shutil
import statistics
import time

import fastcgi

# Of so many requests, each of another host, the first are not counted: others had the processor's caches before.
BLOCK, WARM = 12, 2
HIT_BLOCKS, MISS_BLOCKS = 100, 40
# Seconds that one arm may have for all its blocks; a slower one gets fewer.
HIT_SECONDS, MISS_SECONDS = 6, 3
RELEASES, RESTARTS = 9, 7

Answer = collections.namedtuple("Answer", "seconds status wwwroot peak trip")


class Site:
    """The arms of one fleet behind a php-fpm."""

    def __init__(self, client, fleet, arms):
        self.client, self.fleet, self.arms = client, fleet, arms
        self.order = random.Random(fleet.hosts)
        self.wrong = collections.Counter()
        self.included = {}

    def parameters(self, arm, key):
        """What a web server sends, and which arm is to answer."""
        files = self.included.get(key, ()) if arm.name == "includes" else ()
        return {
            "BENCH_ARM": arm.name, "HTTP_HOST": key, "SCRIPT_NAME": "/course/view.php",
            "REQUEST_URI": "/course/view.php?id=2", "REMOTE_ADDR": "127.0.0.1",
            **{f"BENCH_FILE_{number}": path for number, path in enumerate(files, 1)}}

    def ask(self, arm, sample, spelled=None):
        """The answer for a host, perhaps spelled in another way, which is compared with the registry."""
        key, wwwroot, _ = self.fleet.samples[sample]
        parameters = self.parameters(arm, key)
        if spelled:
            parameters["HTTP_HOST"] = spelled
        if arm.name == "shim":
            parameters["VMOODLE_KEY"] = wwwroot.removeprefix("https://")
        if arm.name == "fixed":
            wwwroot = self.fleet.samples[0][1]
        answer = self._exchange(parameters)
        self.wrong[arm.name] += answer.wwwroot != wwwroot or answer.status != 200
        return answer

    def ask_unknown(self, arm, number):
        """The answer for a host that there is not."""
        answer = self._exchange(self.parameters(arm, f"nobody-{number:06}.ac-nord.example.edu"))
        # VMoodle ends with 200.
        self.wrong[arm.name] += arm.name not in ("fixed", "includes", "bootlib") and answer.status != 404
        return answer

    def files(self, arm, sample):
        """What PHP includes for a host that a release may have brought."""
        text = self.client.request(
            self.fleet.folder / "time.php", {**self.parameters(arm, self.fleet.samples[sample][0]), "BENCH_FILES": "1"})
        return [path for path in json.loads(text.splitlines()[-1]) if not self.fleet.is_code(path)]

    def forget(self, **what):
        """Empties caches."""
        self.client.request(self.fleet.folder / "forget.php", {f"BENCH_{name.upper()}": text for name, text in what.items()})

    def _exchange(self, parameters):
        start = time.perf_counter()
        _, text = self.client.exchange(self.fleet.folder / "time.php", parameters)
        trip = time.perf_counter() - start
        words = text.splitlines()[-1].split(" ") if text else []
        if len(words) != 4:
            raise RuntimeError(f"{parameters}: {text}")
        return Answer(int(words[0]) / 1e9, int(words[1]), words[2], int(words[3]), trip)


def copy_included(site, arm):
    """Gives `includes` files of its own, those that the runtime includes for each sample."""
    copies = {}
    for sample, (key, _, _) in enumerate(site.fleet.samples):
        paths = []
        for path in site.files(arm, sample):
            copy = site.fleet.folder / "data/includes" / path.removeprefix(f"{site.fleet.folder}/out/")
            if path not in copies:
                copies[path] = str(copy)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, copy)
            paths.append(copies[path])
        site.included[key] = paths


def in_turns(site, arms, blocks, limit, ask, cases):
    """Answers by arm, in blocks in an order of chance; fewer blocks of those that would take longer than the limit."""
    answers = collections.defaultdict(list)
    every = {}
    for arm in arms:
        took = statistics.median(ask(arm, case).trip for case in range(3))
        for case in range(3, cases if took < 0.001 else 3):
            ask(arm, case)
        every[arm] = max(1, round(took * BLOCK * blocks / limit))
    for block in range(blocks):
        for arm in site.order.sample(arms, len(arms)):
            if block % every[arm] == 0:
                asked = [ask(arm, case) for case in site.order.sample(range(cases), BLOCK)]
                answers[arm.name] += asked[WARM:]
    return answers


def first_requests(site, arms):
    """Seconds by arm that a first request takes: after a release, whose data is new, and after a restart of php-fpm."""
    release, restart = collections.defaultdict(list), collections.defaultdict(list)
    for round_ in range(RELEASES):
        for arm in site.order.sample(arms, len(arms)):
            # Three times will do for what takes seconds.
            if round_ < 3 or max(release[arm.name]) < 0.1:
                site.forget(forget=json.dumps(site.files(arm, round_)), **({"apcu": "1"} if arm.name == "apcu" else {}))
                release[arm.name].append(site.ask(arm, round_).seconds)
    for round_ in range(RESTARTS):
        site.forget(restart="1", apcu="1")
        for arm in site.order.sample(arms, len(arms)):
            if round_ < 3 or max(restart[arm.name]) < 0.1:
                restart[arm.name].append(site.ask(arm, round_).seconds)
    return release, restart


def measure(fleet, arms, settings):
    """Figures by arm, and wrong answers."""
    with fastcgi.php_fpm(fleet.folder, settings) as client:
        site = Site(client, fleet, arms)
        copy_included(site, next(arm for arm in arms if arm.name == "shim"))
        for arm in arms:
            if arm.form != "mariadb":
                site.ask(arm, 0, fleet.samples[0][0].upper() + ".:443")
        # A database's server would take the processor's caches from all others.
        served = [arm for arm in arms if arm.form == "mariadb"]
        alone = [arm for arm in arms if arm not in served]
        missing = [arm for arm in arms if arm.name not in ("fixed", "includes")]
        hits, misses = {}, {}
        for group in (alone, served):
            hits |= in_turns(site, group, HIT_BLOCKS, HIT_SECONDS, site.ask, len(fleet.samples))
            group = [arm for arm in group if arm in missing]
            misses |= in_turns(site, group, MISS_BLOCKS, MISS_SECONDS, site.ask_unknown, 40)
        release, restart = first_requests(site, arms)
        files = {arm.name: len(site.files(arm, 0)) for arm in arms}
    figures = {}
    for arm in arms:
        seconds = [answer.seconds for answer in hits[arm.name]]
        figures[arm.name] = {
            "request_s": statistics.median(seconds), "request_quartiles_s": statistics.quantiles(seconds, n=4),
            "requests": len(seconds), "trip_s": statistics.median(answer.trip for answer in hits[arm.name]),
            "peak_bytes": statistics.median(answer.peak for answer in hits[arm.name]),
            "release_s": statistics.median(release[arm.name]), "restart_s": statistics.median(restart[arm.name]),
            "data_files_included": files[arm.name], "wrong": site.wrong[arm.name]}
        if arm in missing:
            figures[arm.name]["miss_s"] = statistics.median(answer.seconds for answer in misses[arm.name])
    return figures, site.included
