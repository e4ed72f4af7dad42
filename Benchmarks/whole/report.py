"""The figures of whole builds as text."""
LABELS = {
    "build": "a full build", "nothing": "nothing changed", "change": "one host changed", "rollback": "rollback", "gc": "gc",
    "parse": "libyaml's events", "tar": "tar x of the same files", "links": "cp -al of the same files",
    "fragments": "a full build, fragments alone", "tar_fragments": "tar x of these", "php": "PHP, php-yaml",
    "jinja": "Python, PyYAML and Jinja2", "generateconfigs": "VMoodle's generateconfigs", "ansible": "Ansible's templates"}

# Of the design, for the last column.
GOALS = {"change": "≤ 1/50", "php": "≥ 2", "jinja": "≥ 8", "ansible": "≥ 10,000"}
# Label, seconds, seconds of processors, megabytes, wall time as times a full build's, goal.
WIDTHS = (-32, 13, 13, 9, 17, 10)


def line(*texts):
    """A line of a table."""
    return "".join(text.rjust(width) if width > 0 else text.ljust(-width) for text, width in zip(texts, WIDTHS)).rstrip()


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
        said.append(line(f"{hosts:,} hosts", "wall s", "processor s", "peak MB", "to a full build", "goal"))
        for arm, label in LABELS.items():
            if arm in figures:
                ratio = f"{figures[arm]['wall_s'] / build:,.3f}"
                said.append(line(f"  {label}", *cells(figures[arm]), ratio, GOALS.get(arm, "")))
        if "tar_fragments" in figures:
            floors = figures["parse"]["wall_s"] + figures["tar_fragments"]["wall_s"]
            said.append(f"  fragments alone take {figures['fragments']['wall_s'] / floors:.2f} times what libyaml's events and tar x of these do (goal: ≤ 1.3 at 100,000 hosts)")
    return "\n".join(said)
