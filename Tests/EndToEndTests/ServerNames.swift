import Foundation
import TestSupport

extension WebServer {
    /// The names of all virtual servers as the program lists them: `nginx -T`, `apache2 -S`, `caddy adapt`.
    func names(including pattern: String, on port: UInt16, in directory: URL) throws -> Set<String> {
        if isCaddy { return try Self.namesOfCaddy(including: pattern, in: directory) }
        let listing = isNginx ? ["-T"] : ["-t", "-D", "DUMP_VHOSTS"]
        let arguments = try listing + arguments(including: pattern, on: [port], in: directory)
        let outcome = try run(try Program.required(executable), arguments)
        guard outcome.status == 0 else { throw ServerFailure("\(executable): \(outcome.errors)") }
        var names: [String]
        if isNginx {
            names = outcome.text.matches(of: /\bserver_name\s([^;]*);/).flatMap {
                $0.1.split(whereSeparator: \.isWhitespace)
            }
            .map(String.init).filter { $0 != "\"\"" }
            try checkMaps(in: outcome.text, have: names)
        } else {
            names = outcome.text.matches(of: /(?:namevhost|alias) (\S+)/).map { String($0.1) }
            names.removeAll { $0 == "vmoodle-gen.invalid" }
        }
        guard names.count == Set(names).count else { throw ServerFailure("\(executable) lists a name twice") }
        return Set(names)
    }

    /// The names of nginx's shared servers are those that their maps know.
    private func checkMaps(in text: String, have names: [String]) throws {
        let maps = text.matches(of: /map \$host \$vmoodle_(?:key|location)_\S+ \{([^}]*)\}/)
        let mapped = maps.flatMap { $0.1.matches(of: /^ +"([^"]*)"/.anchorsMatchLineEndings()) }.map { String($0.1) }
        guard maps.isEmpty != isShared else { throw ServerFailure("\(maps.count) maps for the layout \(self)") }
        guard Set(mapped).isSubset(of: names), mapped.count == Set(mapped).count else {
            throw ServerFailure("a map has names of no server")
        }
    }

    /// What Caddy matches hosts by, in the JSON that it makes of a Caddyfile; those with a dot at their end are the same names.
    private static func namesOfCaddy(including pattern: String, in directory: URL) throws -> Set<String> {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let file = directory.appending(path: "Caddyfile")
        try Data("import \"\(pattern)\"\n".utf8).write(to: file)
        let outcome = try run(
            try Program.required("caddy"), ["adapt", "--adapter", "caddyfile", "--config", file.path])
        let all = hosts(in: try JSONSerialization.jsonObject(with: Data(outcome.output)))
        let dotted = all.filter { $0.hasSuffix(".") }.map { String($0.dropLast()) }
        let names = all.filter { !$0.hasSuffix(".") }
        guard Set(dotted) == Set(names), names.count == Set(names).count, dotted.count == names.count else {
            throw ServerFailure("caddy has a name twice, or not with a dot")
        }
        return Set(names)
    }

    private static func hosts(in value: Any) -> [String] {
        if let list = value as? [Any] { return list.flatMap(hosts) }
        guard let map = value as? [String: Any] else { return [] }
        // Routes for errors have them once more.
        return map.filter { $0.key != "errors" }.flatMap { key, inner in
            key == "host" ? inner as? [String] ?? [] : hosts(in: inner)
        }
    }
}
