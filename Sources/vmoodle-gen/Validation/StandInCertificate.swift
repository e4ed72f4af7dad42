import Registry

/// A certificate of a name that nobody has, with its key, to show in the place of those that are not here.
enum StandInCertificate {
    static func made(on stage: Stage) throws(ProgramOutput.Failure) -> Web.Certificate {
        let openssl: String
        do throws(ProgramOutput.Failure) {
            openssl = try Validator.program(["openssl"])
        } catch {
            throw ProgramOutput.Failure(
                reason: "certificates cannot be read here, and \(error.reason), which makes one to stand in for them")
        }
        let (certificate, key) = ("\(stage.path)/stand-in.pem", "\(stage.path)/stand-in.key")
        let said = try ProgramOutput.transcript(
            of: [
                openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
                "2", "-subj", "/CN=stand-in.invalid", "-keyout", key, "-out", certificate,
            ], seconds: Validator.patience, limit: Validator.longestTranscript)
        guard said.isFine, let path = AbsolutePath(Array(certificate.utf8)), let keyPath = AbsolutePath(Array(key.utf8))
        else { throw ProgramOutput.Failure(reason: "'\(openssl)' made no certificate: \(said.text.prefix(500))") }
        return Web.Certificate(certificate: path, key: keyPath)
    }
}
