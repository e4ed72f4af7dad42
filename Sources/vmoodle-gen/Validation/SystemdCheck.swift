import OutputTree

/// `systemd-analyze verify` for all units, each instance among them.
enum SystemdCheck {
    /// Units that it is asked of at a time: a process has room for so many words.
    private static let mostUnits = 5000

    @Sendable static func complaints(
        about files: [OutputFile], on stage: Stage
    ) throws(ProgramOutput.Failure) -> [Complaint] {
        guard !files.isEmpty else { return [] }
        let program = try Validator.program(["systemd-analyze"])
        // It takes `a:b` for a file and its alias.
        try stage.write(
            files.filter { $0.path.contains(":") }.map { OutputFile(path: plain($0.path), bytes: $0.bytes) })
        let units = units(of: files)
        let paths = Dictionary(files.map { (plain($0.path), $0.path) }, uniquingKeysWith: { first, _ in first })
        var complaints: [Complaint] = []
        for start in stride(from: 0, to: units.count, by: mostUnits) {
            let part = units[start..<min(start + mostUnits, units.count)]
            let said = try ProgramOutput.transcript(
                of: ["/usr/bin/env", "SYSTEMD_UNIT_PATH=\(stage.path)/systemd:", program, "verify"] + part,
                seconds: Validator.patience, limit: Validator.longestTranscript)
            let lines = said.text.split(separator: "\n").map(String.init)
            let found = lines.compactMap { complaint($0, paths, stage.path) }
            if found.isEmpty, !said.isFine, !lines.contains(where: isOfPrograms) {
                throw ProgramOutput.Failure(reason: "'\(program)' failed: \(said.text.prefix(500))")
            }
            complaints += found
        }
        // A drop-in is read for its service and again for its timer.
        var seen: Set<Complaint> = []
        return complaints.filter { seen.insert($0).inserted }
    }

    private static func plain(_ path: String) -> String { String(path.map { $0 == ":" ? "_" : $0 }) }

    /// Units by their names, instances by their drop-ins; a template by itself is none.
    private static func units(of files: [OutputFile]) -> [String] {
        files.compactMap { file in
            let parts = file.path.split(separator: "/")
            guard parts.count > 1 else { return nil }
            let name = String(parts[1])
            if parts.count > 2 { return name.hasSuffix(".d") ? plain(String(name.dropLast(2))) : nil }
            return name.contains("@.") ? nil : name
        }
    }

    /// The code, and the PHP that runs it, need not be on the machine that checks.
    private static func isOfPrograms(_ line: String) -> Bool { line.contains(" is not executable: ") }

    /// `FILE:LINE: message`, `UNIT: message` or `Unit UNIT message`; all else is of units that are not ours.
    ///
    /// - Parameter paths: those of our files, by what they are on the stage.
    private static func complaint(_ line: String, _ paths: [String: String], _ stage: String) -> Complaint? {
        guard !isOfPrograms(line) else { return nil }
        let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        if parts[0].hasPrefix("\(stage)/") {
            let place = parts[0].dropFirst(stage.count + 1).split(separator: ":")
            guard place.count == 2, let number = Int(place[1]) else { return Complaint(message: line) }
            return Complaint(file: paths[String(place[0])], line: number, message: parts[1])
        }
        let words = parts[0] == "Unit" ? parts[1].split(separator: " ", maxSplits: 1).map(String.init) : parts
        guard words.count == 2, words[0].hasPrefix("vmoodle-cron") else { return nil }
        let unit = words[0].last == ":" ? plain(String(words[0].dropLast())) : plain(words[0])
        let file = paths["systemd/\(unit).d/host.conf"] ?? paths["systemd/\(unit)"]
        return Complaint(file: file, message: words[1])
    }
}
