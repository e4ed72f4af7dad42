import Diagnostics
import Registry
import RegistryYAML
import Testing

/// Registries of many hosts.
enum Fleet {
    /// - Parameters:
    ///   - defaults: lines of `defaults:`, in columns of their own.
    ///   - more: of host `number`, in braces.
    static func registry(
        hosts: Int, platform: String = "root: /srv/m", defaults: String = "", top: String = "",
        more: (Int) -> String = { _ in "" }
    ) throws -> Registry {
        let lines = defaults.split(separator: "\n").map { "  \($0)\n" }.joined()
        let entries = (0..<hosts).map { number in
            "  h\(number): { url: https://h\(number).example.edu\(more(number)) }\n"
        }.joined()
        let text = """
            version: 1
            \(top)
            platforms: { m: { \(platform) } }
            dbservers: { s: { type: mariadb } }
            defaults:
              platform: m
              sslproxy: true
              dataroot: "/data/{id}"
              db: { server: s, name: "{id}", user: u, password: { file: "/etc/vmoodle/{id}" } }
            \(lines)hosts:
            \(entries)
            """
        var diagnostics = Diagnostics()
        let registry = Registry(
            yaml: SourceFile(name: "r", bytes: Array(text.utf8)), reporting: &diagnostics)
        return try #require(registry, "\(diagnostics)")
    }
}
