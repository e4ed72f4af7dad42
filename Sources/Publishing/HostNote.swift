import Digests
import OutputTree

/// What is noted of one host for the next build.
public struct HostNote: Sendable {
    /// Of all its lines, and of those that reach more than its fragment.
    public let lines: (all: Digest, fixed: Digest)
    /// Nil: as it was.
    public let footprint: Footprint?

    public init(lines: (all: Digest, fixed: Digest), footprint: Footprint? = nil) {
        (self.lines, self.footprint) = (lines, footprint)
    }

    /// With what was known before where it says nothing of it.
    func over(_ former: HostNote?) -> HostNote {
        HostNote(lines: lines, footprint: footprint ?? former?.footprint)
    }
}

extension HostNote {
    init?(_ record: inout RecordReading) {
        guard let all = record.digest(), let fixed = record.digest(), let isKnown = record.number() else { return nil }
        var footprint: Footprint?
        if isKnown != 0 {
            guard let id = record.number(), let lines = record.number(), let log = record.number(),
                let traits = record.number(), let names = record.numbers(), let held = record.numbers(),
                let id = UInt32(exactly: id), let log = UInt32(exactly: log), let traits = UInt32(exactly: traits),
                UInt32(exactly: lines) != nil
            else { return nil }
            footprint = Footprint(
                id: id, names: names, held: held, lines: lines, log: log, traits: Footprint.Traits(rawValue: traits))
        }
        self.init(lines: (all, fixed), footprint: footprint)
    }

    func append(to record: inout [UInt8]) {
        for digest in [lines.all, lines.fixed] { digest.append(to: &record) }
        record.append(number: footprint == nil ? 0 : 1)
        guard let footprint else { return }
        for number in [Int(footprint.id), footprint.lines, Int(footprint.log), Int(footprint.traits.rawValue)] {
            record.append(number: number)
        }
        record.append(footprint.names)
        record.append(footprint.held)
    }
}

extension RecordReading {
    mutating func numbers() -> [UInt32]? {
        guard let count = count(), count <= left / 4, let bytes = bytes(4 * count) else { return nil }
        return [UInt32](unsafeUninitializedCapacity: count) { numbers, done in
            UnsafeMutableRawBufferPointer(numbers).copyBytes(from: bytes)
            done = count
        }
    }

    mutating func range() -> ClosedRange<Int>? {
        guard let lower = number(), let upper = number(), lower <= upper else { return nil }
        return lower...upper
    }

    mutating func totals() -> Footprints.Totals? {
        guard let names = range(), let lines = count(), let hasWildcards = number(), let areOfAllFamilies = number(),
            let count = count()
        else { return nil }
        var servers: [Footprints.Servers] = []
        for _ in 0..<count {
            guard let own = range(), let sharing = range() else { return nil }
            servers.append(Footprints.Servers(own: own, sharing: sharing))
        }
        return Footprints.Totals(
            servers: servers, names: names, lines: lines, hasWildcards: hasWildcards != 0,
            areOfAllFamilies: areOfAllFamilies != 0)
    }
}

extension [UInt8] {
    /// As they are in this machine's memory: no other reads them.
    mutating func append(_ numbers: [UInt32]) {
        append(number: numbers.count)
        numbers.withUnsafeBytes { append(contentsOf: $0) }
    }

    mutating func append(_ range: ClosedRange<Int>) {
        append(number: range.lowerBound)
        append(number: range.upperBound)
    }

    mutating func append(_ totals: Footprints.Totals) {
        append(totals.names)
        for number in [
            totals.lines, totals.hasWildcards ? 1 : 0, totals.areOfAllFamilies ? 1 : 0, totals.servers.count,
        ] { append(number: number) }
        for servers in totals.servers {
            append(servers.own)
            append(servers.sharing)
        }
    }
}
