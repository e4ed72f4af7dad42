"""The servers that the figures of docs/reliability.md are taken from, on loopback and with directories of their own.

  nginx       nginx and php-fpm
  mod_php     Apache with PHP inside it (prefork)
  proxy_fcgi  Apache (event), mod_proxy_fcgi and php-fpm
  fpm         php-fpm alone, spoken to in FastCGI

Each of the first three includes the files that a build generated, byte for byte. They hand PHP to php-fpm; for mod_php that one line says PHP's
own handler instead.
"""
import contextlib
import itertools
import os
import pathlib
import pwd
import re
import shutil
import socket
import subprocess
import time

import fastcgi
from reliability import wire

NAMES = ("nginx", "mod_php", "proxy_fcgi")
IS_ROOT = os.geteuid() == 0
# Workers of web servers and of PHP run as this user; Apache refuses to serve pages as root.
USER = "www-data" if IS_ROOT else pwd.getpwuid(os.geteuid()).pw_name
OPCACHE = {"opcache.enable": 1, "opcache.file_update_protection": 0, "opcache.validate_timestamps": 1,
           "opcache.revalidate_freq": 2, "opcache.memory_consumption": 256, "opcache.max_accelerated_files": 50000}
# The beginning of a registry that these servers can serve: the hosts follow.
HEAD = """\
version: 1
platforms: {{ m: {{ root: "{folder}/tree", user: {user}, group: {user}, fpm: "{folder}/fpm.sock" }} }}
dbservers: {{ s: {{ type: mariadb }} }}
defaults:
  platform: m
  dataroot: "/srv/moodledata/{{id}}"
  db: {{ server: s, name: "{{id}}", user: u, password: "of {{id}}" }}
  web: {{ listen: "127.0.0.1:{port}" }}
hosts:
"""
MODULES = "authz_core alias autoindex dir env headers mime proxy proxy_fcgi socache_shmcb ssl setenvif".split()


_PORTS = itertools.cycle(range(20_000, 32_000))
for _ in range(os.getpid() * 7 % 12_000):
    next(_PORTS)


def free_port():
    """A port of 127.0.0.1 that nothing listens on, below those that the kernel gives to connections; never the last one."""
    while True:
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", next(_PORTS))) as server:
            return server.getsockname()[1]


def substituted(text, pattern, replacement, what):
    """The text with every match replaced; there must be one, or a control would control nothing."""
    text, count = re.subn(pattern, replacement, text)
    if not count:
        raise SystemExit(f"{what}: nothing matches {pattern}; this program has to be brought up to date")
    return text


def server_files(stack, out, folder, change=lambda text: text):
    """Copies the generated files of a release for a stack, each through `change`; the pattern that includes them."""
    kind = "nginx" if stack == "nginx" else "apache"
    folder.mkdir(exist_ok=True)
    whole = ""
    for file in sorted((out / "current" / kind).glob("*.conf")):
        text = file.read_text(encoding="utf-8")
        whole += text
        if stack == "mod_php":
            text = re.sub(r'SetHandler "proxy:[^"]*"', "SetHandler application/x-httpd-php", text)
        (folder / file.name).write_text(change(text), encoding="utf-8")
    if stack == "mod_php" and 'SetHandler "proxy:' not in whole:
        raise SystemExit("the generated files of Apache no longer hand PHP to php-fpm: mod_php cannot be tried with them")
    return folder / "*.conf"


def _nginx(here, pattern):
    paths = " ".join(f"{name}_temp_path {here}/{name};" for name in ("client_body", "fastcgi", "proxy", "scgi", "uwsgi"))
    user = f"user {USER};" if IS_ROOT else ""
    return (f"{user} daemon off; worker_processes 1; pid {here}/pid; error_log {here}/error.log crit;\n"
            f"events {{ worker_connections 256; }}\n"
            f"http {{ access_log off; keepalive_requests 1000000000; {paths}\ninclude \"{pattern}\";\n}}\n")


def certificate(folder):
    """Writes tls.crt, signed by itself, and tls.key."""
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                    "-subj", "/CN=example.test", "-keyout", folder / "tls.key", "-out", folder / "tls.crt"],
                   check=True, stderr=subprocess.DEVNULL)


