/// Where a host meets others, as numbers: what is the same has the same number, and what is not nearly always another.
///
/// Targets make them and know what they stand for; here they are only kept, for builds that do not read all hosts.
public struct Footprint: Sendable, Equatable {
    /// Of its id.
    public var id: UInt32
    /// Of the names that lead to it, without ports and paths.
    public var names: [UInt32]
    /// Of what no other host may have or come near.
    public var held: [UInt32]
    /// How many lines crontabs have of it.
    public var lines: Int
    /// Of what a file that is one for all hosts says of it; 0: nothing.
    public var log: UInt32
    public var traits: Traits

    public struct Traits: OptionSet, Sendable {
        public let rawValue: UInt32

        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// Whatever rule finds something between it and another host: that one holds what this one seeks. And what files say of it
        /// is in its own ones and in those of its names and id.
        public static let isSimple = Self(rawValue: 1)
        /// A file that is one for all hosts depends on it.
        public static let isWitness = Self(rawValue: 2)
        /// Its virtual servers may be shared with others'.
        public static let mayShare = Self(rawValue: 4)

        /// A virtual server of it is shared with none.
        ///
        /// - Parameter program: its number among the web servers.
        public static func hasOwnServer(in program: Int) -> Self { Self(rawValue: 8 << UInt32(program)) }
    }

    public init(id: UInt32, names: [UInt32], held: [UInt32], lines: Int, log: UInt32, traits: Traits) {
        (self.id, self.names, self.held, self.lines, self.log, self.traits) = (id, names, held, lines, log, traits)
    }
}

/// Those of all hosts, in the order in which they stand in the registry.
public struct Footprints: Sendable {
    /// Of all hosts together.
    public struct Totals: Sendable, Equatable {
        /// Of each web server's virtual servers. Not known to the last one where hosts went that were not counted alone.
        public var servers: [Servers]
        /// Of names in all of them; likewise.
        public var names: ClosedRange<Int>
        /// Of crontabs.
        public var lines: Int
        /// Some name is a wildcard.
        public var hasWildcards: Bool
        /// Every virtual server listens at one address of every family.
        public var areOfAllFamilies: Bool

        public init(
            servers: [Servers], names: ClosedRange<Int>, lines: Int, hasWildcards: Bool, areOfAllFamilies: Bool
        ) {
            (self.servers, self.names, self.lines) = (servers, names, lines)
            (self.hasWildcards, self.areOfAllFamilies) = (hasWildcards, areOfAllFamilies)
        }
    }

    /// How many virtual servers a web server has.
    public struct Servers: Sendable, Equatable {
        /// That share nothing and are no wildcards.
        public var own: ClosedRange<Int>
        /// That may share one.
        public var sharing: ClosedRange<Int>

        public init(own: ClosedRange<Int>, sharing: ClosedRange<Int>) { (self.own, self.sharing) = (own, sharing) }
    }

    public var totals = Totals(
        servers: [], names: 0...0, lines: 0, hasWildcards: false, areOfAllFamilies: true)
    /// Columns, as a hundred thousand arrays would take longer than all that is done with them.
    public private(set) var columns: [[UInt32]]

    private enum Column: Int, CaseIterable { case id, lines, log, traits, namesEnd, heldEnd, names, held }

    public init() { columns = Column.allCases.map { _ in [] } }

    /// Nil: these columns are none of any footprints.
    public init?(columns: [[UInt32]], _ totals: Totals) {
        (self.columns, self.totals) = (columns, totals)
        guard columns.count == Column.allCases.count else { return nil }
        let count = self[.id].count
        let areAlike = [.lines, .log, .traits, .namesEnd, .heldEnd].allSatisfy { self[$0 as Column].count == count }
        guard areAlike, Self.areEnds(self[.namesEnd], of: self[.names]), Self.areEnds(self[.heldEnd], of: self[.held])
        else { return nil }
    }

    private static func areEnds(_ ends: [UInt32], of values: [UInt32]) -> Bool {
        zip(ends, ends.dropFirst()).allSatisfy { $0 <= $1 } && Int(ends.last ?? 0) == values.count
    }

    private subscript(_ column: Column) -> [UInt32] {
        get { columns[column.rawValue] }
        _modify { yield &columns[column.rawValue] }
    }

    public var count: Int { self[.id].count }

