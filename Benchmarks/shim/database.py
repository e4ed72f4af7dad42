"""A MariaDB of the benchmark's own, on a Unix socket, with VMoodle's table in it."""
import contextlib
import os
import subprocess
import time

# As the plugin's install.xml has it on MariaDB, which is without an index on what is asked for.
COLUMNS = """
    id BIGINT(10) UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, name VARCHAR(255), shortname VARCHAR(80), description LONGTEXT,
    vhostname VARCHAR(255), vdbtype VARCHAR(16) NOT NULL DEFAULT 'mysqli', vdbhost VARCHAR(80) NOT NULL DEFAULT 'localhost',
    vdblogin VARCHAR(16) NOT NULL DEFAULT 'root', vdbpass VARCHAR(32), vdbname VARCHAR(64),
    vdbprefix VARCHAR(10) NOT NULL DEFAULT 'mdl_', vdbpersist TINYINT(1) UNSIGNED NOT NULL DEFAULT 0, vdatapath VARCHAR(255),
    mnet SMALLINT(3) NOT NULL DEFAULT 0, enabled TINYINT(1) UNSIGNED NOT NULL DEFAULT 1,
    timecreated BIGINT(10) UNSIGNED NOT NULL DEFAULT 0, lastcron BIGINT(11) UNSIGNED NOT NULL DEFAULT 0,
    lastcrongap BIGINT(11) UNSIGNED NOT NULL DEFAULT 0, croncount BIGINT(11) UNSIGNED NOT NULL DEFAULT 0, metadata LONGTEXT
"""
FILLED = "name, shortname, description, vhostname, vdbtype, vdbhost, vdblogin, vdbpass, vdbname, vdbprefix, vdbpersist, " \
    "vdatapath, mnet, enabled, timecreated, lastcron, lastcrongap, croncount, metadata"


class Database:
    """A running server."""

    def __init__(self, folder):
        self.socket = f"{folder}/mariadb.sock"
        self._data = folder / "mariadb"

    def query(self, text):
        """Runs statements as root; what they print."""
        return subprocess.run(
            ["mariadb", "--no-defaults", f"--socket={self.socket}", "--user=root", "--default-character-set=utf8mb4", "-BN"],
            input=text, capture_output=True, check=True, text=True).stdout

    def load(self, name, rows, has_index):
        """Makes database `name` anew with a table of VMoodle's from a file; the seconds that it took."""
        start = time.monotonic()
        index = ", KEY vhostname (vhostname)" if has_index else ""
        self.query(f"""
            DROP DATABASE IF EXISTS `{name}`;
            CREATE DATABASE `{name}` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
            CREATE TABLE `{name}`.mdl_local_vmoodle ({COLUMNS}{index}) ENGINE=InnoDB;
            LOAD DATA INFILE '{rows}' INTO TABLE `{name}`.mdl_local_vmoodle CHARACTER SET utf8mb4 ({FILLED});
            ANALYZE TABLE `{name}`.mdl_local_vmoodle;""")
        return time.monotonic() - start

    def size(self, name):
        """Bytes of a database's files."""
        return sum(file.stat().st_size for file in (self._data / name.replace("-", "@002d")).iterdir())


@contextlib.contextmanager
def running(folder):
    """A server with its data in a folder, with room for all of it in memory; ended by its process."""
    data = folder / "mariadb"
    user = ["--user=root"] if os.getuid() == 0 else []
    common = ["--no-defaults", f"--datadir={data}", *user]
    subprocess.run(
        ["mariadb-install-db", *common, "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    database = Database(folder)
    command = [
        "mariadbd", *common, "--skip-networking", f"--socket={database.socket}", f"--pid-file={folder}/mariadb.pid",
        "--innodb-buffer-pool-size=1G", "--innodb-log-file-size=256M", "--innodb-flush-log-at-trx-commit=0",
        "--innodb-use-native-aio=0", "--skip-innodb-doublewrite", "--skip-log-bin"]
    with open(folder / "mariadb.log", "wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as server:
        try:
            for _ in range(300):
                if server.poll() is not None:
                    raise RuntimeError((folder / "mariadb.log").read_text(errors="replace"))
                with contextlib.suppress(subprocess.CalledProcessError):
                    database.query("SELECT 1")
                    break
                time.sleep(0.1)
            database.query("CREATE USER vmoodle@localhost IDENTIFIED BY 'vmoodle'; GRANT SELECT ON *.* TO vmoodle@localhost")
            yield database
        finally:
            server.terminate()
