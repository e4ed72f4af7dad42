"""What is compared: ours, two floors, and what one would take instead."""
import dataclasses


@dataclasses.dataclass(frozen=True)
class Arm:
    """One way to a host's settings: `name`.php of Benchmarks/arms, and what it is made from."""

    name: str
    label: str
    # What shim/fill.php makes for it.
    form: str = ""
    # Its settings lie in fragments, a file a host, beside what it looks hosts up in.
    has_fragments: bool = False
    # Works in a process that lives for one command.
    has_command: bool = True
    # Knows the names that aliases add.
    has_aliases: bool = True
    # Hosts above which it is left out, and why.
    most: int = 1_000_000
    because: str = ""


ALL = (
    Arm("fixed", "one fixed include"),
    Arm("includes", "our files, unchecked", has_fragments=True),
    Arm("shim", "vmoodle-gen", has_fragments=True),
    Arm("array", "PHP array, fragment", form="array", has_fragments=True),
    Arm("inline", "PHP array of settings", form="inline", most=10_000, because="PHP compiles it for seconds, in gigabytes"),
    Arm("file", "include hosts/$host.php", form="file", has_fragments=True),
    Arm("cdb", "cdb (dba)", form="cdb"),
    Arm("sqlite", "SQLite", form="sqlite"),
    Arm("apcu", "APCu", has_command=False, most=100_000, because="it would take gigabytes of shared memory"),
    Arm("mariadb", "VMoodle on MariaDB", form="mariadb", has_aliases=False, most=100_000,
        because="a request would read a million rows for a third of a second"),
    Arm("mariadb-index", "VMoodle, with an index", form="mariadb", has_aliases=False),
    Arm("bootlib", "VMoodle's own bootlib.php", form="mariadb", has_aliases=False, most=100_000,
        because="a request would read a million rows for a third of a second"),
)


def named(names, bootlib):
    """The arms with these names, in the order above; all if there is none."""
    wanted = set(names.split(",")) if names else {arm.name for arm in ALL} - {"bootlib"}
    # All others are compared with these.
    wanted |= {"fixed", "shim"} | ({"bootlib", "mariadb"} if bootlib else set())
    unknown = wanted - {arm.name for arm in ALL}
    if unknown or ("bootlib" in wanted and not bootlib):
        raise SystemExit(f"no such arm: {', '.join(sorted(unknown)) or 'bootlib without --bootlib'}")
    return tuple(arm for arm in ALL if arm.name in wanted)
