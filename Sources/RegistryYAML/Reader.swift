import Diagnostics
import Registry

/// Turns nodes of a document into typed values, and collects what is wrong with them.
final class Reader {
    let document: Document
    var diagnostics: Diagnostics
    /// Where something was already reported: a value in `defaults` would otherwise be wrong once for each host.
    private var reported: Set<[Int]> = []
    private var (errorCount, warningCount) = (0, 0)
    /// The key of the host that is being read: it shows what is wrong with a value of a layer below it.
    var host: Int?
    /// The same in the order of the findings.
    private var keys: [[Int]] = []
    /// What names in `config:` that are not known are near to.
    private var meantSettings: [String: String?] = [:]
    /// Ids of each kind, sorted, and what to say of one that is none of them.
    private var knownIDs: [String: [String]] = [:]
    private var hints: [String: String] = [:]
    /// Names in `config:` that were looked at and may be set there.
    var goodSettings: [[UInt8]] = []
    /// Fields that unknown keys in `defaults` were probably meant to be: that each host lacks them follows from it.
    var meantFields: Set<String> = []
    var isReadingDefaults = false

    init(document: Document, diagnostics: Diagnostics) {
        self.document = document
        self.diagnostics = diagnostics
    }

    /// Errors, and warnings, after which no more are collected: a file of another kind would have millions.
    static let mostFindings = 1000

    /// - Parameter hiding: what stands there may be a secret.
    func error(
        _ code: Int, _ message: @autoclosure () -> String, at node: Int, notes: [Note] = [], hiding: Bool = false
    ) {
        report(.error, as: [document.identity(node), code], at: document.place(node)) {
            finding(.error, code, message(), at: node, notes: notes, hiding: hiding)
        }
    }

    func warn(_ code: Int, _ message: @autoclosure () -> String, at node: Int) {
        report(.warning, as: [document.identity(node), code], at: document.place(node)) {
            finding(.warning, code, message(), at: node)
        }
    }

    private func finding(
        _ severity: Diagnostic.Severity, _ code: Int, _ message: String, at node: Int, notes: [Note] = [],
        hiding: Bool = false
    ) -> Diagnostic {
        var finding = Diagnostic(
            severity: severity, code: Code(code), message: message, place: document.place(node),
            notes: notes + hostNotes(node))
        finding.hidesValue = hiding
        return finding
    }

    /// - Parameter key: what two findings have in common of which one is enough.
    private func report(
        _ severity: Diagnostic.Severity, as key: @autoclosure () -> [Int], at place: @autoclosure () -> Place?,
        _ finding: () -> Diagnostic
    ) {
        let count = severity == .error ? errorCount : warningCount
        guard count < Self.mostFindings else { return reportTooMany(severity, at: place()) }
        let key = key()
        guard reported.insert(key).inserted else { return }
        keys.append(key)
        if severity == .error { errorCount += 1 } else { warningCount += 1 }
        diagnostics.report(finding())
    }

    private func reportTooMany(_ severity: Diagnostic.Severity, at place: Place?) {
        let key = [severity == .error ? -1 : -2]
        guard reported.insert(key).inserted else { return }
        keys.append(key)
        diagnostics.report(
            Diagnostic(
                severity: severity, code: Code(105),
                message: "there are more than \(Self.mostFindings) \(severity.rawValue)s; the others are not shown",
                place: place))
    }

    var hasErrors: Bool { errorCount > 0 }

    /// Whether more errors were found than are shown, so that no more need be looked for.
    var isFull: Bool { errorCount >= Self.mostFindings && reported.contains([-1]) }

    /// Whether some errors or warnings were left out.
    var foundTooMuch: Bool { reported.contains([-1]) || reported.contains([-2]) }

    /// What a reader found, without the document that it was found in.
    struct Findings {
        fileprivate let keys: [[Int]]
        fileprivate let all: [Diagnostic]
    }

    var findings: Findings { Findings(keys: keys, all: diagnostics.all) }

    /// Takes over what another reader found in a later part of the document, but for what was reported before.
    func take(_ other: Findings) {
        for (key, finding) in zip(other.keys, other.all) where !isFull {
            report(finding.severity, as: key, at: finding.place) { finding }
        }
    }

    /// Which host it is that shows a mistake outside of what it says itself.
    private func hostNotes(_ node: Int) -> [Note] {
        guard let host, !(host..<Int(document.node(host + 1).end)).contains(node) else { return [] }
        return [Note("as for host \(quoted(host))", at: document.place(host))]
    }

