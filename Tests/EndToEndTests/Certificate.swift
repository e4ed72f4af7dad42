import Foundation
import TestSupport
import Testing

/// A certificate that nobody trusts.
enum Certificate {
    /// Writes `certificate.pem` and `key.pem`.
    static func make(in folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let arguments = [
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=example.edu", "-keyout",
            "\(folder)/key.pem",
            "-out", "\(folder)/certificate.pem",
        ]
        let outcome = try run("/usr/bin/openssl", arguments)
        try #require(outcome.status == 0, "\(outcome.errors)")
    }
}
