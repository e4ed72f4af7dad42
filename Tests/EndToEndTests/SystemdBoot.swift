import Foundation
import TestSupport

/// systemd as the first process of namespaces of its own, over this machine's files, of which it changes none.
struct SystemdBoot {
    static let canRun = Program.isRoot && Program.path("unshare") != nil && Program.path("systemctl") != nil

    /// Of the test, and the same inside.
    let directory: URL

    /// Boots, runs a script and ends with it, and with whatever it has started.
    ///
    /// - Parameter seconds: until all of it is killed.
    func outcome(of script: String, within seconds: Int) throws -> Outcome {
        let file = directory.appending(path: "session.sh")
        try Data(script.utf8).write(to: file)
        let boot = directory.appending(path: "boot.sh")
        try Data(Self.boot.utf8).write(to: boot)
        return try run(
            "/usr/bin/timeout", ["-k", "5", "\(seconds)", "/bin/sh", boot.path, directory.path])
    }

    /// A control group of its own, which systemd must be able to write to, then namespaces, and in them an overlay over `/`.
    ///
    /// The test's directory is there at its place. The session's output and status are the script's.
    private static let boot = """
        set -e
        directory=$1
        group=$(awk '$3 == "cgroup2" { print $2; exit }' /proc/mounts)/vmoodle-$$
        mkdir "$group"
        (
            # Outside of it systemd would take the machine's own groups for its.
            echo 0 > "$group/cgroup.procs" || exit 1
            exec unshare --pid --mount --uts --ipc --cgroup --fork --kill-child --propagation private sh -e -c '
                directory=$1
                root=$directory/root
                mkdir -p "$root"
                mount -t tmpfs tmpfs "$root"
                mkdir "$root/upper" "$root/work" "$root/all"
                mount -t overlay overlay -o "lowerdir=/,upperdir=$root/upper,workdir=$root/work" "$root/all"
                root=$root/all
                mount -t proc proc "$root/proc"
                mount -t sysfs -o ro sysfs "$root/sys"
                mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
                mount -t tmpfs -o mode=755 tmpfs "$root/run"
                mount -t tmpfs -o mode=755 tmpfs "$root/dev"
                for name in null zero full random urandom tty; do
                    : > "$root/dev/$name"
                    mount --bind "/dev/$name" "$root/dev/$name"
                done
                mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
                mkdir -p "$root$directory"
                mount --bind "$directory" "$root$directory"
                cat > "$root/run/session" <<END
        #!/bin/sh
        sh $directory/session.sh > $directory/session.log 2>&1
        systemctl exit \\$?
        END
                mkdir -p "$root/run/systemd/system"
                cat > "$root/run/systemd/system/session.service" <<END
        [Unit]
        After=systemd-journald.socket
        [Service]
        Type=oneshot
        ExecStart=/bin/sh /run/session
        END
                exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin container=vmoodle chroot "$root" /lib/systemd/systemd \\
                    --unit=session.service --log-target=console --log-level=warning --show-status=0
            ' sh "$directory"
        ) >"$directory/boot.log" 2>&1 </dev/null && status=0 || status=$?
        find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || true
        cat "$directory/session.log" 2>/dev/null || cat "$directory/boot.log"
        exit "$status"

        """
}
