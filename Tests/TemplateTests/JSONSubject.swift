import Template

/// A value of JSON.
enum JSON: Decodable {
    case null
    case bool(Bool)
    /// A number as it is written, or a string.
    case text(String)
    case list([JSON])
    case object([String: JSON])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? value.decode(Int.self) {
            self = .text("\(number)")
        } else if let number = try? value.decode(Double.self) {
            self = .text("\(number)")
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([JSON].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: JSON].self))
        }
    }
}

/// What names of a template mean in a value of JSON, by number.
struct JSONTree {
    /// Where a name's value is: in the current item of a list, or in the root, behind some keys.
    struct Node {
        var list: Int?
        var keys: [String]
    }

    let root: JSON
    private(set) var nodes: [Node] = []
    private let template: String

    init(_ root: JSON, template: String) {
        self.root = root
        self.template = template
    }

    var vocabulary: Vocabulary<Int> {
        mutating get { vocabulary(of: [root], Node(list: nil, keys: [])) }
    }

    /// - Parameter samples: all values that stand there.
    private mutating func vocabulary(of samples: [JSON], _ node: Node) -> Vocabulary<Int> {
        var values: [String: [JSON]] = [:]
        for case .object(let object) in samples {
            for (key, value) in object { values[key, default: []].append(value) }
        }
        var entries = values.sorted { $0.key < $1.key }.map { key, samples in
            (key, meaning(of: samples, Node(list: node.list, keys: node.keys + [key]), key))
        }
        if let sample = samples.first, !sample.isObject { entries.append((".", meaning(of: samples, node, "."))) }
        return Vocabulary(entries)
    }

    private mutating func meaning(of samples: [JSON], _ node: Node, _ name: String) -> Vocabulary<Int>.Meaning {
        let number = nodes.count
        nodes.append(node)
        switch samples.first {
        case .list:
            var items: [JSON] = []
            for case .list(let list) in samples { items += list }
            return .list(number, vocabulary(of: items, Node(list: number, keys: [])))
        case .object: return .group(vocabulary(of: samples, node))
        case .bool: return .flag(number)
        case .null where template.contains("#\(name)}") || template.contains("^\(name)}"): return .flag(number)
        case .text, .null, nil: return .text(number)
        }
    }
}

extension JSON {
    fileprivate var isObject: Bool { if case .object = self { true } else { false } }
}

/// A value of JSON as what a template is about.
struct JSONSubject: Subject {
    /// That of the value at hand.
    @TaskLocal static var current = Vocabulary<Int>([])
    static var vocabulary: Vocabulary<Int> { current }

    private let tree: JSONTree
    /// By the numbers of their lists.
    private var items: [Int: JSON] = [:]

    init(_ tree: JSONTree) { self.tree = tree }

    private func value(_ name: Int) -> JSON {
        let node = tree.nodes[name]
        var value = node.list.map { items[$0] ?? .null } ?? tree.root
        for key in node.keys {
            guard case .object(let object) = value else { return .null }
            value = object[key] ?? .null
        }
        return value
    }

    func write(_ name: Int, to output: inout ByteBuffer) {
        if case .text(let text) = value(name) { output.append(Array(text.utf8)) }
    }

    func isSet(_ name: Int) -> Bool { if case .bool(true) = value(name) { true } else { false } }

    func count(of name: Int) -> Int { if case .list(let items) = value(name) { items.count } else { 0 } }

    mutating func select(_ item: Int, of name: Int) {
        if case .list(let items) = value(name) { self.items[name] = items[item] }
    }
}
