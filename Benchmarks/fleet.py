#!/usr/bin/env python3
"""Writes a registry of N hosts to standard output: made up, but the same for the same arguments.

    Benchmarks/fleet.py 100000 > registry.yaml
    Benchmarks/fleet.py 100000 --changed 50000 > registry-changed.yaml

`--changed K` renames the K-th host, which reaches its $CFG->supportname and nothing of any other host; `--closed K` has it in maintenance;
`--one-more` adds a host behind them.
`--terse` leaves out what hosts say only of themselves. `--literal-passwords` puts one quoted password into `defaults`, so that a measurement needs no secret files; fragments
are then readable to the group of `--group` only. The compiler warns of that once; without it there is no warning.
"""
import argparse
import sys

HEAD = """\
# A made-up fleet of {n} hosts for measurements.
version: 1
{targets}
platforms:
  m45: {{ root: /srv/moodle-4.5, php: /usr/bin/php, user: {user}, group: {group} }}
  m50: {{ root: /srv/moodle-5.0, user: {user}, group: {group}, fpm: "127.0.0.1:9000" }}
  m51:
    root: /srv/moodle-5.1
    public: true
    user: {user}
    group: {group}
    defaults:
      config: {{ theme: boost }}

dbservers:
  main: {{ type: mariadb, host: 127.0.0.1, port: 3306 }}
  pg: {{ type: pgsql, host: db2.example.edu }}

defaults:
  platform: m45
  dataroot: /srv/moodledata/{{id}}
  sslproxy: true
  web: {{ layout: per-host }}
  db:
    server: main
    name: "m_{{id}}"
    user: "m_{{id}}"
    password: {password}
  cron: {{ every: 15m }}
  mail: {{ no_reply: "noreply@{{host}}" }}
  config:
    lang: fr
    supportname: "Support {{name}}"
    maxbytes: 104857600

groups:
  lycees:
    config: {{ theme: boost_union }}
    cron: {{ every: 5m }}
  colleges:
    config: {{ theme: classic, enablewebservices: false }}
  ecoles:
    cron: {{ every: 1h }}
    config: {{ lang: fr_kids }}
  pilots:
    platform: m51
    config: {{ debugdisplay: false, trusted: ["10.0.0.0/8", "192.168.0.0/16"] }}
  certified:                       # TLS ends at the web server itself
    sslproxy: false
    web: {{ http: [], tls: {{ certificate: "/etc/ssl/moodle/{{id}}.pem", key: "/etc/ssl/moodle/{{id}}.key" }} }}

hosts:
"""

# Part of an id, group, and a name in each way of YAML to write one; {number} makes it the host's own.
KINDS = (
    ("lyc", "lycees", "Lycée Victor-Hugo {number}"),
    ("col", "colleges", '"Collège \\"Les Tilleuls\\" {number}"'),
    ("ecole", "ecoles", "'École de l''Étang {number}'"),
    ("lyc", "lycees", '"Lycée d\'Alembert {number} – Σχολείο"'),
)
DOMAINS = ("ac-nord.example.edu", "ac-sud.example.edu", "campus.example.org")
SUBDIRECTORY_EVERY = 50


def address(number):
    """Id, and host name, of a host that has a name of its own."""
    kind = KINDS[number % len(KINDS)][0]
    name = f"{kind}-{number:06}"
    return name, f"{name}.{DOMAINS[number % len(DOMAINS)]}"


def is_subdirectory(number):
    """Whether a host lives below the name of the one before it."""
    return number % SUBDIRECTORY_EVERY == 0


def is_certified(number):
    """Whether a host has its own certificate; never one with another host below it, which would have to agree."""
    return number % 7 == 3 and not is_subdirectory(number) and not is_subdirectory(number + 1)


def url(number):
    """A host's address without the scheme."""
    if is_subdirectory(number):
        return f"{address(number - 1)[1]}/annexe"
    return address(number)[1]


def host(number, changed, terse, closed=False):
    """The lines of one host."""
    _, group, name = KINDS[number % len(KINDS)]
    key, domain = address(number)
    groups = [group] + ["pilots"] * (number % 10 == 1) + ["certified"] * is_certified(number)
    lines = [
        f"  {key}:",
        f"    url: https://{url(number)}",
        "    name: " + name.format(number=f"{number} bis" if changed else number),
        f"    groups: [{', '.join(groups)}]",
    ]
    if not terse:
        lines += [
            f"    shortname: {key.replace('-', '_')}",
            f"    description: \"Établissement no {number}, au réseau depuis {2004 + number % 21}\"",
            f"    labels: {{ district: {DOMAINS[number % len(DOMAINS)].split('.')[0]}, contract: '{2020 + number % 6}-{number % 997}' }}",
        ]
    if number % 3 == 1 and not is_subdirectory(number):
        lines += ["    aliases:", f"      - www.{domain}"]
    if number % 6 == 1:
        lines += ["    aliases:"] * is_subdirectory(number)
        lines += [f"      - {{ host: {key}.old.example.net, mode: redirect }}"]
    if number % 4 == 1:
        lines += [f'    db: {{ server: pg, prefix: m{number % 90}_, name: "moodle_{number:06}" }}']
    if number % 5 == 2:
        lines += [
            f"    mail: {{ support: 'help+{number}@{domain}' }}",
            "    config:",
            f"      sessiontimeout: {3600 + number % 7200}",
        ]
    if closed or number % 89 == 5:
        lines += ["    state: maintenance"]
    elif number % 97 == 6:
        lines += ["    state: disabled", "    cron: { enabled: false }"]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("hosts", type=int, metavar="N")
    parser.add_argument("--changed", type=int, default=0, metavar="K", help="rename the K-th host, counted from 1")
    parser.add_argument("--closed", type=int, default=0, metavar="K", help="put the K-th host into maintenance")
    parser.add_argument("--one-more", action="store_true", help="a host more than N")
    parser.add_argument("--terse", action="store_true", help="hosts that say only what they must, in 190 bytes instead of 330")
    parser.add_argument("--literal-passwords", action="store_true", help="no secret files")
    parser.add_argument("--without", metavar="TARGETS", help="no files of these targets, such as caddy,nginx")
    parser.add_argument("--user", default="www-data", help="the platforms' user")
    parser.add_argument("--group", default="www-data", help="the platforms' group")
    arguments = parser.parse_args()
    password = '"s3cr\'t \\\\ \\"pass\\" #1"' if arguments.literal_passwords else '{ file: "/etc/vmoodle/secrets/{id}.dbpass" }'
    left_out = ", ".join(f"{target}: false" for target in arguments.without.split(",")) if arguments.without else ""
    targets = f"targets: {{ {left_out} }}\n" if left_out else ""
    out = open(sys.stdout.fileno(), "w", encoding="utf-8", buffering=1 << 20)
    out.write(HEAD.format(n=arguments.hosts, user=arguments.user, group=arguments.group, password=password, targets=targets))
    for number in range(1, arguments.hosts + arguments.one_more + 1):
        out.write(host(number, number == arguments.changed, arguments.terse, number == arguments.closed))
    out.flush()


if __name__ == "__main__":
    main()
