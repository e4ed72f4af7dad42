"""The figures as text: a line an arm, and a line for each goal of the design."""
import bench

# Heading, name of the figure, factor, form; "-" stands before what is shown less that of the fixed include.
COLUMNS = (
    ("request µs", "request_s", 1e6, "{:.2f}"),
    ("instructions", "-instructions", 1, "{:,.0f}"),
    ("miss µs", "miss_s", 1e6, "{:.1f}"),
    ("release ms", "release_s", 1e3, "{:.3f}"),
    ("restart ms", "restart_s", 1e3, "{:.2f}"),
    ("look-up MB", "lookup_shared_bytes", 1e-6, "{:.3f}"),
    ("shared MB", "shared_bytes", 1e-6, "{:.2f}"),
    ("heap kB", "-peak_bytes", 1e-3, "{:.1f}"),
    ("command ms", "command_s", 1e3, "{:.3f}"),
    ("process ms", "process_s", 1e3, "{:.1f}"),
    ("its heap kB", "-command_peak_bytes", 1e-3, "{:.1f}"),
    ("files", "files", 1, "{:.0f}"),
    ("files MB", "file_bytes", 1e-6, "{:.2f}"),
    ("made in s", "made_s", 1, "{:.2f}"),
)
LEGEND = """\
request, miss: from config.php's first line to its last, or to the end of a request for an unknown host. instructions: of a
whole request, less those of the fixed include's. release: the first request whose data is new; restart: the first of a php-fpm.
look-up: shared memory of OPcache (scripts and strings) and APCu for what hosts are looked up in and the code that does it, once all
were asked for; shared: with their fragments. heap: peak less that of the fixed include. command, process: without OPcache,
inside and as a whole. files: what is read for all hosts, code apart; made: ours with all that a build does."""
# The design states some goals for this size only.
LARGE = 100_000


def cell(figures, arm, name, factor, form):
    """One figure as text, "" where there is none."""
    value = figures.get(arm, {}).get(name.removeprefix("-"))
    if value is None:
        return ""
    return form((value - figures["fixed"][name[1:]] if name.startswith("-") else value) * factor)


def matrix(figures, arms):
    """A line an arm."""
    measured = {name for of_arm in figures.values() for name in of_arm}
    columns = [column for column in COLUMNS if column[1].removeprefix("-") in measured]
    lines = [["", *(heading for heading, *_ in columns)]]
    for arm in arms:
        lines.append([arm.label, *(cell(figures, arm.name, name, factor, form.format) or "–" for _, name, factor, form in columns)])
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(
        "  ".join([line[0].ljust(widths[0]), *(text.rjust(width) for text, width in zip(line[1:], widths[1:]))]) for line in lines)


def goals(table, hosts, figures):
    """The lines of one fleet that the design sets goals for."""
    fixed, shim, array = (figures.get(name) for name in ("fixed", "shim", "array"))
    micro = {name: of_arm["request_s"] * 1e6 for name, of_arm in figures.items() if "request_s" in of_arm}
    table.add(f"{hosts} hosts, php-fpm: fixed", f"{micro['fixed']:.2f} µs  (of a whole request's {fixed['trip_s'] * 1e6:.0f})", f"{fixed['requests']} requests an arm")
    more = micro["shim"] - micro["fixed"]
    floor = f"; {micro['shim'] - micro['includes']:.2f} over its files" if "includes" in micro else ""
    table.at_most("  shim less fixed, µs", more, 3, shown=f"{micro['shim']:.2f} µs{floor}")
    if array:
        table.at_most("  shim less array, µs", micro["shim"] - micro["array"], 0, shown=f"array {micro['array']:.2f} µs")
    # VMoodle's table of 2 rows is the design's least, of 10,000 the most.
    for name, what in (("mariadb", "VMoodle's query"), ("mariadb-index", "the same, with an index")):
        if name in micro:
            least = None if name == "mariadb-index" else 500 if hosts >= 10_000 else 50
            table.at_least(f"  {what}, to shim", micro[name] / micro["shim"], least, "{:.0f}", f"{micro[name] / 1e3:.2f} ms")
    if "bootlib" in micro:
        table.add("  VMoodle's own bootlib.php, to its query", f"{micro['bootlib'] / micro['mariadb']:.3f}")
    released = (shim["release_s"] - fixed["release_s"]) * 1e3
    table.at_most("  first request after a release: shim less fixed, ms", released, 1,
                  shown=f"array {(array['release_s'] - fixed['release_s']) * 1e3:.2f}" if array else "")
    if array and "lookup_shared_bytes" in array:
        ours, theirs = shim["lookup_shared_bytes"], array["lookup_shared_bytes"]
        table.at_most("  shared memory of the look-up: part of the array's", ours / theirs, 1 / 20 if hosts >= LARGE else None,
                      shown=f"{ours / 1e6:.2f} of {theirs / 1e6:.2f} MB")
    commands(table, hosts, fixed, shim, array)
    wrong = sum(of_arm.get(name, 0) for of_arm in figures.values() for name in ("wrong", "command_wrong"))
    table.at_most("  wrong answers of all arms", wrong, 0, "{:.0f}")


def commands(table, hosts, fixed, shim, array):
    """The lines of commands."""
    table.at_most("  command, whole process: shim less fixed, ms", shim["process_over_fixed_s"] * 1e3, 0.3,
                  shown=f"of {fixed['process_s'] * 1e3:.1f}" + (f"; array {array['process_over_fixed_s'] * 1e3:.2f}" if array else ""))
    inside = {id(of_arm): (of_arm["command_s"] - fixed["command_s"]) * 1e3 for of_arm in (shim, array) if of_arm}
    table.at_most("  command, inside: shim less fixed, ms", inside[id(shim)], 0.3, "{:.3f}", f"array {inside[id(array)]:.3f}" if array else "")
    if array:
        ours, theirs = (of_arm["command_peak_bytes"] - fixed["command_peak_bytes"] for of_arm in (shim, array))
        table.at_most("  command, heap over fixed: part of the array's", ours / theirs, 1 / 20 if hosts >= LARGE else None, "{:.3f}",
                      f"{ours / 1e6:.3f} of {theirs / 1e6:.3f} MB")


def text(results, arms):
    """All fleets."""
    table = bench.Figures()
    parts = []
    for hosts, figures in results.items():
        parts.append(f"{hosts} hosts\n{matrix(figures, arms)}\n")
        parts += [f"{arm.label}: not with more than {arm.most} hosts, for {arm.because}\n" for arm in arms if hosts > arm.most]
        goals(table, hosts, figures)
    return "\n".join([*parts, LEGEND, "", str(table)])
