import Foundation
import TestSupport
import Testing

/// VMoodle's nodelist into a registry and back.
@Suite struct NodelistRoundTripTests {
    @Test func nodelistComesBackAsItWas() throws {
        let directory = try TemporaryDirectory()
        let nodelist = """
            vhostname;name;shortname;description;vdbtype;vdbhost;vdblogin;vdbpass;vdbname;vdbprefix;vdbpersist;vdatapath;mnet;enabled;vtemplate;services;forcedns;config_lang;auth_cas|hostname
            http://a.example.org;Site A;a_1;The &#44 "site" {x};mariadb;db:3307;ua;p'w 1;na;mdl_;1;/data/a;0;1;tpl;default;1;fr;cas.example
            http://b.example.org;Été;b;;postgres;pg;ub;p#w:2;nb;m_;0;/data/b;-1;0;;subnetwork;0;;
            http://b.example.org/c;C;c;;mysqli;/run/sock;uc;\\x{id};nc;;0;/data/c;17;1;;default;0;;

            """
        _ = try directory.write(nodelist, to: "nodelist.csv")
        let tool = { (arguments: [String]) in try run(Program.vmoodleGen(), arguments, in: directory.url) }
        for secrets in [["--secrets", "secrets"], ["--inline-secrets"]] {
            let imported = try tool(
                ["import", "vmoodle", "--csv", "nodelist.csv", "--output", "r.yaml", "--force"] + secrets)
            #expect(imported.status == 0, "\(imported.errors)")
            #expect(!imported.errors.contains("p#w"))
            #expect(try tool(["check", "r.yaml"]).status == 0)
            #expect(try tool(["fmt", "--check", "r.yaml"]).status == 0)
            let exported = try tool(["export", "csv", "r.yaml", "--with-secrets"])
            // An empty prefix is VMoodle's default one.
            #expect(
                exported.text == nodelist.replacingOccurrences(of: "nc;;0", with: "nc;mdl_;0"), "\(exported.errors)")
            #expect(try !tool(["export", "csv", "r.yaml"]).text.contains("p#w"))
        }
    }
}
