"""Commands without OPcache, each a process of its own, the arms in turns."""
import collections
import os
import statistics

import bench

ROUNDS = 21
# Seconds; a slower arm takes part in the first rounds only.
SLOW, SLOW_ROUNDS = 0.5, 5


def measure(floor, fleet, arms, settings, included):
    """Figures by arm, and wrong answers; `included` is what the runtime includes for a host."""
    whole, inside, peaks = (collections.defaultdict(list) for _ in range(3))
    wrong = collections.Counter()
    options = [word for name, value in settings.items() for word in ("-d", f"{name}={value}")]
    arms = [arm for arm in arms if arm.has_command]
    for number in range(-1, ROUNDS):
        key, wwwroot, _ = fleet.samples[number * 7 % len(fleet.samples)]
        files = {f"BENCH_FILE_{place}": path for place, path in enumerate(included[key], 1)}
        for arm in arms[number % len(arms):] + arms[:number % len(arms)]:
            if number > SLOW_ROUNDS and statistics.median(whole[arm.name]) > SLOW:
                continue
            environment = {**os.environ, **files, "BENCH_ARM": arm.name}
            run = bench.Run(
                floor, ["php", *options, fleet.folder / "time.php", f"--host={key}"], output=True, environment=environment)
            words = run.output.decode(errors="replace").splitlines()[-1].split(" ")
            wrong[arm.name] += words[2] != (fleet.samples[0][1] if arm.name == "fixed" else wwwroot)
            # The first round brings the programs into memory.
            if number >= 0:
                whole[arm.name].append(run.seconds)
                inside[arm.name].append(int(words[0]) / 1e9)
                peaks[arm.name].append(int(words[3]))
    return {
        arm.name: {
            "process_s": statistics.median(whole[arm.name]), "command_s": statistics.median(inside[arm.name]),
            # In pairs: a neighbour that slows one slows the other.
            "process_over_fixed_s": statistics.median(map(float.__sub__, whole[arm.name], whole["fixed"])),
            "command_peak_bytes": statistics.median(peaks[arm.name]), "command_wrong": wrong[arm.name]}
        for arm in arms}
