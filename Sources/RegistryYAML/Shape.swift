import Registry

/// What a field's value may be: decides how it is read, and is what the JSON Schema says of it.
indirect enum Shape: Sendable {
    /// One value with a grammar of its own.
    case value(any RegistryValue.Type)
    /// The same, after its `{…}` are filled in.
    case pattern(any RegistryValue.Type)
    /// Any text, its `{…}` filled in; at most so many bytes.
    case text(longest: Int)
    case bool
    case int(ClosedRange<Int>)
    case word([String])
    /// The id of an entry of a top-level map.
    case id(of: String)
    case secret
    case list(of: Shape)
    /// A list, or one item that stands for a list of one.
    case items(of: Shape)
    /// A name, or a map of a name and a mode.
    case alias
    /// A map whose keys are not fields, each with a value of one shape; merged key by key.
    case map(key: any RegistryValue.Type, of: Shape)
    /// Anything that PHP can write.
    case setting
    /// A map with fields of its own.
    case fields(any DescribedField.Type)

    static let text = Shape.text(longest: Document.longestValue)
    static let path = Shape.pattern(AbsolutePath.self)
}

/// One field of a kind of map: all that is said about it is said here.
struct FieldDescription: Sendable {
    /// `name`, or `name.name` for a field of a map inside.
    let path: StaticString
    let shape: Shape
    let summary: StaticString
    /// The setting of `$CFG` that it becomes by itself.
    let setting: StaticString?

    init(_ path: StaticString, _ shape: Shape, _ summary: StaticString, sets setting: StaticString? = nil) {
        self.path = path
        self.shape = shape
        self.summary = summary
        self.setting = setting
    }
}

/// The fields of one kind of map. Those of a map inside stand together.
protocol DescribedField: RawRepresentable<Int>, CaseIterable, Sendable, Hashable {
    /// "a host".
    static var kind: StaticString { get }
    static var names: FieldNames { get }
    /// Fields that are maps of free keys.
    static var freeMaps: FieldSet { get }
    /// The last name of each field's path.
    static var leafNames: [String] { get }
    /// Fields that must be there.
    static var required: [String] { get }
    var description: FieldDescription { get }
}

extension DescribedField {
    /// Those whose shape is a map of free keys; for `freeMaps`.
    static func fieldsOfFreeKeys() -> FieldSet {
        precondition(allCases.count <= FieldSet.bitWidth, "there are more fields than a set of them holds")
        return allCases.reduce(0) { set, field in
            if case .map = field.description.shape { set | FieldSet(field: field.rawValue) } else { set }
        }
    }

    var path: String { description.path.description }
    /// The last name of the path.
    var name: String { Self.leafNames[rawValue] }

    /// For `leafNames`.
    static func lastNames() -> [String] {
        allCases.map { String($0.path.split(separator: ".").last ?? "") }
    }
}
