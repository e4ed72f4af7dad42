import Foundation

/// What belongs to the requests: the registry, and files of the code trees, beside those of the stand-in.
extension Behaviour {
    /// Largest body of the host that is asked, in bytes.
    static let largestBody = 4 << 20

    static func registry(_ directory: URL, _ tree: URL, _ port: UInt16) -> String {
        VirtualSites.registry(directory, tree, port).replacingOccurrences(
            of: "    name: Alpha\n",
            with: "    name: Alpha\n    web: { max_body: 4M, headers: { X-Own: \"a {{b}} 'c' \\\"d\\\"\" } }\n"
        ).replacingOccurrences(
            of: "dbservers:\n",
            with: """
                  m51: { root: "\(routed(directory).path)", public: true, router: true, php: /usr/bin/php, user: www-data, fpm: "\(directory.path)/fpm.sock" }
                dbservers:

                """)
                + """
                  wild: { url: http://moodle.wild.test, aliases: ["*.wild.test"], \(secret(directory)) }
                  routed: { url: http://routed.example.test, platform: m51, \(secret(directory)) }
                  routedsub: { url: http://routed.example.test/ecole-3, platform: m51, \(secret(directory)) }
                  routedshut: { url: http://routed.example.test/shut, platform: m51, state: disabled, \(secret(directory)) }

                """
    }

    private static func secret(_ directory: URL) -> String {
        "db: { password: { file: \"\(directory.path)/secrets/alpha\" } }"
    }

    /// The code tree that has r.php and `public/`, as Moodle does from 5.1 on.
    private static func routed(_ directory: URL) -> URL { directory.appending(path: "moodle tree 5.1") }

    /// Writes what is asked for and must not be found, what is, and a page that shows its request, into both code trees.
    static func writeFiles(for sites: VirtualSites) throws {
        let root = routed(sites.directory)
        let tree = root.appending(path: "public")
        let standIn = try StandIn(in: tree)
        try FileManager.default.copyItem(at: tree.appending(path: "index.php"), to: tree.appending(path: "r.php"))
        try Data("<?php\nrequire(__DIR__ . '/../config.php');\n".utf8).write(to: tree.appending(path: "config.php"))
        try FileManager.default.createDirectory(at: root.appending(path: "lib"), withIntermediateDirectories: true)
        try Data("<?php\n$CFG->setup = true;\n".utf8).write(to: root.appending(path: "lib/setup.php"))
        let configuration = sites.output.appending(path: "current/php/m51/config.php")
        try Data(contentsOf: configuration).write(to: root.appending(path: "config.php"))
        try writeFiles(to: sites.tree)
        try writeFiles(to: standIn.root)
    }

    static func writeFiles(to tree: URL) throws {
        let isFile = { (path: String) in !path.hasSuffix("/") && path != "doesnotexist" }
        var files = Dictionary(uniqueKeysWithValues: hiddenByMoodle.filter(isFile).map { ($0, "hidden\n") })
        for path in ["vendor/index.php", ".git/x.php", "mod/quiz/tests/fixtures/x.php", "theme/pix.PHP"] {
            files[path] = "<?php echo 'a hidden script ran';\n"
        }
        files[".well-known/security.txt"] = "Contact: x\n"
        files["folder.php/in.php"] = "<?php echo 'in.php ran';\n"
        files["request.php"] = """
            <?php
            $body = file_get_contents('php://input');
            require(__DIR__ . '/config.php');
            header('Content-Type: application/json');
            $_SERVER['body'] = strlen($body) . ' ' . md5($body);
            echo json_encode(array_filter($_SERVER, 'is_string') + ['CFG' => $CFG]);

            """
        for (path, text) in files {
            let file = tree.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
    }
}
