import Foundation

/// A request that all web servers are asked, and what of the answer is looked at.
struct BehaviourRequest: Sendable {
    let target: String
    var host: String? = "alpha.example.test"
    var method = "GET"
    var headers: [String] = []
    var body = ""
    /// Sent in pieces, without a length.
    var isChunked = false
    /// What of `$_SERVER` or of the answer's headers is shown, beside what ran.
    var shows: [String] = []
    /// In the place of the target.
    var title: String? = nil
    /// Why servers differ; nil where they must not.
    var why: String? = nil
}

/// A part of the table.
struct BehaviourSection: Sendable {
    let title: String
    let requests: [BehaviourRequest]
}

/// All that is asked, in the order of the table.
enum Behaviour {
    /// Moodle's own check of public paths (core\check\environment\publicpaths) asks for these and wants 404.
    static let hiddenByMoodle = [
        "vendor/", "vendor/bin/behat", "node_modules/", "node_modules/cli/cli.js", ".git/", ".git/HEAD",
        ".github/FUNDING.yml", ".stylelintrc", "composer.json", "composer.lock", "admin/environment.xml",
        "doesnotexist",
        "lib/classes/", "lib/db/install.xml", "mod/assign/db/install.xml", "lib/scssphp/readme_moodle.txt",
        "mod/resource/readme.txt", "mod/README.txt", "mod/book/README.md", "mod/chat/README.txt",
        "auth/manual/upgrade.txt", "lib/upgrade.txt", "phpunit.xml.dist", "privacy/tests/fixtures/logo.png",
        "enrol/lti/tests/fixtures/input.xml", "blog/tests/behat/delete.feature",
    ]

