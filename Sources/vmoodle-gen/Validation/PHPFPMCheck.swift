import OutputTree

/// `php-fpm -t` for the pools of each platform, as its php-fpm includes them; it binds nothing and starts no process.
enum PHPFPMCheck {
    /// Debian's names hold a version.
    private static let names =
        ["php-fpm"] + ["8.5", "8.4", "8.3", "8.2", "8.1", "8.0", "7.4"].map { "php-fpm\($0)" }

    @Sendable static func complaints(
        about files: [OutputFile], on stage: Stage
    ) throws(ProgramOutput.Failure) -> [Complaint] {
        var complaints: [Complaint] = []
        for folder in Set(files.compactMap { $0.path.split(separator: "/").dropLast().last.map(String.init) }).sorted()
        {
            // Two platforms may have pools of one name.
            let own = files.filter { $0.path.hasPrefix("php-fpm/\(folder)/") }
            complaints += try self.complaints(about: own, in: folder, on: stage)
        }
        return complaints
    }

    private static func complaints(
        about files: [OutputFile], in folder: String, on stage: Stage
    ) throws(ProgramOutput.Failure) -> [Complaint] {
        let program = try Validator.program(names)
        let configuration = """
            [global]
            error_log = "\(stage.path)/php-fpm-\(folder).log"
            include = "\(stage.path)/php-fpm/\(folder)/*.conf"

            """
        let file = "php-fpm-\(folder).conf"
        try stage.write(Array(configuration.utf8), to: file)
        let said = try ProgramOutput.transcript(
            of: [program, "-n", "-t", "-y", "\(stage.path)/\(file)"], seconds: Validator.patience,
            limit: Validator.longestTranscript)
        if said.isFine { return [] }
        let complaints = said.text.split(separator: "\n").compactMap { complaint(String($0), files, stage.path) }
        return complaints.isEmpty ? [Complaint(message: said.text)] : complaints
    }

    /// `[time] ERROR: [FILE:LINE] message`, or `[time] ALERT: [pool NAME] message`; it ends with the first.
    static func complaint(_ line: String, _ files: [OutputFile], _ stage: String) -> Complaint? {
        let levels = ["] ERROR: ", "] ALERT: "]
        guard let level = levels.compactMap({ line.firstRange(of: $0) }).first else { return nil }
        let text = line[level.upperBound...]
        guard text.first == "[", let end = text.firstRange(of: "] ") else {
            // What follows from the line before.
            let consequences = [
                "Unable to include ", "failed to load configuration file", "failed to post process the configuration",
                "FPM initialization failed",
            ]
            return consequences.contains(where: text.hasPrefix) ? nil : Complaint(message: String(text))
        }
        let (subject, message) = (text[text.index(after: text.startIndex)..<end.lowerBound], text[end.upperBound...])
        if subject.hasPrefix("pool ") {
            let header = Array("[\(subject.dropFirst("pool ".count))]".utf8)
            for file in files {
                let lines = file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
                guard let index = lines.firstIndex(where: { $0.elementsEqual(header) }) else { continue }
                return Complaint(file: file.path, line: index + 1, message: String(message))
            }
        } else if subject.hasPrefix("\(stage)/php-fpm/"), let colon = subject.lastIndex(of: ":"),
            let number = Int(subject[subject.index(after: colon)...])
        {
            let file = subject[..<colon].dropFirst(stage.count + 1)
            return Complaint(file: String(file), line: number, message: String(message))
        }
        return Complaint(message: String(text))
    }
}
