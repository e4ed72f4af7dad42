import Synchronization

/// Counts what became of values that went to a program and back, for each position in its language: identical, refused before they
/// were written, or wrong. The count is printed as a row of the table in docs/reliability.md.
public final class RoundTrips: Sendable {
    private struct Count {
        var position: String
        var identical = 0
        var refused = 0
        var wrong: [[UInt8]] = []
    }

    private let language: String
    private let program: String
    private let counts = Mutex<[Count]>([])

    public init(_ language: String, _ program: String) {
        self.language = language
        self.program = program
    }

    /// A value that is not written, as none of its positions can hold it.
    public func refuse(_ positions: [String]) { for position in positions { change(position) { $0.refused += 1 } } }

    /// What a program read where a value was written; nil: nothing.
    public func take(_ position: String, _ value: [UInt8], readAs read: [UInt8]?) {
        change(position) { count in
            if read == value { count.identical += 1 } else { count.wrong.append(value) }
        }
    }

    private func change(_ position: String, _ change: (inout Count) -> Void) {
        counts.withLock { counts in
            if let index = counts.firstIndex(where: { $0.position == position }) { return change(&counts[index]) }
            var count = Count(position: position)
            change(&count)
            counts.append(count)
        }
    }

    /// Prints the rows; gives what is wrong or was not asked.
    ///
    /// - Parameter asked: how many values each position was asked for.
    public func report(asked: Int) -> [String] {
        counts.withLock { counts in
            if counts.isEmpty { return ["nothing was asked"] }
            return counts.flatMap { count -> [String] in
                let sum = count.identical + count.refused + count.wrong.count
                let numbers = [sum, count.identical, count.refused, count.wrong.count].map(String.init)
                print("| \(language) | \(program) | \(count.position) | \(numbers.joined(separator: " | ")) |")
                let missing = sum == asked ? [] : ["\(count.position): \(sum) of \(asked) values"]
                return missing + count.wrong.prefix(5).map { "\(count.position): \($0)" }
            }
        }
    }
}
