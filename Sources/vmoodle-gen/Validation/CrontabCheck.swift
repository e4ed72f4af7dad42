import OutputTree

/// What Debian's cron would refuse, told line by line; cron itself drops a whole file for one bad line, and says so in a log only.
///
/// The rules are those of cron 3.0pl1 (crontab(5), entry.c, env.c) and a little stricter: a user's name is plain, a range goes up.
/// Whether the user exists is for the serving machine to know.
enum CrontabCheck {
    private static let longestCommand = 998
    private static let longestAssignment = 996
    private static let mostLines = 10_000

    @Sendable static func complaints(
        about files: [OutputFile], on stage: Stage
    ) throws(ProgramOutput.Failure) -> [Complaint] {
        files.flatMap { complaints(about: $0.bytes, in: $0.path) }
    }

    static func complaints(about bytes: [UInt8], in file: String) -> [Complaint] {
        var complaints: [Complaint] = []
        let name = file.split(separator: "/").last ?? ""
        if !name.utf8.allSatisfy({ isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") })
        {
            complaints.append(Complaint(file: file, message: "cron ignores a file of this name"))
        }
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        let last = lines.popLast() ?? []
        if !last.isEmpty {
            complaints.append(Complaint(file: file, line: lines.count + 1, message: "the last line does not end"))
        }
        if lines.count > mostLines {
            complaints.append(Complaint(file: file, message: "more than \(mostLines) lines"))
        }
        for (number, line) in lines.enumerated() {
            if let reason = refusal(of: line) {
                complaints.append(Complaint(file: file, line: number + 1, message: reason))
            }
        }
        return complaints
    }

    // MARK: A line

    private static func refusal(of line: ArraySlice<UInt8>) -> String? {
        if let byte = line.first(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) {
            return "a control character, 0x\(byte < 16 ? "0" : "")\(String(byte, radix: 16))"
        }
        let text = line.drop(while: isBlank)
        guard let first = text.first, first != UInt8(ascii: "#") else { return nil }
        if isLetter(first) || first == UInt8(ascii: "_") { return refusalOfAssignment(text) }
        return refusalOfEntry(text)
    }

    private static func refusalOfAssignment(_ text: ArraySlice<UInt8>) -> String? {
        let name = text.prefix { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") }
        guard text[name.endIndex...].drop(while: isBlank).first == UInt8(ascii: "=") else {
            return "neither an assignment nor five fields of time, a user and a command"
        }
        return text.count > longestAssignment ? "an assignment of more than \(longestAssignment) bytes" : nil
    }

    private static func refusalOfEntry(_ text: ArraySlice<UInt8>) -> String? {
        var rest = text
        func word() -> ArraySlice<UInt8> {
            let word = rest.prefix { !isBlank($0) }
            rest = rest[word.endIndex...].drop(while: isBlank)
            return word
        }
        for field in CrontabField.all {
            let word = word()
            guard field.accepts(word) else { return "no \(field.name): '\(String(decoding: word, as: UTF8.self))'" }
        }
        let user = word()
        guard let first = user.first, isLetter(first) || first == UInt8(ascii: "_"), user.count <= 32,
            user.allSatisfy({ isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") })
        else { return "no user: '\(String(decoding: user, as: UTF8.self))'" }
        guard !rest.isEmpty else { return "no command" }
        return rest.count > longestCommand ? "a command of more than \(longestCommand) bytes" : nil
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

/// One of the five fields of time: a list of numbers and ranges, each perhaps with a step.
private struct CrontabField {
    let name: String
    let range: ClosedRange<Int>
    var words: [String] = []

    static let all = [
        CrontabField(name: "minute", range: 0...59), CrontabField(name: "hour", range: 0...23),
        CrontabField(name: "day of a month", range: 1...31),
        CrontabField(
            name: "month", range: 1...12,
            words: ["", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
        CrontabField(name: "day of a week", range: 0...7, words: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
    ]

    func accepts(_ field: ArraySlice<UInt8>) -> Bool {
        let items = field.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        return !field.isEmpty && items.allSatisfy(acceptsItem)
    }

    private func acceptsItem(_ item: ArraySlice<UInt8>) -> Bool {
        let parts = item.split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
        let ends = parts[0].split(separator: UInt8(ascii: "-"), maxSplits: 1, omittingEmptySubsequences: false)
        let isAll = parts[0].elementsEqual("*".utf8)
        if parts.count == 2 {
            // A step is of a range.
            guard isAll || ends.count == 2, let step = number(parts[1]), (1...range.upperBound).contains(step) else {
                return false
            }
        }
        if isAll { return true }
        let numbers = ends.compactMap(value)
        return numbers.count == ends.count && numbers == numbers.sorted() && numbers.allSatisfy(range.contains)
    }

    private func value(_ text: ArraySlice<UInt8>) -> Int? {
        number(text)
            ?? words.firstIndex(of: String(decoding: text, as: UTF8.self).lowercased()).flatMap {
                range.contains($0) ? $0 : nil
            }
    }

    private func number(_ text: ArraySlice<UInt8>) -> Int? {
        guard (1...4).contains(text.count), text.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(String(decoding: text, as: UTF8.self))
    }
}
