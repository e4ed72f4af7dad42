import Foundation
import TestSupport
import Testing

/// The names that Caddy makes of its files are those of the registry, and each leads to its own host.
@Suite(.serialized, .enabled(if: WebServer.areInstalled, "nginx, apache2, caddy and php-fpm are needed"))
struct CaddyNamesTests {
    /// Half of the hosts have an alias, every tenth is in a sub-directory of another's name.
    private func sites(of count: Int) throws -> VirtualSites {
        try VirtualSites(on: .caddy, secret: "alpha") { _ in
            (0..<count).map { number in
                let url = number % 10 == 9 ? "h\(number - 1).test/s\(number)" : "h\(number).test"
                let alias = number % 2 == 0 ? ", aliases: [www.h\(number).test]" : ""
                return "  h\(number): { url: http://\(url)\(alias) }"
            }.joined(separator: "\n")
        }
    }

    /// What Caddy matches hosts by, in the JSON that it makes of a Caddyfile; those with a dot at their end are the same names.
    private func names(at sites: VirtualSites) throws -> [String] {
        let file = sites.directory.appending(path: "Caddyfile")
        try Data("import \"\(sites.output.path)/current/caddy/*\"\n".utf8).write(to: file)
        let outcome = try run(
            try Program.required("caddy"), ["adapt", "--adapter", "caddyfile", "--config", file.path])
        var names: [String] = []
        func collect(_ value: Any) {
            if let map = value as? [String: Any] {
                // Routes for errors have them once more.
                for (key, inner) in map where key != "errors" {
                    if key == "host", let hosts = inner as? [String] { names += hosts } else { collect(inner) }
                }
            } else if let list = value as? [Any] {
                for inner in list { collect(inner) }
            }
        }
        collect(try JSONSerialization.jsonObject(with: Data(outcome.output)))
        let dotted = names.filter { $0.hasSuffix(".") }.map { String($0.dropLast()) }
        names.removeAll { $0.hasSuffix(".") }
        #expect(Set(dotted) == Set(names) && dotted.count == names.count)
        return names
    }

    @Test(arguments: [10, 1000])
    func everyNameOfTheRegistryAndNoOtherLeadsToItsHost(count: Int) throws {
        let sites = try sites(of: count)
        let own = (0..<count).filter { $0 % 10 != 9 }.map { "h\($0).test" }
        let aliases = (0..<count).filter { $0 % 2 == 0 }.map { "www.h\($0).test" }
        let names = try names(at: sites)
        #expect(names.count == Set(names).count && Set(names) == Set(own + aliases))
        try sites.start()
        for number in 0..<count {
            let (name, path) = number % 10 == 9 ? ("h\(number - 1).test", "/s\(number)") : ("h\(number).test", "")
            #expect(try sites.page("\(path)/course/view.php", host: name)["dbname"] == "m_h\(number)")
        }
        #expect(try sites.page("/course/view.php", host: "www.h0.test")["dbname"] == "m_h0")
        #expect(try sites.get("/course/view.php", host: "h\(count).test").status == 421)
    }
}
