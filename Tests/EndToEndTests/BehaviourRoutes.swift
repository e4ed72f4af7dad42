/// What is asked of a code tree with r.php, below `public/`.
extension Behaviour {
    static let routes: [BehaviourRequest] =
        [
            "/none", "/none/", "/none.php", "/none.php/x", "/course/none.php/x?y=1", "/api/rest/v2/x?y=1&z",
            "/a%20b/%C3%A9t%C3%A9", "/a%2Fb", "/a%3Fb", "/none//x", "/course/../none", "/theme/", "/THEME/pix.txt",
            "/lib/classes/", "/r.php", "/r.php/some/route", "/public/index.php", "/.well-known/none",
            "/ecole-3/none?y=1", "/ecole-3/none.php", "/ecole-3/theme/", "/ecole-3/r.php/some/route", "/ECOLE-3/",
        ].map { request($0, shows: ["REQUEST_URI"]) } + [
            .init(
                target: "/theme/pix.txt/x", host: name, why: "what Apache finds a file for is not asked of r.php"),
            .init(
                target: "/request/x", host: name, method: "POST",
                headers: ["Content-Type: application/x-www-form-urlencoded"], body: "a=b"),
            .init(target: "/none", host: name, method: "HEAD"),
        ]
        + [
            "/", "/?a=b", "/course", "/course/", "/course/view.php", "/pluginfile.php/1/README.txt", "/theme/pix.txt",
            "/.well-known/security.txt", "/ecole-3", "/ecole-3/", "/ecole-3/theme/pix.txt", "/vendor/x.php",
            "/vendor/none", "/.git/none", "/README.txt", "/composer.json", "/config.php.bak",
            "/ecole-3/vendor/none", "/shut/none",
        ].map { request($0) }

    private static let name = "routed.example.test"

    private static func request(_ target: String, shows: [String] = []) -> BehaviourRequest {
        .init(target: target, host: name, shows: shows)
    }
}
