import Fleet
import Registry

/// What is to be run for one host.
struct HostTask: Sendable {
    let id: String
    let url: String
    let platform: String
    /// Its user's name, whoever runs it.
    let user: String
    /// Position of the database server.
    let lane: Int
    let invocation: Invocation

    /// Without secrets.
    var command: [String] {
        ShownCommand.redacted(([invocation.program] + invocation.arguments).map { String(decoding: $0, as: UTF8.self) })
    }
}

/// What came of it.
struct HostResult: Sendable {
    let task: HostTask
    let completion: Completion
    let log: String
    /// The end of what a program that failed has said.
    var lastLines: [String] = []
    /// The log is not whole, and why.
    var logFailure: String?

    var isFailure: Bool { !completion.ending.isSuccess && completion.ending != .cancelled }
    /// With milliseconds.
    var seconds: String { Self.seconds(completion.duration) }

    static func seconds(_ duration: Duration) -> String {
        let milliseconds = duration.milliseconds
        return "\(milliseconds / 1000).\(String(1000 + milliseconds % 1000).dropFirst())"
    }
}

extension Registry {
    /// The variables by which programs know a host; none of them is a secret.
    func variables(of host: Host) -> [(name: String, value: [UInt8])] {
        let platform = platform(of: host)
        return [
            ("VMOODLE_HOST", host.url.value.bytes), ("VMOODLE_ID", host.id.value), ("VMOODLE_PLATFORM", platform.id),
            ("VMOODLE_ROOT", platform.root.value.bytes), ("VMOODLE_PHP", platform.php.bytes),
            ("VMOODLE_DATAROOT", host.dataRoot.value.bytes), ("VMOODLE_DBSERVER", databaseServer(of: host).id),
            ("VMOODLE_DBNAME", host.database.name.value.bytes),
        ]
    }
}