    func wrongType(_ node: Int, _ wanted: String, of name: String) {
        if isForeignNull(node) { return refuseForeignNull(node) }
        // The text under such a name, or where a map of settings belongs, may be the secret itself.
        let isSecret =
            (wanted == "a map" || Self.isSecret(name)) && document.node(node).kind != .map && !document.isNull(node)
        let what = isSecret && document.node(node).kind == .scalar ? "a text" : found(node)
        error(202, "\(Self.quoted(name)) must be \(wanted), not \(what)", at: node, hiding: isSecret)
    }

    func found(_ node: Int) -> String {
        switch document.node(node).kind {
        case .map: "a map"
        case .list: "a list"
        case .scalar: document.isNull(node) ? "nothing" : quoted(node)
        }
    }

    /// A required field is missing from the map of a key; not said where a misspelt one was.
    func missing(_ path: String, of what: String, at key: Int, in names: FieldNames) {
        guard errorCount < Self.mostFindings else { return reportTooMany(.error, at: document.place(key)) }
        let name = path.split(separator: ".").last.map(String.init) ?? path
        let map = key + 1
        guard !meantFields.contains(name) else { return }
        if map < document.count, document.node(map).kind == .map, hasMisspelt(name, in: map) { return }
        report(
            .error, as: [document.identity(key), 203] + path.utf8.map(Int.init), at: document.place(key)
        ) { finding(.error, 203, "\(what) has no '\(name)'", at: key) }
    }

    private func hasMisspelt(_ name: String, in map: Int) -> Bool {
        document.keys(of: map).contains { key in
            if document.node(key + 1).kind == .map, hasMisspelt(name, in: key + 1) { return true }
            return document.text(key) != name && suggestion(for: document.text(key), among: [name]) != nil
        }
    }

    func unknownKey(_ key: Int, in names: FieldNames) {
        if document.node(key).isPlain, document.equals(key, "<<") { return error(103, Document.noReferences, at: key) }
        guard errorCount < Self.mostFindings else { return reportTooMany(.error, at: document.place(key)) }
        guard names !== SecretField.names else {
            // A secret in the place of a key would be shown.
            let meant = suggestion(for: document.text(key), among: names.names).map { "did you mean '\($0)'?" }
            return error(
                201, "unknown key in a secret; \(meant ?? "known are \(names.names.joined(separator: ", "))")", at: key)
        }
        let written = document.text(key)
        let meant = suggestion(for: written, among: names.names)
        if let meant, isReadingDefaults { meantFields.insert(meant) }
        let hint = meant.map { "did you mean '\($0)'?" }
        error(
            201, "unknown key \(Self.quoted(written)) in \(names.kind); \(hint ?? "known are \(names.listed)")", at: key
        )
    }

    func duplicateKey(_ key: Int, first: Int) {
        error(
            104, "the key \(quoted(key)) stands twice in one map", at: key,
            notes: [Note("first used here", at: document.place(first))])
    }

    /// The known setting that an unknown one is nearly; names of plugins' settings are many, so only one slip counts.
    func settingMeant(by name: String) -> String? {
        guard !ConfigNames.known.contains(name) else { return nil }
        if let known = meantSettings[name] { return known }
        let meant = name.utf8.count < 5 ? nil : suggestion(for: name, among: ConfigNames.all, slips: 1)
        meantSettings[name] = .some(meant)
        return meant
    }

    func notAnID(_ key: Int, in map: String) {
        error(
            204,
            "an id in '\(map)' must be a lower-case letter and up to 30 lower-case letters, digits and '-', not \(quoted(key))",
            at: key)
    }

    // MARK: Single values

    /// The bytes of a single value of a field.
    func scalar(_ node: Int, of name: String) -> UnsafeBufferPointer<UInt8>? {
        guard document.node(node).kind == .scalar else {
            wrongType(node, "a single value", of: name)
            return nil
        }
        guard !isForeignNull(node) else {
            refuseForeignNull(node)
            return nil
        }
        return document.bytes(node)
    }

    /// `Null` or `NULL` without quotes: nothing to some YAML readers, and here a text; `null` is nothing to all.
    @inline(__always)
    func isForeignNull(_ node: Int) -> Bool {
        let it = document.node(node)
        return it.count == 4 && it.isPlain && (document.equals(node, "NULL") || document.equals(node, "Null"))
    }

    @inline(never)
    func refuseForeignNull(_ node: Int) {
        error(206, "\(quoted(node)) can be read as nothing or as a text; put it in quotes, or write null", at: node)
    }

