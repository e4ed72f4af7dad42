import OutputTree

/// `caddy validate` with a Caddyfile that imports the files and says what the documentation has it say.
enum CaddyCheck {
    @Sendable static func complaints(
        about files: [OutputFile], on stage: Stage
    ) throws(ProgramOutput.Failure) -> [Complaint] {
        let program = try Validator.program(["caddy"])
        let configuration = """
            {
            \tauto_https off
            \tadmin off
            \tstorage file_system "\(stage.path)/data"
            }
            import "\(stage.path)/caddy/*.conf"

            """
        try stage.write(Array(configuration.utf8), to: "Caddyfile")
        let said = try ProgramOutput.transcript(
            of: [program, "validate", "--adapter", "caddyfile", "--config", "\(stage.path)/Caddyfile"],
            seconds: Validator.patience, limit: Validator.longestTranscript)
        if said.isFine { return [] }
        let errors = said.text.split(separator: "\n").map(String.init).filter { $0.hasPrefix("Error: ") }
        return errors.isEmpty ? [Complaint(message: said.text)] : errors.map { complaint($0, stage.path) }
    }

    /// `Error: …: FILE:LINE: message`, or `FILE:LINE - message`; it ends with the first.
    static func complaint(_ line: String, _ stage: String) -> Complaint {
        guard let folder = line.firstRange(of: "\(stage)/"),
            let colon = line[folder.upperBound...].firstIndex(of: ":")
        else { return Complaint(message: String(line.dropFirst("Error: ".count))) }
        let file = String(line[folder.upperBound..<colon])
        let digits = line[line.index(after: colon)...].prefix { $0.isNumber }
        let message = line[digits.endIndex...].drop { [" ", "-", ":"].contains($0) }
        guard let number = Int(digits), file.hasPrefix("caddy/") else {
            return Complaint(message: String(line.dropFirst("Error: ".count)))
        }
        return Complaint(file: file, line: number, message: String(message))
    }
}
