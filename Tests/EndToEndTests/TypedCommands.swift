import Foundation
import TestSupport
import Testing

/// A suite of commands as their users type them, beside a registry of three hosts.
protocol TypedCommands {
    /// Where they are typed.
    var directory: TemporaryDirectory { get }
}

extension TypedCommands {
    /// A directory with that registry.
    static func threeHosts() throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        _ = try directory.write(
            """
            version: 1
            platforms: { m: { root: /srv/moodle } }
            dbservers: { main: { type: mariadb } }
            defaults:
              platform: m
              dataroot: "/srv/data/{id}"
              db: { server: main, name: "m_{id}", user: u, password: { file: "/etc/{id}" } }
            groups: { north: { labels: { region: north } } }
            hosts:
              alpha: { url: http://alpha.example, name: "Alpha, \\"the\\" first", groups: [north], aliases: [www.alpha.example] }
              beta: { url: http://beta.example, state: maintenance, config: { lang: fr } }
              gamma-1: { url: http://gamma.example/x, groups: [north], labels: { region: null } }

            """, to: "registry.yaml")
        return directory
    }

    func tool(_ arguments: [String], input: String = "", environment: [String: String] = [:]) throws -> Outcome {
        try run(
            Program.vmoodleGen(), arguments, input: Array(input.utf8),
            environment: environment.merging(["NO_COLOR": "1"]) { a, _ in a }, in: directory.url)
    }

    func json(_ outcome: Outcome) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any], "\(outcome.errors)")
    }
}
