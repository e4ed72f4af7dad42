/// Directives and sections of Apache's, whole: every section that they open they close, in order.
public struct ApacheLines: ServerLines {
    public let lines: [[UInt8]]

    public init(_ lines: [[UInt8]]) throws(ServerLinesRefusal) {
        var sections: [(name: [UInt8], line: Int)] = []
        for (number, line) in lines.enumerated() {
            guard !line.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
                throw ServerLinesRefusal(number, "holds a control character")
            }
            // A comment goes on in the next line, too.
            guard line.last != UInt8(ascii: "\\") else {
                throw ServerLinesRefusal(number, "ends in a backslash, which would take the next line in")
            }
            switch try ApacheLine(line, number) {
            case .nothing, .directive: break
            case .opening(let name): sections.append((name, number))
            case .closing(let name):
                let shown = Self.shown(name)
                guard let open = sections.popLast() else {
                    throw ServerLinesRefusal(number, "closes a section with '</\(shown)>' that no line opens")
                }
                guard Self.folded(open.name) == Self.folded(name) else {
                    let wanted = Self.shown(open.name)
                    throw ServerLinesRefusal(number, "has '</\(shown)>' where '</\(wanted)>' is to come first")
                }
            }
        }
        if let open = sections.last {
            let shown = Self.shown(open.name)
            throw ServerLinesRefusal(open.line, "opens the section '<\(shown)>', which no line closes")
        }
        self.lines = lines
    }

    /// A name as a message shows it, cut if it is long.
    private static func shown(_ name: [UInt8]) -> String {
        String(decoding: name.prefix(80), as: UTF8.self) + (name.count > 80 ? "…" : "")
    }

    /// Apache compares names without case.
    private static func folded(_ name: [UInt8]) -> [UInt8] {
        name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }
}

/// One line, with the name of the section that it begins or ends.
private enum ApacheLine {
    case nothing
    case directive
    case opening([UInt8])
    case closing([UInt8])

    /// The first word must be plain: Apache takes quotes off it and fills variables in before it looks for sections
    /// (ap_build_config_sub in config.c), so that `"</X>"` would end one.
    init(_ line: [UInt8], _ number: Int) throws(ServerLinesRefusal) {
        var text = line[...].drop { $0 == 0x20 }
        while text.last == 0x20 { text.removeLast() }
        guard let first = text.first, first != UInt8(ascii: "#") else {
            self = .nothing
            return
        }
        let isSection = first == UInt8(ascii: "<")
        if isSection { text.removeFirst() }
        let isClosing = isSection && text.first == UInt8(ascii: "/")
        if isClosing { text.removeFirst() }
        let name = text.prefix { isLetter($0) || isDigit($0) || $0 == 0x5F }
        let rest = text[name.endIndex...]
        guard let letter = name.first, isLetter(letter) else {
            throw ServerLinesRefusal(number, "does not begin with the plain name of a directive or section")
        }
        if isClosing {
            guard rest.elementsEqual([UInt8(ascii: ">")]) else {
                throw ServerLinesRefusal(number, "closes a section and does not end in '>' there")
            }
            self = .closing(Array(name))
        } else if isSection {
            guard rest.last == UInt8(ascii: ">"), rest.count == 1 || rest.first == 0x20 else {
                throw ServerLinesRefusal(number, "begins a section and does not end in '>'")
            }
            self = .opening(Array(name))
        } else {
            guard rest.isEmpty || rest.first == 0x20 else {
                throw ServerLinesRefusal(number, "does not begin with the plain name of a directive or section")
            }
            self = .directive
        }
    }
}
