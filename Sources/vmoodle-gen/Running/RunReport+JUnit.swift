import Fleet

extension RunReport {
    /// As JUnit's XML, which build servers show: a test case for each host.
    var junit: String {
        let name = Self.xml(ShownCommand.text(command))
        let cases = results.map(Self.testCase) + rest.map { Self.element($0, "0.000", "<skipped/>") }
        let errors = failures.count { $0.completion.ending.exitStatus == nil }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites>
            <testsuite name="\(name)" tests="\(results.count + rest.count)" failures="\(failures.count - errors)" \
            errors="\(errors)" skipped="\(rest.count + results.count { $0.completion.ending == .cancelled })" \
            time="\(HostResult.seconds(duration))">
            \(cases.joined(separator: "\n"))
            </testsuite>
            </testsuites>

            """
    }

    private static func testCase(_ result: HostResult) -> String {
        let ending = result.completion.ending
        let lines = xml(result.lastLines.joined(separator: "\n"))
        let child: String? =
            switch ending {
            case .exited(0): nil
            case .exited: "<failure message=\"\(xml(ending.text))\">\(lines)</failure>"
            case .cancelled: "<skipped/>"
            default: "<error message=\"\(xml(ending.text))\">\(lines)</error>"
            }
        return element(result.task, result.seconds, child)
    }

    private static func element(_ task: HostTask, _ seconds: String, _ child: String?) -> String {
        let start = "<testcase classname=\"\(xml(task.platform))\" name=\"\(xml(task.id))\" time=\"\(seconds)\""
        return child.map { "\(start)>\($0)</testcase>" } ?? "\(start)/>"
    }

    /// XML 1.0 has no control characters, not even escaped.
    private static func xml(_ text: String) -> String {
        var written = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": written += "&amp;"
            case "<": written += "&lt;"
            case ">": written += "&gt;"
            case "\"": written += "&quot;"
            case "\n": written += "&#10;"
            case "\t": written += "&#9;"
            case "\0"..<" ", "\u{FFFE}", "\u{FFFF}": written += "\u{FFFD}"
            default: written.unicodeScalars.append(scalar)
            }
        }
        return written
    }
}