    public subscript(index: Int) -> Footprint {
        Footprint(
            id: self[.id][index], names: Array(names(of: index)), held: Array(held(of: index)),
            lines: Int(self[.lines][index]), log: self[.log][index],
            traits: Footprint.Traits(rawValue: self[.traits][index]))
    }

    public func id(of index: Int) -> UInt32 { self[.id][index] }
    public func lines(of index: Int) -> Int { Int(self[.lines][index]) }
    public func traits(of index: Int) -> Footprint.Traits { Footprint.Traits(rawValue: self[.traits][index]) }
    public func names(of index: Int) -> ArraySlice<UInt32> { self[.names][range(of: index, self[.namesEnd])] }
    public func held(of index: Int) -> ArraySlice<UInt32> { self[.held][range(of: index, self[.heldEnd])] }

    private func range(of index: Int, _ ends: [UInt32]) -> Range<Int> {
        (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }

    public mutating func append(_ footprint: Footprint) {
        self[.names] += footprint.names
        self[.held] += footprint.held
        close(footprint.id, lines: footprint.lines, log: footprint.log, footprint.traits)
    }

    /// One whose names and what it holds are appended by a closure.
    @inline(__always)
    public mutating func append(
        id: UInt32, lines: Int, log: UInt32, _ traits: Footprint.Traits,
        names: (inout [UInt32]) -> Void, held: [UInt32]
    ) {
        names(&self[.names])
        self[.held] += held
        close(id, lines: lines, log: log, traits)
    }

    private mutating func close(_ id: UInt32, lines: Int, log: UInt32, _ traits: Footprint.Traits) {
        self[.id].append(id)
        self[.lines].append(UInt32(lines))
        self[.log].append(log)
        self[.traits].append(traits.rawValue)
        self[.namesEnd].append(UInt32(self[.names].count))
        self[.heldEnd].append(UInt32(self[.held].count))
    }

    public mutating func append(_ others: Footprints) { append(others, 0..<others.count) }

    /// Appends some of others.
    public mutating func append(_ others: Footprints, _ range: Range<Int>) {
        guard let last = range.last else { return }
        for (ends, values) in [(Column.namesEnd, Column.names), (.heldEnd, .held)] {
            let first = others.range(of: range.lowerBound, others[ends]).lowerBound
            let move = UInt32(self[values].count) &- UInt32(first)
            self[values] += others[values][first..<others.range(of: last, others[ends]).upperBound]
            self[ends] += others[ends][range].map { $0 &+ move }
        }
        for column in [Column.id, .lines, .log, .traits] { self[column] += others[column][range] }
    }

    /// Whether one of the hosts but some holds one of these.
    public func holds(anyOf sought: Set<UInt32>, beside some: Set<Int>) -> Bool {
        indices(in: .heldEnd, .held, NumberSet(sought)).contains { !some.contains($0) }
    }

    /// Whether one of the hosts but some has one of these ids.
    public func has(anyOf ids: Set<UInt32>, beside some: Set<Int>) -> Bool {
        let wanted = NumberSet(ids)
        return self[.id].withUnsafeBufferPointer { all in
            all.indices.contains { wanted.contains(all[$0]) && !some.contains($0) }
        }
    }

    /// The hosts that have one of these names.
    public func indices(withNames names: Set<UInt32>) -> [Int] { indices(in: .namesEnd, .names, NumberSet(names)) }

    private func indices(in ends: Column, _ values: Column, _ wanted: NumberSet) -> [Int] {
        var found: [Int] = []
        self[values].withUnsafeBufferPointer { values in
            var start = 0
            for (index, end) in self[ends].enumerated() {
                for position in start..<Int(end) where wanted.contains(values[position]) {
                    found.append(index)
                    break
                }
                start = Int(end)
            }
        }
        return found
    }
}

/// Numbers of which most that are asked for are none.
private struct NumberSet {
    private let all: Set<UInt32>
    /// A bit for the last digits of each.
    private var bits = [UInt64](repeating: 0, count: 1024)

    init(_ all: Set<UInt32>) {
        self.all = all
        for number in all { bits[Int(number >> 6) & 1023] |= 1 << UInt64(number & 63) }
    }

    @inline(__always)
    func contains(_ number: UInt32) -> Bool {
        bits[Int(number >> 6) & 1023] & 1 << UInt64(number & 63) != 0 && all.contains(number)
    }
}
