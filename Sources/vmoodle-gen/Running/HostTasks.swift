import ArgumentParser
import Diagnostics
import Fleet
import Glibc
import Registry

/// Makes the tasks of hosts: each platform's script is looked for once, each user too.
struct HostTasks {
    /// What is run for each host.
    enum Program {
        /// A script of the code tree, by PHP.
        case script([String])
        case program([String])
    }

    private let registry: Registry
    private let program: Program
    private let options: RunOptions
    private var scripts: [Int: String] = [:]
    private var accounts: [String: Account] = [:]
    /// Users whose programs we run as ourselves.
    private(set) var replacedUsers: Set<String> = []

    init(_ program: Program, of registry: Registry, _ options: RunOptions) {
        self.program = program
        self.registry = registry
        self.options = options
    }

    /// - Throws: exit status 64 if there is no such script or program, 1 if there is no such user.
    mutating func task(for host: Host) throws -> HostTask {
        let platform = registry.platform(of: host)
        let user = String(decoding: registry.user(of: host).bytes, as: UTF8.self)
        let account = try account(user)
        var environment = ProcessEnvironment(for: account, passing: options.passEnv)
        for (name, value) in registry.variables(of: host) { environment[name] = value }
        let (file, arguments) = try words(host, platform, environment)
        let text = { (bytes: [UInt8]) in String(decoding: bytes, as: UTF8.self) }
        return HostTask(
            id: text(host.id.value), url: text(host.url.value.bytes), platform: text(platform.id), user: user,
            lane: host.databaseServer,
            invocation: Invocation(
                program: file, arguments: arguments, environment: environment, account: account,
                directory: platform.root.value.bytes, timeout: options.timeout?.duration))
    }

    private mutating func words(
        _ host: Host, _ platform: Platform, _ environment: ProcessEnvironment
    ) throws -> (file: [UInt8], arguments: [[UInt8]]) {
        switch program {
        case .script(let words):
            let script = try script(words[0], host.platform, platform)
            let address = CodeTree.refusesHost(script) ? [] : [Array("--host=".utf8) + host.url.value.bytes]
            // Moodle refuses to install or upgrade with PHP's own 1000.
            let own = ["-d", "max_input_vars=5000", script].map { Array($0.utf8) }
            return (platform.php.bytes, own + address + words.dropFirst().map { Array($0.utf8) })
        case .program(let words):
            guard let file = environment.path(of: Array(words[0].utf8)) else {
                throw ValidationError(
                    "there is no program '\(words[0])' in \(String(decoding: environment["PATH"] ?? [], as: UTF8.self))"
                )
            }
            return (file, words.dropFirst().map { Array($0.utf8) })
        }
    }

    private mutating func script(_ word: String, _ position: Int, _ platform: Platform) throws -> String {
        if let script = scripts[position] { return script }
        let root = String(decoding: platform.root.value.bytes, as: UTF8.self)
        switch CodeTree(root: root, isPublic: platform.isPublic).script(word) {
        case .script(let script):
            scripts[position] = script
            return script
        case .several(let found):
            throw ValidationError("several scripts are called '\(word)'; give a path: \(found.joined(separator: ", "))")
        case .none(let names):
            // People type the beginning of a long name.
            let meant = suggestion(for: word, among: names) ?? names.first { !word.isEmpty && $0.hasPrefix(word) }
            let hint = meant.map { "; did you mean '\($0)'?" } ?? ""
            throw ValidationError(
                "no script is '\(word)' in \(root), platform '\(String(decoding: platform.id, as: UTF8.self))'\(hint)")
        }
    }

    private mutating func account(_ user: String) throws -> Account? {
        guard Account.canChange else {
            if Account(named: user)?.isOurs != true { replacedUsers.insert(user) }
            return nil
        }
        if let account = accounts[user] { return account }
        guard let account = Account(named: user) else {
            Terminal.say(
                "vmoodle-gen: error: there is no user '\(user)' in /etc/passwd, by whom programs are to be run\n")
            throw Exit.failed
        }
        accounts[user] = account
        return account
    }
}