    /// The bytes of a single value, its `{…}` filled in.
    func string(_ node: Int, of name: String, filling pattern: Pattern?, longest: Int = Document.longestValue)
        -> [UInt8]?
    {
        guard let written = scalar(node, of: name) else { return nil }
        var bytes = Array(written)
        if document.node(node).hasBrace, let pattern {
            do {
                bytes = try pattern.fill(written)
            } catch {
                if isShort(bytes.count, longest, node) { wrongPattern(error, node, of: name) }
                return nil
            }
        }
        return isShort(bytes.count, longest, node) ? bytes : nil
    }

    @inline(__always)
    func isShort(_ count: Int, _ longest: Int, _ node: Int) -> Bool {
        if count <= longest { return true }
        tooLong(node, count, longest)
        return false
    }

    @inline(never)
    private func tooLong(_ node: Int, _ count: Int, _ longest: Int) {
        error(105, "the value has \(count) bytes; at most \(longest) are allowed", at: node)
    }

    /// A value with a grammar of its own.
    @inline(__always)
    func value<Value: RegistryValue>(_ node: Int, of name: @autoclosure () -> String, filling pattern: Pattern?)
        -> Value?
    {
        let it = document.node(node)
        guard it.kind == .scalar, !it.hasBrace, it.count <= UInt32(Document.longestValue), !isForeignNull(node) else {
            return filled(node, of: name(), pattern)
        }
        return make(Array(document.bytes(node)), node, name)
    }

    private func filled<Value: RegistryValue>(_ node: Int, of name: String, _ pattern: Pattern?) -> Value? {
        string(node, of: name, filling: pattern).flatMap { make($0, node, { name }) }
    }

    @inline(__always)
    func make<Value: RegistryValue>(_ bytes: [UInt8], _ node: Int, _ name: () -> String) -> Value? {
        do {
            return try Value(registry: bytes)
        } catch {
            refuse(bytes, error, node, name())
            return nil
        }
    }

    @inline(never)
    func refuse(_ bytes: [UInt8], _ refusal: ValueRefusal, _ node: Int, _ name: String) {
        error(
            refusal.isInternationalName ? 208 : 204,
            "\(Self.quoted(name)) \(Self.reason(refusal, of: bytes))" + Self.not(bytes, of: name), at: node)
    }

    /// `true` or `false`, nothing else that YAML 1.1 would take for one.
    func bool(_ node: Int, of name: String) -> Bool? {
        if document.node(node).kind == .scalar, document.node(node).isPlain {
            if document.equals(node, "true") { return true }
            if document.equals(node, "false") { return false }
        }
        wrongType(node, "true or false", of: name)
        return nil
    }

    /// Decimal digits without quotes, or in quotes: the field's type decides.
    func int(_ node: Int, of name: String, in range: ClosedRange<Int>) -> Int? {
        guard let bytes = scalar(node, of: name) else { return nil }
        if let number = PlainNumber(Array(bytes)).int, range.contains(number) { return number }
        error(
            204, "'\(name)' must be a whole number from \(range.lowerBound) to \(range.upperBound), not \(found(node))",
            at: node)
        return nil
    }

    /// One of a few words.
    func word<Word: RawRepresentable & CaseIterable>(_ node: Int, of name: String) -> Word?
    where Word.RawValue == String {
        for word in Word.allCases where document.equals(node, word.rawValue) { return word }
        notAWord(node, of: name, among: Word.allCases.map(\.rawValue))
        return nil
    }

    func notAWord(_ node: Int, of name: String, among words: [String]) {
        guard scalar(node, of: name) != nil else { return }
        let written = document.text(node)
        let hint = suggestion(for: written, among: words).map { "; did you mean '\($0)'?" } ?? ""
        error(
            204, "'\(name)' must be one of \(words.joined(separator: ", ")), not \(Self.quoted(written))\(hint)",
            at: node)
    }

    func unknown(_ what: String, _ node: Int, among ids: some Sequence<[UInt8]>) {
        let written = document.text(node)
        error(305, "unknown \(what) \(Self.quoted(written)); \(hint(what, written, ids))", at: node)
    }

    /// Asked for once for each wrong id, among names that are sorted once: one slip of the hand may be in thousands of hosts.
    private func hint(_ what: String, _ written: String, _ ids: some Sequence<[UInt8]>) -> String {
        let question = "\(what) \(written)"
        if let known = hints[question] { return known }
        let names = knownIDs[what] ?? ids.map { String(decoding: $0, as: UTF8.self) }.sorted()
        knownIDs[what] = names
        let known = names.isEmpty ? "none is defined" : "defined are \(names.prefix(8).joined(separator: ", "))"
        let hint = suggestion(for: written, among: names).map { "did you mean '\($0)'?" } ?? known
        hints[question] = hint
        return hint
    }
}
