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
        return errors.isEmpty
            ? [Complaint(message: said.text)]
            : errors.map { complaint(String($0.dropFirst("Error: ".count)), stage.path, about: files) }
    }

    /// `…: FILE:LINE: message`, or `FILE:LINE - message`; it ends with the first. Of blocks in blocks each has its end named, before what
    /// is inside: the last is the nearest.
    private static func complaint(_ line: String, _ stage: String, about files: [OutputFile]) -> Complaint {
        guard let folder = line.ranges(of: "\(stage)/").last,
            let colon = line[folder.upperBound...].firstIndex(of: ":")
        else { return Complaint(message: line) }
        let file = String(line[folder.upperBound..<colon])
        let digits = line[line.index(after: colon)...].prefix { $0.isNumber }
        guard let number = Int(digits), file.hasPrefix("caddy/") else { return Complaint(message: line) }
        var message = line[digits.endIndex...].drop { [" ", "-", ":"].contains($0) }
        let noise = "Error during parsing: "
        if message.hasPrefix(noise) { message = message.dropFirst(noise.count) }
        return Complaint(
            file: file, line: place(of: message, before: number, in: files.first { $0.path == file }),
            message: String(message))
    }

    /// The line of a directive that Caddy does not know, of which it names the end of the block that it is in.
    private static func place(of message: Substring, before number: Int, in file: OutputFile?) -> Int {
        let words = "unrecognized directive: "
        guard message.hasPrefix(words), let file else { return number }
        let name = message.dropFirst(words.count).prefix { $0 != " " }
        let lines = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let found = lines.prefix(number).lastIndex { $0.split { $0 == "\t" || $0 == " " }.first == name }
        return found.map { $0 + 1 } ?? number
    }
}
