import Template

/// What units say that belong to all runs.
struct TimersUnit: Subject {
    enum Name { case runs, instance }

    static let vocabulary: Vocabulary<Name> = ["runs": .list(.runs, ["instance": .text(.instance)])]

    private let instances: [[UInt8]]
    private var instance = 0

    init(_ instances: [[UInt8]]) { self.instances = instances }

    mutating func write(_ name: Name, to output: inout ByteBuffer) { output.append(instances[instance]) }

    mutating func count(of name: Name) -> Int { instances.count }

    mutating func select(_ item: Int, of name: Name) { instance = item }
}
