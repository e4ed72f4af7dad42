import Foundation
import Testing

/// Releases are published while php-fpm serves requests as fast as it can.
@Suite(.serialized, .enabled(if: WebServer.areInstalled, "nginx, apache2, caddy and php-fpm are needed"))
struct PublishingUnderLoadTests {
    /// An edition of a registry: its number stands in the table, in the fragment and in the settings' values.
    private static func registry(edition: Int) -> (URL, URL, UInt16) -> String {
        { directory, tree, port in
            // Hosts come and go, so that the table has another shape each time.
            let others = (0..<(edition % 7)).map {
                "  h\($0)e\(edition): { url: http://h\($0)e\(edition).example.test }\n"
            }
            return """
                version: 1
                platforms:
                  m45: { root: "\(tree.path)", user: www-data, fpm: "\(directory.path)/fpm.sock" }
                dbservers: { main: { type: mariadb } }
                defaults:
                  platform: m45
                  dataroot: "/srv/moodledata/{id}-\(edition)"
                  db: { server: main, name: "{id}_\(edition)", user: "{id}", password: { file: "\(directory.path)/secrets/alpha" } }
                  web: { listen: "127.0.0.1:\(port)" }
                  config: { edition: "\(edition)", again: "\(edition)" }
                hosts:
                  alpha: { url: http://alpha.example.test }
                  gamma: { url: http://gamma.example.test }
                \(others.joined())
                """
        }
    }

    /// What one client saw.
    private final class Client: @unchecked Sendable {
        private let lock = NSLock()
        private var isRunning = true
        private var count = 0
        var requests: Int { lock.withLock { count } }
        private(set) var faults: [String] = []

        func stop() { lock.withLock { isRunning = false } }

        func run(_ id: String, _ sites: VirtualSites) {
            var newest = 0
            while lock.withLock({ isRunning }) {
                do {
                    let page = try sites.page("/course/view.php", host: "\(id).example.test")
                    let edition = Int(page["edition"] ?? "") ?? -1
                    let isWhole =
                        page["again"] == "\(edition)" && page["dbname"] == "\(id)_\(edition)"
                        && page["dataroot"] == "/srv/moodledata/\(id)-\(edition)"
                        && page["vmoodlename"] == "\(id).example.test"
                    if !isWhole || edition < newest { faults.append("after \(newest): \(page)") }
                    newest = max(newest, edition)
                } catch { faults.append("\(error)") }
                lock.withLock { count += 1 }
            }
        }
    }

    /// With `validate_timestamps=0` OPcache never looks at a file again: only paths that change can show a new release.
    @Test(arguments: [
        ["opcache.validate_timestamps=0"], ["opcache.validate_timestamps=1", "opcache.revalidate_freq=2"],
    ])
    func theVeryNextRequestSeesTheNewReleaseAndNoneAMixture(_ settings: [String]) throws {
        let sites = try VirtualSites(on: .nginx, registry: Self.registry(edition: 0))
        try sites.start(
            php: ["zend_extension=opcache", "opcache.enable=1", "opcache.file_update_protection=0"] + settings)
        let clients = [Client(), Client()]
        // Whatever fails: they would ask for ever.
        defer { for client in clients { client.stop() } }
        let group = DispatchGroup()
        for (client, id) in zip(clients, ["alpha", "gamma"]) {
            nonisolated(unsafe) let sites = sites
            DispatchQueue.global().async(group: group) { client.run(id, sites) }
        }
        for edition in 1...40 {
            try sites.build(sites.text(Self.registry(edition: edition)))
            let page = try sites.page("/index.php", host: "alpha.example.test")
            #expect(page["edition"] == "\(edition)" && page["dbname"] == "alpha_\(edition)")
            // However busy the machine is, every release is asked for by every client.
            while clients.contains(where: { $0.requests < edition }) { usleep(1000) }
        }
        for client in clients { client.stop() }
        group.wait()
        for client in clients {
            #expect(client.requests >= 40)
            #expect(client.faults.isEmpty, "\(client.faults.count) of \(client.requests)")
        }
    }
}
