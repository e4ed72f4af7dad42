import OutputTree

/// `logrotate -d`, which reads its file and says what it would do.
enum LogrotateCheck {
    @Sendable static func complaints(
        about files: [OutputFile], on stage: Stage
    ) throws(ProgramOutput.Failure) -> [Complaint] {
        guard !files.isEmpty else { return [] }
        let program = try Validator.program(["logrotate"])
        let said = try ProgramOutput.transcript(
            of: [program, "-d", "--state", "\(stage.path)/state"] + files.map { "\(stage.path)/\($0.path)" },
            seconds: Validator.patience, limit: Validator.longestTranscript)
        let lines = said.text.split(separator: "\n").map(String.init)
        // What it says behind this is of the logs, which are the serving machine's.
        guard let end = lines.firstIndex(where: { $0.hasPrefix("Reading state from file: ") }) else {
            throw ProgramOutput.Failure(reason: "'\(program)' ended early: \(said.text.prefix(500))")
        }
        return lines[..<end].compactMap { complaint($0, stage.path) }
    }

    /// `error: FILE:LINE message`, or `error: message` of what follows from the line before.
    static func complaint(_ line: String, _ stage: String) -> Complaint? {
        let start = "error: \(stage)/"
        guard line.hasPrefix(start) else { return nil }
        let text = line.dropFirst(start.count)
        guard let colon = text.firstIndex(of: ":") else { return Complaint(message: String(text)) }
        let digits = text[text.index(after: colon)...].prefix { $0.isNumber }
        guard let number = Int(digits) else { return Complaint(message: String(text)) }
        let message = text[digits.endIndex...].drop { $0 == " " }
        return Complaint(file: String(text[..<colon]), line: number, message: String(message))
    }
}
