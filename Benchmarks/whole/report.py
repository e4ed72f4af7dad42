"""The figures of whole builds as text."""
LABELS = {
    "build": "a full build", "nothing": "nothing changed", "change": "one host changed", "rollback": "rollback", "gc": "gc",
    "parse": "libyaml's events", "tar": "tar x of the same files", "links": "cp -al of the same files", "php": "PHP, php-yaml",
    "jinja": "Python, PyYAML and Jinja2", "generateconfigs": "VMoodle's generateconfigs", "ansible": "Ansible's templates"}


def cells(of_arm):
    """Seconds, those of processors and megabytes, as text."""
    peak = of_arm.get("peak_bytes")
    form = "{:.4f}" if of_arm["wall_s"] < 1 else "{:,.2f}"
    return [form.format(of_arm["wall_s"]), form.format(of_arm["cpu_s"]), f"{peak / 1e6:,.0f}" if peak else ""]


def text(results):
    """A table a fleet."""
    said = []
    for hosts, figures in results.items():
        build = figures["build"]["wall_s"]
        said.append(f"{hosts:,} hosts".ljust(32) + "wall s".rjust(14) + "processor s".rjust(14) + "peak MB".rjust(10) + "to a full build".rjust(18))
        for arm, label in LABELS.items():
            if arm in figures:
                wall, busy, peak = cells(figures[arm])
                ratio = figures[arm]["wall_s"] / build
                said.append(f"  {label}".ljust(32) + wall.rjust(14) + busy.rjust(14) + peak.rjust(10) + f"{ratio:,.3f}".rjust(18))
    return "\n".join(said)
