import Diagnostics
import Registry

/// What hosts may not share, which VMoodle never checked: URL, database, data directory; and what those on one name must.
struct HostsApart {
    private var keys: [[UInt8]: Place] = [:]
    /// By name: whether it is https, and where that was said.
    private var schemes: [String: (isTLS: Bool, place: Place)] = [:]
    private var databases: [String: Place] = [:]
    private var dataRoots: [[UInt8]: Place] = [:]
    /// Directories above a data directory, with one that lies in each.
    private var above: [[UInt8]: Place] = [:]

    /// Whether a host may stand beside those before it; reports it if not.
    mutating func admits(_ host: ImportedHost, _ url: CanonicalURL, reporting report: inout ImportReport) -> Bool {
        let database =
            "\(host.server.host.lowercased()):\(host.server.port ?? 0):\(host.server.socket ?? "") \(host.databaseName.lowercased()) \(host.prefix)"
        let path = Array(host.dataRoot.utf8)
        let parents = Self.parents(of: path)
        let around = parents.first { dataRoots[$0] != nil }.flatMap { dataRoots[$0] }
        if let other = keys[url.key] {
            refuse("'\(url.text)' is already the URL of another host", other, host.place, &report)
        } else if let other = schemes[url.authority], other.isTLS != url.isTLS {
            refuse(
                "'\(url.text)' differs in its scheme from another host on the same name", other.place, host.place,
                &report)
        } else if let other = databases[database] {
            refuse(
                "the database '\(host.databaseName)' with prefix '\(host.prefix)' is already another host's", other,
                host.place, &report)
        } else if let other = dataRoots[path] ?? above[path] ?? around {
            refuse(
                "the data directory '\(host.dataRoot)' is another host's, lies in it or around it", other, host.place,
                &report)
        } else {
            keys[url.key] = host.place
            schemes[url.authority] = schemes[url.authority] ?? (url.isTLS, host.place)
            databases[database] = host.place
            dataRoots[path] = host.place
            for parent in parents { above[parent] = host.place }
            return true
        }
        return false
    }

    private func refuse(_ message: String, _ other: Place, _ place: Place, _ report: inout ImportReport) {
        report.lost(.hostNotCarried, "\(message) (\(other)); the host is not carried", at: place)
    }

    private static func parents(of path: [UInt8]) -> [[UInt8]] {
        path.indices.dropFirst().filter { path[$0] == UInt8(ascii: "/") }.map { Array(path[..<$0]) }
    }
}