def _apache(here, pattern, ports, workers, is_php):
    modules = (["mpm_prefork"] if is_php else ["mpm_event"]) + MODULES
    lines = [f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in modules]
    if is_php:
        library = max(pathlib.Path("/usr/lib/apache2/modules").glob("libphp*.so"), default=None)
        if library is None:
            raise SystemExit("Apache's PHP is not installed (libapache2-mod-php)")
        lines += [f"LoadModule php_module {library}", f"StartServers {workers}", f"ServerLimit {2 * workers}",
                  f"MaxRequestWorkers {2 * workers}", "MaxConnectionsPerChild 0"]
    else:
        lines += ["StartServers 1", "ServerLimit 1", f"ThreadsPerChild {4 * workers}", f"MaxRequestWorkers {4 * workers}"]
    user = f"User {USER}\nGroup {USER}\n" if IS_ROOT else ""
    return (f'ServerRoot "{here}"\nServerName localhost\n{user}PidFile pid\nErrorLog error.log\nLogLevel crit\n'
            f"Mutex file:{here} default\n" + "".join(f"Listen 127.0.0.1:{port}\n" for port in ports) + "\n".join(lines) +
            "\nTypesConfig /etc/mime.types\nKeepAlive On\nMaxKeepAliveRequests 0\nKeepAliveTimeout 60\n"
            "<Directory />\n Options FollowSymLinks\n AllowOverride None\n Require all denied\n</Directory>\n"
            f'Include "{pattern}"\n')


def program(name):
    """The path of a server's program."""
    path = shutil.which(name, path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    if path is None:
        raise SystemExit(f"{name} is not installed")
    return path


@contextlib.contextmanager
def running(stack, folder, pattern, port, socket_path, workers, settings, *more_ports):
    """A stack with PHP's settings; gives nothing, since it is asked over its ports.

    `folder` is new and the stack's own, `socket_path` the one that the generated files name.
    """
    folder.mkdir()
    ini = folder / "ini"
    ini.mkdir()
    (ini / "settings.ini").write_text("".join(f"{name}={value}\n" for name, value in settings.items()), encoding="utf-8")
    # Debian's own settings first, OPcache among them, then these.
    environment = {**os.environ, "PHP_INI_SCAN_DIR": f":{ini}"}
    with contextlib.ExitStack() as stacked:
        if stack != "mod_php":
            fpm = stacked.enter_context(fastcgi.php_fpm(folder, settings, workers, user=USER, at=socket_path))
            # The worker of this connection would wait for it.
            fpm.close()
        if stack == "fpm":
            yield
            return
        if stack == "nginx":
            (folder / "server.conf").write_text(_nginx(folder, pattern), encoding="utf-8")
            command = [program("nginx"), "-c", folder / "server.conf", "-e", folder / "error.log"]
        else:
            (folder / "server.conf").write_text(
                _apache(folder, pattern, (port, *more_ports), workers, stack == "mod_php"), encoding="utf-8")
            command = [program("apache2"), "-DFOREGROUND", "-f", folder / "server.conf"]
        with open(folder / "said", "wb") as said:
            # Apache that is asked to end asks its whole process group, which must not be ours.
            process = stacked.enter_context(subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True))
        stacked.callback(process.terminate)
        _await(process, port, folder)
        yield


def _await(process, port, folder):
    for _ in range(400):
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
            return
        except OSError:
            time.sleep(0.02)
    logs = "".join(
        (folder / name).read_text(errors="replace") for name in ("said", "error.log") if (folder / name).exists())
    raise SystemExit(f"{process.args[0]} did not start:\n{logs}")


def ask(port, host, target, headers=""):
    """The answer to one request on a connection of its own."""
    connection = wire.Connection(port)
    connection.send(f"GET {target} HTTP/1.1\r\nHost: {host}\r\n{headers}Connection: close\r\n\r\n".encode())
    return connection.answer()


def versions(binary):
    """One line: what a figure was taken with."""
    def first(command, pattern):
        said = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False).stdout.decode()
        return re.search(pattern, said)[1]

    return ", ".join((
        "vmoodle-gen " + first([binary, "--version"], r"(\S+)\s*$"), "PHP " + first(["php", "-v"], r"PHP (\S+)"),
        "nginx " + first([program("nginx"), "-v"], r"nginx/(\S+)"),
        "Apache " + first([program("apache2"), "-v"], r"Apache/(\S+)")))
