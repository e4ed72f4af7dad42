import Glibc
import OutputTree

/// A program's own check of the files that a target wrote for it.
struct Validator: Sendable {
    typealias Failure = ProgramOutput.Failure

    /// The target's name.
    let target: String
    /// Whether it asks for the certificates that the files name.
    var readsCertificates = false
    /// Whether it looks for the accounts that the files name.
    var readsAccounts = false
    /// What the program says against files of a stage; nothing, if it takes them.
    let complaints: @Sendable ([OutputFile], Stage) throws(Failure) -> [Complaint]

    /// One line for each target with a program that can tell.
    static let all: [Validator] = [
        Validator(target: "apache", readsCertificates: true, complaints: ApacheCheck.complaints),
        Validator(target: "caddy", readsCertificates: true, complaints: CaddyCheck.complaints),
        Validator(target: "cron", complaints: CrontabCheck.complaints),
        Validator(target: "logrotate", readsAccounts: true, complaints: LogrotateCheck.complaints),
        Validator(target: "nginx", readsCertificates: true, complaints: NginxCheck.complaints),
        Validator(target: "php", complaints: PHPCheck.complaints),
        Validator(target: "php-fpm", readsAccounts: true, complaints: PHPFPMCheck.complaints),
        Validator(target: "systemd", complaints: SystemdCheck.complaints),
    ]

    /// Seconds after which a program is ended; nginx takes one for a hundred thousand servers.
    static let patience = 120
    /// Bytes that it may say.
    static let longestTranscript = 8 << 20

    /// The path of the first of some programs that there is, also where only root looks for them.
    static func program(_ names: [String]) throws(Failure) -> String {
        let path = getenv("PATH").map { String(cString: $0) } ?? ""
        let folders = path.split(separator: ":").map(String.init) + ["/usr/local/sbin", "/usr/sbin", "/sbin"]
        for name in names {
            for folder in folders where access("\(folder)/\(name)", X_OK) == 0 { return "\(folder)/\(name)" }
        }
        throw Failure(reason: "\(names.map { "'\($0)'" }.joined(separator: " or ")) is not installed")
    }
}

/// What a program says against a file.
struct Complaint: Hashable {
    /// As the target named it; nil: against no one file.
    var file: String?
    /// Counted from 1.
    var line: Int?
    var message: String
}