    static let sections = [
        BehaviourSection(
            title: "Paths that Moodle's own check wants hidden",
            requests: hiddenByMoodle.map { .init(target: "/\($0)") }),
        BehaviourSection(
            title: "Other paths that are not for visitors",
            requests: [
                "/vendor/x.php", "/vendor/x.php/y", "/%76endor/x.php", "//vendor//x.php", "/course/../vendor/x.php",
                "/mod/quiz/tests/fixtures/run.php", "/mod/quiz/tests/fixtures/run.php/x", "/.git/x.php",
                "/.git/x.php/x",
                "/config.php.bak", "/theme/pix.PHP", "/index.php%0a", "/index.php.", "/none.php", "/none/x.php/y",
                "/theme/pix.txt/x.php", "/.well-known/../.git/HEAD", "/ecole-3/vendor/x.php/y",
                "/ecole-3/.git/HEAD", "/ecole-3/v1.2/composer.json",
            ].map { .init(target: $0) } + [
                .init(target: "/folder.php/in.php", why: "Apache finds scripts by going through the folders")
            ]),
        BehaviourSection(
            title: "Slash arguments",
            requests: [
                "/pluginfile.php/1/mod_resource/content/1/README.txt", "/pluginfile.php/1/composer.json",
                "/pluginfile.php/1/.hidden/b", "/pluginfile.php/1/tests/t.html", "/pluginfile.php/1/vendor/x.php",
                "/pluginfile.php/1/a.lock", "/pluginfile.php/1/a.php.bak", "/pluginfile.php/1/a.php/b.php/c",
                "/pluginfile.php/", "/pluginfile.php", "/pluginfile.php/a%20b", "/pluginfile.php/%C3%A9t%C3%A9",
                "/pluginfile.php/%E4%B8%AD?forcedownload=1", "/pluginfile.php/a+b", "/pluginfile.php/a%25b",
                "/pluginfile.php/a%3Fb", "/pluginfile.php/a%23b", "/pluginfile.php/%7Bhost%7D", "/pluginfile.php/a%5Cb",
                "/pluginfile.php/a;b=c", "/ecole-3/pluginfile.php/1/a.php/b", "/ecole-3/v1.2/theme/styles.php/x",
            ].map { .init(target: $0) } + [
                .init(
                    target: "/pluginfile.php/a%2Fb", why: "`AllowEncodedSlashes NoDecode`: to Apache `%2F` is no slash"),
                .init(target: "/pluginfile.php/a//b"), .init(target: "/pluginfile.php/a/../b"),
            ]),
        BehaviourSection(
            title: "Files and directories",
            requests: [
                "/", "/?a=b", "/course/", "/course", "/course?a=b", "/course/view.php?id=2", "/theme/pix.txt",
                "/theme/",
                "/theme", "/theme/pix.txt/x", "/THEME/pix.txt", "/.well-known/security.txt", "/.well-known/none",
                "/ecole-3", "/ecole-3?a=b", "/ecole-3/", "/ecole-3/v1.2", "/ecole-3/course", "/ecole-3/theme/pix.txt",
                "/ecole-3//course//view.php", "/ecole-3/../course/view.php", "/course/../ecole-3/course/view.php",
                "/ECOLE-3/", "/ecole-35/", "/ecole-3/v1x2/", "/%65cole-3/",
            ].map { .init(target: $0) }),
        BehaviourSection(
            title: "Names",
            requests: [
                .init(target: "/course/view.php", host: "ALPHA.example.test"),
                .init(target: "/course/view.php", host: "alpha.example.test."),
                .init(target: "/course/view.php", host: "alpha.example.test:80"),
                .init(target: "/course/view.php", host: "www.alpha.example.test"),
                .init(target: "/course/view.php", host: "nobody.example.test"),
                .init(target: "/theme/pix.txt", host: "nobody.example.test"),
                .init(target: "/course/view.php", host: "127.0.0.1"),
                .init(target: "/course/view.php", host: nil, title: "no Host"),
                .init(
                    target: "http://alpha.example.test/course/view.php", host: "nobody.example.test",
                    why: "nginx chooses the host by the URL and hands the header on, which the runtime does not believe"
                ),
                .init(target: "http://nobody.example.test/course/view.php"),
                .init(target: "/course/view.php", host: "x.wild.test"),
                .init(target: "/course/view.php", host: "x.y.wild.test"),
                .init(
                    target: "/theme/pix.txt", host: "x.y.wild.test",
                    why:
                        "the wildcards of nginx and Apache have any number of labels, and the runtime is not asked for a file"
                ),
                .init(target: "/a%20b/d.php/e?f=g&h", host: "old.example.test"),
                .init(
                    target: "/a%3Fb", host: "old.example.test", why: "Apache writes such digits in small letters"),
                .init(target: "/?next=http://x.test/", host: "old.example.test"),
                .init(target: "/one/", host: "rootless.example.test"),
                .init(target: "/index.php", host: "rootless.example.test"),
            ]),
        BehaviourSection(
            title: "Hosts that are not enabled",
            requests: ["/", "/theme/pix.txt", "/vendor/x.php", "/pluginfile.php/1/x"].flatMap { target in
                [
                    .init(target: target, host: "beta.example.test:PORT", shows: ["Retry-After"]),
                    .init(target: target, host: "closed.example.test"),
                    .init(target: target, host: "gone.example.test"),
                    .init(target: "/shut" + target),
                ]
            } + [
                .init(target: "/open/", host: "beta.example.test:PORT"),
                .init(target: "/open/theme/pix.txt", host: "gone.example.test"), .init(target: "/shutter/"),
                .init(target: "/course/../shut/"), .init(target: "//shut//x.php/y"),
                .init(target: "/", host: "closed.example.test", method: "HEAD"),
                .init(target: "/", host: "closed.example.test", method: "POST", body: "a=b"),
            ]),
        BehaviourSection(title: "A code tree with r.php", requests: routes),
        BehaviourSection(title: "Methods and bodies", requests: methods),
        BehaviourSection(title: "Headers", requests: headers),
    ]

