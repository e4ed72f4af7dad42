import CEmbedded
import Diagnostics
import Digests
import Template

/// The templates that travel inside the binary, with those of a site in their place where it has any.
public struct TemplateSet: Sendable {
    private(set) var sources: [String: SourceFile] = [:]
    /// By target, those of all under the empty name, and by name.
    var partials: [String: [String: SourceFile]] = [:]
    static let builtIn = TemplateSet().sources

    /// The built-in ones, named `templates/…` as in the repository.
    public init() {
        for position in 0..<embedded_template_count {
            let file = embedded_template(position)
            let path = String(cString: file.path)
            let bytes = Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
            sources[path] = SourceFile(name: "templates/\(path)", bytes: bytes)
        }
    }

    /// Relative paths, sorted.
    public var paths: [String] { sources.keys.sorted() }

    public func bytes(of path: String) -> [UInt8]? { sources[path]?.bytes }

    /// Of all of them, with their paths and what they are called in findings.
    public var digest: Digest {
        var bytes: [UInt8] = []
        func append(_ path: String, _ file: SourceFile) {
            bytes += "\(path)\n\(file.name)\n\(file.bytes.count)\n".utf8
            bytes += file.bytes
        }
        for (path, file) in sources.sorted(by: { $0.key < $1.key }) { append(path, file) }
        for (target, files) in partials.sorted(by: { $0.key < $1.key }) {
            for (name, file) in files.sorted(by: { $0.key < $1.key }) { append("\(target):\(name)", file) }
        }
        return Digest(of: bytes)
    }

    /// The file that is used.
    public func file(_ path: String) -> SourceFile? { sources[path] }

    /// Puts a site's own file in the place of a built-in one.
    ///
    /// - Returns: false if there is no template of that path.
    public mutating func replace(_ path: String, by file: SourceFile) -> Bool {
        guard sources[path] != nil else { return false }
        sources[path] = file
        return true
    }

    func template<S>(
        _ path: String, _ syntax: any Syntax, reporting diagnostics: inout Diagnostics
    ) -> Template<S>? {
        guard let source = sources[path] else { preconditionFailure("no template \(path) in the binary") }
        return Template(source, syntax: syntax, partials: partials(for: path), reporting: &diagnostics)
    }
}

extension TemplateSet {
    /// Whether fragments that say they have a sum have what the sum is of: a site's own template begins as the built-in one.
    ///
    /// With another beginning the runtime would find every fragment damaged.
    func haveSummedFragments(reporting diagnostics: inout Diagnostics) -> Bool {
        guard let own = sources[Fragment.template], let builtIn = Self.builtIn[Fragment.template] else { return true }
        let summed = builtIn.bytes.prefix(upTo: "{{sum}}") + Array("{{sum}}".utf8)
        let partials = partials(for: Fragment.template)
        let files = [own] + partials.included(by: own).compactMap { partials[$0] }
        let isSummed = files.contains { $0.bytes.prefix(upTo: Fragment.format.description).count < $0.bytes.count }
        guard isSummed, !own.bytes.starts(with: summed) else { return true }
        let same = zip(own.bytes, summed).prefix { $0 == $1 }.count
        let line = own.bytes[..<same].count { $0 == 0x0A } + 1
        func place(_ file: SourceFile) -> Place {
            Place(file, line: line, column: 1, length: String(decoding: file.line(line), as: UTF8.self).count)
        }
        diagnostics.error(
            Code(406), "a template of fragments with a sum begins as the built-in one does, up to '{{sum}}'",
            at: place(own), notes: [Note("the built-in one", at: place(builtIn))])
        return false
    }
}

extension [UInt8] {
    /// What stands before a text; all, if that is not in it.
    fileprivate func prefix(upTo text: String) -> ArraySlice<UInt8> {
        let text = Array(text.utf8)
        let start = indices.first { self[$0...].starts(with: text) }
        return self[..<(start ?? endIndex)]
    }
}

extension Template {
    /// Appends the text for a subject; what cannot be written is reported at a place of the registry.
    func render(
        _ subject: inout S, into output: inout ByteBuffer, at place: @autoclosure () -> Place,
        reporting diagnostics: inout Diagnostics
    ) {
        do {
            try render(&subject, into: &output)
        } catch {
            diagnostics.error(
                Code(405), "the value of '\(error.name)' cannot be written: \(error.reason)", at: place(),
                notes: [Note("the template wants it here", at: error.place)])
        }
    }
}

/// Deals things out to files by a hash of their name, so that one more thing changes one file.
struct Sharding: Sendable, Equatable {
    private let bits: Int

    /// - Parameter average: how many things a file should have at most, on average.
    init(count: Int, average: Int) {
        var bits = 0
        while count > average << bits { bits += 1 }
        self.bits = bits
    }

    var count: Int { 1 << bits }

    func shard(of hash: UInt32) -> Int { Int(UInt64(hash) >> UInt64(32 - bits)) }

    /// The number of a shard in hex digits, as many as the last one has.
    func name(_ shard: Int) -> String {
        let digits = String(shard, radix: 16)
        return String(repeating: "0", count: String(count - 1, radix: 16).utf8.count - digits.utf8.count) + digits
    }
}

/// Some of the files that things are spread over.
struct ShardsOfMany: Sendable {
    let sharding: Sharding
    private(set) var numbers: Set<Int> = []

    init(_ sharding: Sharding) { self.sharding = sharding }

    func contains(_ hash: UInt32) -> Bool { numbers.contains(sharding.shard(of: hash)) }

    mutating func insert(_ hash: UInt32) { numbers.insert(sharding.shard(of: hash)) }
}
