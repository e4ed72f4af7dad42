import Diagnostics

/// A host that a source describes: its fields by their path in the registry, and its secrets apart from them.
public struct ImportedHost: Sendable {
    /// Where it stands in the source.
    public var place: Place
    public var url: String
    /// What the id is made of.
    public var wish: String
    /// VMoodle's short name, kept beside an id that differs.
    public var shortname: String?
    /// The code tree, where the source names it.
    public var codeRoot: String?
    public var server: ImportedServer
    public var databaseName: String
    public var prefix: String
    public var dataRoot: String
    /// All else, in the order in which it was found; a path stands once.
    public private(set) var fields: [(path: [String], value: FieldValue)] = []
    public private(set) var secrets: [ImportedSecret] = []
    /// A field that no reference can stand in for looks like a secret.
    var holdsSecret = false

    public init(
        place: Place, url: String, wish: String, codeRoot: String? = nil, server: ImportedServer, databaseName: String,
        prefix: String, dataRoot: String
    ) {
        self.place = place
        self.url = url
        self.wish = wish
        self.codeRoot = codeRoot
        self.server = server
        self.databaseName = databaseName
        self.prefix = prefix
        self.dataRoot = dataRoot
    }

    /// Takes a field away, or sets it.
    mutating func set(_ path: [String], _ value: FieldValue?) {
        if let value { set(path, value) } else { fields.removeAll { $0.path == path } }
    }

    /// Sets a field; a later value takes the place of an earlier one.
    public mutating func set(_ path: [String], _ value: FieldValue) {
        if let index = fields.firstIndex(where: { $0.path == path }) {
            fields[index].value = value
        } else {
            fields.append((path, value))
        }
    }

    /// Sets a field whose value nobody is to see.
    public mutating func setSecret(_ secret: ImportedSecret) {
        secrets.removeAll { $0.path == secret.path }
        secrets.append(secret)
    }

    func field(_ path: [String]) -> FieldValue? { fields.first { $0.path == path }?.value }
}

/// A value of a field in the registry.
public indirect enum FieldValue: Sendable, Equatable {
    case text(String)
    /// A text in which `{id}` and `{host}` are filled in.
    case pattern(String)
    /// A number or truth value.
    case word(String)
    case list([FieldValue])
    case map([(key: String, value: FieldValue)])

    public static func == (a: FieldValue, b: FieldValue) -> Bool {
        switch (a, b) {
        // Bytes count: 'é' in one code point and in two are two texts.
        case (.text(let a), .text(let b)), (.pattern(let a), .pattern(let b)), (.word(let a), .word(let b)):
            a.utf8.elementsEqual(b.utf8)
        case (.list(let a), .list(let b)): a == b
        case (.map(let a), .map(let b)):
            a.elementsEqual(b) { $0.key.utf8.elementsEqual($1.key.utf8) && $0.value == $1.value }
        default: false
        }
    }
}

/// A password or key of a host.
public struct ImportedSecret: Sendable {
    public var path: [String]
    /// What the file is called behind the host's id: `dbpass`.
    public var name: String
    public var origin: Origin

    /// Where the value is.
    public enum Origin: Sendable, Equatable {
        case literal(String)
        /// In a variable of the environment.
        case environment(String)
        /// In a file that is there.
        case file(String)
        /// Where only running the source would tell; it was asked for at a place.
        case unknown(Place)
    }

    public init(path: [String], name: String, value: String) {
        self.init(path: path, name: name, origin: .literal(value))
    }

    init(path: [String], name: String, origin: Origin) {
        self.path = path
        self.name = name
        self.origin = origin
    }

    var literal: String? { if case .literal(let value) = origin { value } else { nil } }
}

/// A database server as a source names it.
public struct ImportedServer: Sendable, Hashable {
    public var type: String
    public var host: String
    public var port: Int?
    public var socket: String?

    public init(type: String, host: String, port: Int? = nil, socket: String? = nil) {
        self.type = type
        self.host = host
        self.port = port
        self.socket = socket
    }
}
