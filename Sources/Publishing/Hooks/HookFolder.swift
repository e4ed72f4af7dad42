import Glibc

/// A folder of an administrator's own programs that are run when another release becomes the current one, as run-parts(8) would:
/// `PHASE/NAME`, in the order of their names' bytes.
public struct HookFolder: Sendable {
    public enum Phase: String, CaseIterable, Sendable {
        /// Before the switch; one that fails leaves the current release as it is.
        case preActivate = "pre-activate"
        /// Behind it: whoever reads the files has to be told.
        case postActivate = "post-activate"
        /// Behind all of these: who else wants to know.
        case postChange = "post-change"
    }

    public let path: String
    /// Absolute paths of programs.
    let hooks: [Phase: [Hook]]
    /// Programs that are not run for how they are called.
    public let passedOver: [String]

    public var isEmpty: Bool { hooks.values.allSatisfy(\.isEmpty) }

    /// Looks for programs and at whose they are; nothing is run.
    ///
    /// - Parameter path: absolute.
    /// - Throws: `PublishingError` if somebody else than root or the user of this process could say what is run.
    public init(_ path: String) throws(PublishingError) {
        self.path = path
        var (hooks, passedOver): ([Phase: [Hook]], [String]) = ([:], [])
        let folder = try Directory.open(path)
        try Self.refuse(path, of: folder.descriptor, "")
        for phase in Phase.allCases {
            guard folder.exists(phase.rawValue) else { continue }
            let inside = try Directory.open("\(path)/\(phase.rawValue)")
            try Self.refuse(inside.path, of: inside.descriptor, "")
            for name in try inside.names().sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
                let file = "\(inside.path)/\(name)"
                guard Self.isRun(name) else {
                    if !name.hasPrefix("."), !name.hasSuffix("~"), access(file, X_OK) == 0 { passedOver.append(file) }
                    continue
                }
                // Links to programs that came with the tool are usual: what counts is what they lead to.
                try Self.refuse(file, of: inside.descriptor, name)
                hooks[phase, default: []].append(Hook(phase: phase, name: name, path: file))
            }
        }
        (self.hooks, self.passedOver) = (hooks, passedOver)
    }

    /// run-parts(8): letters, digits, underscores and hyphens of ASCII.
    static func isRun(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
                default: false
                }
            }
    }

    /// - Parameter name: of a program in a directory; empty: the directory itself.
    private static func refuse(_ path: String, of directory: Int32, _ name: String) throws(PublishingError) {
        var status = stat()
        guard (name.isEmpty ? fstat(directory, &status) : fstatat(directory, name, &status, 0)) == 0 else {
            throw refusal(path, String(cString: strerror(errno)))
        }
        if let objection = Ownership.objection(to: status, isAbove: false) { throw refusal(path, objection) }
        guard !name.isEmpty else { return }
        guard status.st_mode & S_IFMT == S_IFREG else { throw refusal(path, "it is not a file") }
        guard faccessat(directory, name, X_OK, AT_EACCESS) == 0 else {
            throw refusal(path, "it may not be run (chmod +x, or a name with a dot if it is none)")
        }
    }

    private static func refusal(_ path: String, _ reason: String) -> PublishingError {
        PublishingError("the hook '\(path)' is refused: \(reason); nothing was published", kind: .hook)
    }
}
