import Fleet
import Foundation
import TestSupport
import Testing

/// Users by whom programs are run.
@Suite struct AccountTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        _ = try directory.write(
            "root:x:0:0:root:/root:/bin/bash\nshort:x:1\nweb:x:4711:4712:Web, the user:/var/web:/usr/sbin/nologin\n",
            to: "passwd")
        _ = try directory.write("web:x:4712:\nssl:x:50:other,web\nwebs:x:51:webs\nadm:x:52:web,root\n", to: "group")
    }

    @Test func usersAreReadWithTheirGroups() throws {
        let account = try #require(Account(named: "web", in: directory.path))
        #expect(account.user == 4711 && account.groups == [4712, 50, 52] && account.home == Array("/var/web".utf8))
        #expect(
            Account(named: "short", in: directory.path) == nil
                && Account(named: "nobody-else", in: directory.path) == nil)
        #expect(Account(named: "web", in: "/no/such/folder") == nil)
    }

    @Test(.enabled(if: Account.canChange, "only root runs programs as others"))
    func programsRunAsOthers() async throws {
        let account = try #require(Account(named: "web", in: directory.path))
        let transcript = Transcript()
        var invocation = Invocation.script(
            "id -u; id -g; id -G; echo $HOME $USER $LOGNAME; grep -E '^(Uid|Gid)' /proc/self/status")
        invocation.account = account
        invocation.environment = ProcessEnvironment(for: account)
        #expect(await invocation.run(output: transcript.output).ending == .exited(0))
        #expect(
            transcript.text == """
                4711
                4712
                4712 50 52
                /var/web web web
                Uid:\t4711\t4711\t4711\t4711
                Gid:\t4712\t4712\t4712\t4712

                """)
        // Nothing of it sticks to us.
        #expect(geteuid() == 0)
    }

    @Test(.enabled(if: Account.canChange, "only root runs programs as others"))
    func whatTheUserMayNotEnterIsNotEntered() async throws {
        let secret = directory.path + "/closed"
        mkdir(secret, 0o700)
        var invocation = Invocation.script("true")
        invocation.account = Account(named: "web", in: directory.path)
        invocation.directory = Array(secret.utf8)
        #expect(await invocation.run().ending == .notStarted("'\(secret)' cannot be entered: Permission denied"))
    }
}
