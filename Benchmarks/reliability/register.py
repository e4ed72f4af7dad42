"""VMoodle's register in a MariaDB, as its bootlib.php reads it."""
import re
import subprocess
import threading

from reliability import publishing
from shim import database

NAME = "register"


def create(server):
    """An empty register."""
    server.query(f"CREATE DATABASE {NAME} CHARACTER SET utf8mb4; "
                 f"CREATE TABLE {NAME}.mdl_local_vmoodle ({database.COLUMNS}, KEY vhostname (vhostname)) ENGINE=InnoDB;")


def fill(server, keys):
    """Registers hosts in the place of those that there are; `keys` is by host's name."""
    server.query(f"USE {NAME}; DELETE FROM mdl_local_vmoodle; " + "".join(_row(*host) for host in keys.items()))


def version(server):
    """What a figure was taken with."""
    return "MariaDB " + re.match("[0-9.]+", server.query("SELECT VERSION()"))[0]


def _row(name, key):
    """The statement that registers a host."""
    return (f"INSERT INTO mdl_local_vmoodle (name, shortname, vhostname, vdbtype, vdbhost, vdblogin, vdbpass, vdbname, vdbprefix, "
            f"vdbpersist, vdatapath) VALUES ('{name}', '{name}', 'http://{key}', 'mariadb', 'localhost', 'u', '0', '{name}', "
            f"'0', 0, '/srv/moodledata/{name}');\n")


UPDATING = """
mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
$server = new mysqli('localhost', 'root', '', 'register', 0, $argv[1]);
for ($edition = 1;; $edition++) {
    $server->query("UPDATE mdl_local_vmoodle SET vdbprefix = '$edition', vdbpass = '$edition' WHERE name LIKE 'h%'");
    echo "$edition\\n";
    usleep(20000);
}
"""


class Updater(threading.Thread):
    """Gives all hosts of publishing.py another edition, at most 50 times a second, as a Publisher builds them."""

    def __init__(self, server, hosts):
        super().__init__()
        self.hosts, self.served = hosts, publishing.served(hosts)
        self.published = self.failed = 0
        self._server, self._client = server, None
        fill(server, {f"h{number}": f"h{number}.example.test" for number in range(hosts)})

    def end(self):
        """Returns when the last one is noted."""
        self._client.terminate()
        self.join()

    def start(self):
        self._client = subprocess.Popen(  # pylint: disable=consider-using-with
            ["php", "-r", UPDATING, self._server.socket], stdout=subprocess.PIPE)
        super().start()

    def run(self):
        with self._client as client:
            for line in client.stdout:
                self.published = int(line)
                for number in range(self.hosts):
                    self.served[number] = self.published
