import Diagnostics

extension ImportReport {
    /// One finding a line, without what could drive a terminal. Lines of the source are never shown: they hold passwords.
    public var text: String {
        diagnostics.sorted.map { finding in
            let place = finding.place.map { "\(printable("\($0)")): " } ?? ""
            return "\(place)\(finding.severity.rawValue): \(finding.code): \(printable(finding.message))\n"
        }.joined()
    }

    /// The findings as JSON objects, without the brackets of the list; `quote` writes a text as JSON does.
    public func json(_ quote: (String) -> String) -> [String] {
        diagnostics.sorted.map { finding in
            let place =
                finding.place.map {
                    "\"file\": \(quote($0.file.name)), \"line\": \($0.line), \"column\": \($0.column)"
                } ?? "\"file\": null, \"line\": null, \"column\": null"
            return "{\"severity\": \(quote(finding.severity.rawValue)), \"code\": \(quote("\(finding.code)")), "
                + "\(place), \"message\": \(quote(finding.message))}"
        }
    }
}
