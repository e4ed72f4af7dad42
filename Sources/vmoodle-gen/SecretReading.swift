import Diagnostics
import Glibc
import Registry
import Targets

extension Registry {
    /// Gets the secrets that a registry refers to, each once; what cannot be had is reported at the reference.
    static func readSecrets(
        _ references: [Located<SecretReference>], reporting diagnostics: inout Diagnostics
    ) -> Secrets {
        var secrets: Secrets = [:]
        for reference in references {
            secrets[reference.value] = readSecret(reference, reporting: &diagnostics)
        }
        return secrets
    }

    /// Nil: it cannot be had, which is reported.
    static func readSecret(
        _ reference: Located<SecretReference>, reporting diagnostics: inout Diagnostics
    ) -> Secret? {
        do throws(ProgramOutput.Failure) {
            var bytes = try bytes(of: reference.value)
            // One line: its line feed is not part of it.
            if bytes.last == 0x0A { bytes.removeLast() }
            guard Secret.isWellFormed(bytes) else {
                throw ProgramOutput.Failure(reason: "it must be one line of 1 to 4096 bytes")
            }
            return Secret(bytes)
        } catch {
            diagnostics.error(
                Code(207), "the secret from \(description(of: reference.value)) cannot be had: \(error.reason)",
                at: reference.place)
            return nil
        }
    }

    private static func bytes(of reference: SecretReference) throws(ProgramOutput.Failure) -> [UInt8] {
        switch reference {
        case .environment(let name):
            guard let value = getenv(String(decoding: name.bytes, as: UTF8.self)) else {
                throw ProgramOutput.Failure(reason: "the variable is not set")
            }
            return Array(UnsafeBufferPointer(start: value, count: strlen(value)).lazy.map(UInt8.init(bitPattern:)))
        case .command(let words):
            return try ProgramOutput.of(words.map { String(decoding: $0, as: UTF8.self) }, limit: 8192)
        }
    }

    private static func description(of reference: SecretReference) -> String {
        switch reference {
        case .environment(let name): "variable '\(String(decoding: name.bytes, as: UTF8.self))'"
        // Its arguments may be nobody's business.
        case .command(let words): "'\(String(decoding: words[0], as: UTF8.self))'"
        }
    }
}
