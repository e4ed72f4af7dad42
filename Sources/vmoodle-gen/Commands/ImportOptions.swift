import ArgumentParser
import Diagnostics
import HostTable
import Importing
import Registry

/// Where an import writes to, and what no source says.
struct ImportOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The registry to write instead of standard output.", valueName: "file"))
    var output: String?

    @Flag(help: "Replace the file if it is there.")
    var force = false

    @Option(help: "The report on standard error: text; or on standard output, with --output: json or sarif.")
    var format = FindingsFormat.text

    @Option(
        help: ArgumentHelp("Write each password to a file of this directory and refer to it.", valueName: "dir"))
    var secrets: String?

    @Flag(help: "Write passwords into the registry.")
    var inlineSecrets = false

    @Option(help: ArgumentHelp("The id of the platform.", valueName: "id"))
    var platform = "moodle"

    @Option(help: ArgumentHelp("The code tree, where config.php lies.", valueName: "dir"))
    var root: String?

    @Flag(help: "The code is Moodle 5.1 or later, served from its directory public.")
    var publicRoot = false

    @Flag(help: "A proxy in front ends TLS; assumed, and reported, if there are https URLs.")
    var tlsProxy = false

    @Option(help: ArgumentHelp("Certificates of https hosts; '{id}' and '{host}' are filled in.", valueName: "path"))
    var tlsCertificate: String?

    @Option(help: ArgumentHelp("Their keys.", valueName: "path"))
    var tlsKey: String?

    func validate() throws {
        if format != .text, output == nil {
            throw ValidationError("'--format \(format.rawValue)' needs '--output'")
        }
        if secrets != nil, inlineSecrets {
            throw ValidationError("'--secrets' and '--inline-secrets' exclude each other")
        }
        if (tlsCertificate == nil) != (tlsKey == nil) {
            throw ValidationError("'--tls-certificate' and '--tls-key' belong together")
        }
        if tlsProxy, tlsCertificate != nil {
            throw ValidationError("'--tls-proxy' and '--tls-certificate' exclude each other")
        }
        guard HostKey.isHostID(Array(platform.utf8).span) else {
            throw ValidationError("'\(platform)' is no id: a lower-case letter and up to 30 of a-z, 0-9, '-'")
        }
        for path in [root, tlsCertificate, tlsKey].compactMap({ $0 }) where AbsolutePath(Array(path.utf8)) == nil {
            throw ValidationError("'\(path)' \(AbsolutePath.requirement)")
        }
    }

    /// What the draft of the registry is made with.
    func draft(from source: String) throws -> DraftOptions {
        var draft = DraftOptions()
        draft.platform = platform
        draft.root = root
        draft.isPublic = publicRoot
        draft.source = source
        if inlineSecrets { draft.secrets = .inline }
        if let secrets {
            let path = try InputFiles.absolute(secrets)
            draft.secrets = .files(directory: String(decoding: path.bytes, as: UTF8.self))
        }
        if tlsProxy { draft.tls = .proxy }
        if let tlsCertificate, let tlsKey { draft.tls = .certificate(tlsCertificate, key: tlsKey) }
        return draft
    }
}
