import Foundation
import TestSupport

/// Debian's cron with a /etc/cron.d, a /run and a log of its own, in a mount namespace that ends with it.
final class CronDaemon {
    static let canRun = Program.isRoot && Program.path("cron") != nil && Program.path("unshare") != nil

    private let directory: URL
    private let log: Int32
    private var server: RunningServer?
    /// What programs told the log, each with its priority in front.
    private(set) var messages: [String] = []

    /// - Parameter crontabs: which it finds in /etc/cron.d by their names, as links.
    init(in directory: URL, crontabs: [String]) throws {
        self.directory = directory
        let files = FileManager.default
        for folder in ["dev", "cron.d", "run/lock", "spool"] {
            try files.createDirectory(at: directory.appending(path: folder), withIntermediateDirectories: true)
        }
        chmod(directory.path + "/run/lock", 0o1777)
        for path in crontabs {
            let name = URL(filePath: path).lastPathComponent
            try files.createSymbolicLink(atPath: "\(directory.path)/cron.d/\(name)", withDestinationPath: path)
        }
        try Data().write(to: directory.appending(path: "crontab"))
        log = try Self.socket(at: directory.path + "/dev/log")
    }

    deinit {
        server?.stop()
        close(log)
    }

    func start() throws {
        let script = """
            set -e
            cd '\(directory.path)'
            for name in null zero random urandom; do : > dev/$name; mount --bind /dev/$name dev/$name; done
            mount --rbind dev /dev
            mount --bind cron.d /etc/cron.d
            mount --bind crontab /etc/crontab
            mount --bind spool /var/spool/cron/crontabs
            mount --bind run /run
            exec cron -f
            """
        server = try RunningServer(
            "unshare", ["--mount", "--propagation", "private", "/bin/sh", "-c", script], in: directory
        ) { if !self.hears("Running @reboot jobs", within: 0) { throw ServerFailure("cron has not read its files") } }
    }

    /// Whether a message holds a text, among those that have come or within so many seconds.
    func hears(_ text: String, within seconds: Int) -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while true {
            read()
            if messages.contains(where: { $0.contains(text) }) { return true }
            guard ContinuousClock.now < end else { return false }
            usleep(50_000)
        }
    }

    private func read() {
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(log, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            guard count > 0 else { return }
            messages.append(String(decoding: buffer[..<count], as: UTF8.self))
        }
    }

    private static func socket(at path: String) throws -> Int32 {
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0 else { throw ServerFailure("\(path): \(String(cString: strerror(errno)))") }
        chmod(path, 0o666)
        return descriptor
    }
}
