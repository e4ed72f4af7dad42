"""Instructions of a whole request, counted by callgrind in php-cgi with OPcache."""
import os
import re
import subprocess

FEW, MANY = 10, 40


def measure(fleet, arms, settings, included):
    """Instructions by arm: those of MANY equal requests less those of FEW, so that no compilation is among them."""
    options = [
        word for name, value in {**settings, "opcache.revalidate_freq": 3600}.items() for word in ("-d", f"{name}={value}")]
    key, wwwroot, _ = fleet.samples[0]
    files = {f"BENCH_FILE_{place}": path for place, path in enumerate(included[key], 1)}
    figures = {}
    for arm in arms:
        counts = []
        for requests in (FEW, MANY):
            run = subprocess.run(
                ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "php-cgi", *options, "-T", str(requests),
                 "-q", fleet.folder / "time.php"],
                env={"PATH": os.environ["PATH"], "BENCH_ARM": arm.name, "HTTP_HOST": key, **files},
                capture_output=True, check=True)
            if run.stdout.decode(errors="replace").count(f" 200 {wwwroot} ") != requests:
                raise RuntimeError(f"{arm.name}: {run.stdout[:400]}")
            counts.append(int(re.search(rb"Collected : (\d+)", run.stderr)[1]))
        figures[arm.name] = {"instructions": (counts[1] - counts[0]) / (MANY - FEW)}
    return figures