    private static let form = ["Content-Type: application/x-www-form-urlencoded"]
    private static let bytes = ["Content-Type: application/octet-stream"]

    private static let methods: [BehaviourRequest] = [
        .init(target: "/course/view.php", method: "HEAD"), .init(target: "/theme/pix.txt", method: "HEAD"),
        .init(target: "/vendor/x.php", method: "HEAD"), .init(target: "/course", method: "HEAD"),
        .init(target: "/request.php", method: "POST", headers: form, body: "a=b&c=d", shows: ["body"]),
        .init(target: "/request.php/x", method: "PUT", headers: bytes, body: "abc", shows: ["body", "REQUEST_METHOD"]),
        .init(target: "/request.php", method: "DELETE", shows: ["REQUEST_METHOD"]),
        .init(target: "/request.php", method: "OPTIONS", shows: ["REQUEST_METHOD"]),
        .init(target: "/course/", method: "POST", headers: form, body: "a=b"),
        .init(
            target: "/theme/pix.txt", method: "POST", headers: form, body: "a=b",
            why: "a file is no matter of POST, and servers say so or not"),
        .init(target: "/vendor/x.php", method: "POST", headers: form, body: "a=b"),
        .init(
            target: "/request.php", method: "POST", headers: bytes, body: String(repeating: "x", count: largestBody),
            shows: ["body"], title: "`max_body` to the byte"),
        .init(
            target: "/request.php", method: "POST", headers: bytes + ["Content-Length: \(largestBody + 1)"],
            title: "a length of `max_body` and one"),
        .init(
            target: "/request.php", method: "POST", headers: bytes + ["Content-Length: 104857601"],
            title: "a length of 100 MB and one"),
        .init(target: "/request.php", method: "POST", shows: ["body"], title: "no body, and no length"),
        .init(
            target: "/request.php", method: "POST", headers: bytes, body: "abc", isChunked: true, shows: ["body"],
            title: "a body without a length",
            why: "Caddy would tell PHP that the body has -1 bytes, and PHP wait for the rest for ever"),
    ]

    private static let headers: [BehaviourRequest] = [
        .init(target: "/course/view.php", shows: ["X-Own"]), .init(target: "/theme/pix.txt", shows: ["X-Own"]),
        .init(target: "/vendor/x.php", shows: ["X-Own"]), .init(target: "/ecole-3/course/", shows: ["X-Own"]),
        .init(
            target: "/request.php", headers: ["VMOODLE_KEY: beta", "VMOODLE-KEY: gamma"], shows: ["VMOODLE_KEY"],
            title: "VMOODLE_KEY from outside"),
        .init(target: "/request.php", headers: ["Proxy: http://evil.test"], shows: ["HTTP_PROXY"], title: "Proxy"),
        .init(
            target: "/request.php", headers: ["X-Forwarded-Host: alpha.example.test"], shows: ["HTTP_X_FORWARDED_HOST"],
            title: "X-Forwarded-Host"),
        .init(
            target: "/request.php", headers: ["X-Forwarded-For: 192.0.2.7", "X-Forwarded-Proto: https"],
            shows: ["HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "REMOTE_ADDR"], title: "X-Forwarded-For, -Proto"),
        .init(
            target: "/request.php", shows: ["HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO"],
            title: "no X-Forwarded"),
        .init(
            target: "/request.php", headers: ["X_Forwarded_Host: evil.test"], shows: ["HTTP_X_FORWARDED_HOST"],
            title: "X_Forwarded_Host"),
        .init(
            target: "/request.php", headers: ["Authorization: Bearer x"], shows: ["HTTP_AUTHORIZATION"],
            title: "Authorization"),
        .init(
            target: "/request.php?a=%20b&c", shows: ["QUERY_STRING", "REQUEST_URI", "HTTP_HOST", "SERVER_PROTOCOL"],
            title: "what PHP is told"),
    ]
}
