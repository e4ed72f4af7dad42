import OutputTree

/// `nginx -t` with an http block that holds the files and nothing else.
enum NginxCheck {
    @Sendable static func complaints(
        about files: [OutputFile], on stage: Stage
    ) throws(ProgramOutput.Failure) -> [Complaint] {
        let program = try Validator.program(["nginx"])
        let temporary = ["client_body", "fastcgi", "proxy", "scgi", "uwsgi"]
            .map { "    \($0)_temp_path \(stage.path)/\($0);\n" }.joined()
        // Debian's modules, which 'extra' may need.
        let configuration = """
            include /etc/nginx/modules-enabled/*.conf;
            pid \(stage.path)/pid;
            error_log stderr;
            events {}
            http {
            \(temporary)    access_log off;
                include \(stage.path)/nginx/*.conf;
            }

            """
        try stage.write(Array(configuration.utf8), to: "nginx.conf")
        let said = try ProgramOutput.transcript(
            of: [program, "-t", "-c", "\(stage.path)/nginx.conf", "-e", "\(stage.path)/error.log"],
            seconds: Validator.patience, limit: Validator.longestTranscript)
        let complaints = said.text.split(separator: "\n").compactMap { complaint(String($0), stage.path) }
        guard complaints.isEmpty, !said.isFine else { return complaints }
        return [Complaint(message: said.text)]
    }

    /// `nginx: [emerg] message in FILE:LINE`. A warning counts: nginx drops a server whose name another has with no more than that.
    static func complaint(_ line: String, _ stage: String) -> Complaint? {
        let levels = ["emerg", "alert", "crit", "error", "warn"].map { "nginx: [\($0)] " }
        guard let level = levels.first(where: line.hasPrefix) else { return nil }
        let text = line.dropFirst(level.count)
        let folder = " in \(stage)/"
        guard let start = text.firstRange(of: folder + "nginx/"), let colon = text.lastIndex(of: ":"),
            colon > start.upperBound, let number = Int(text[text.index(after: colon)...])
        else { return Complaint(message: String(text)) }
        let file = text[text.index(start.lowerBound, offsetBy: folder.count)..<colon]
        return Complaint(file: String(file), line: number, message: String(text[..<start.lowerBound]))
    }
}
