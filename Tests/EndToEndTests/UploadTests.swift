import Foundation
import Testing

/// An upload as large as Moodle's administrators set the limit to.
@Suite(.serialized, .enabled(if: WebServer.areInstalled, "nginx, apache2, caddy and php-fpm are needed"))
struct UploadTests {
    @Test(arguments: [WebServer.nginx, .apache, .caddy])
    func aHundredMegabytesArriveWhole(server: WebServer) throws {
        let sites = try VirtualSites(on: server)
        try Behaviour.writeFiles(to: sites.tree)
        try sites.start(php: ["post_max_size=200M", "memory_limit=512M"])
        let body = String(repeating: "0123456789abcdef", count: 100 << 16)
        let page = try sites.page(
            "/request.php", host: "gamma.example.test:\(sites.port)", method: "POST",
            headers: ["Content-Type: application/octet-stream"], body: body)
        #expect(page["dbname"] == "m_gamma" && page["body"] == "104857600 \(Self.sum)")
    }

    /// The MD5 of these bytes, by `yes 0123456789abcdef | tr -d '\n' | head -c 104857600 | md5sum`.
    private static let sum = "b02c45b26a4675a20501a8e62fd18492"
}
