/// What an import writes that no source says.
public struct DraftOptions: Sendable {
    /// Where passwords go.
    public enum Secrets: Sendable, Equatable {
        /// A reference below /etc/vmoodle/secrets; the values are not carried.
        case referenced
        /// A file each in this directory.
        case files(directory: String)
        /// Literals in the registry.
        case inline
    }

    /// How https URLs get their TLS.
    public enum TLS: Sendable, Equatable {
        /// A proxy in front; nobody asked for it by name.
        case assumedProxy
        case proxy
        /// Patterns of paths.
        case certificate(String, key: String)
    }

    /// The id of the platform.
    public var platform = "moodle"
    /// The code tree; nil: what the source names, or a usual place.
    public var root: String?
    /// From Moodle 5.1 on.
    public var isPublic = false
    public var secrets = Secrets.referenced
    public var tls = TLS.assumedProxy
    /// What the first line says the registry was made from.
    public var source = ""

    public init() {}
}
