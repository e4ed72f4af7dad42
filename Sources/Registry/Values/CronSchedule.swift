/// When a task of Moodle runs: minute, hour, day, month and day of the week, as `core\task\scheduled_task` reads them.
///
/// Moodle skips over what it cannot read and never runs a task without a time; what it would skip is refused here.
public struct CronSchedule: PlainRegistryValue, Hashable {
    /// Five fields joined by one space.
    public let bytes: [UInt8]

    public init?(_ bytes: [UInt8]) {
        let fields = bytes.split(separator: 0x20, omittingEmptySubsequences: false)
        guard bytes.count <= 255, fields.count == Field.all.count,
            zip(fields, Field.all).allSatisfy({ $1.accepts($0) })
        else { return nil }
        self.bytes = bytes
    }

    public static let requirement =
        "must be five fields 'minute hour day month weekday' with one space between, such as '*/15 * * * *': "
        + "'*', numbers, ranges 'a-b', steps '/n' and lists of these; 'R' is a random minute, hour or weekday"
    // Looser: any number.
    public static let schemaPattern: String? = {
        let part = #"(\*|[0-9]{1,2}(-[0-9]{1,2})?)(/[0-9]{1,2})?"#
        let field = "(R|\(part)(,\(part))*)"
        return "^\(field)( \(field)){4}$"
    }()

    /// What one of the five may hold.
    private struct Field {
        let range: ClosedRange<Int>
        let mayBeRandom: Bool

        static let all = [
            Field(range: 0...59, mayBeRandom: true), Field(range: 0...23, mayBeRandom: true),
            Field(range: 1...31, mayBeRandom: false), Field(range: 1...12, mayBeRandom: false),
            // Sunday is 0 only: Moodle 4 takes a 7 for a mistake.
            Field(range: 0...6, mayBeRandom: true),
        ]

        func accepts(_ bytes: ArraySlice<UInt8>) -> Bool {
            if mayBeRandom, bytes.elementsEqual("R".utf8) { return true }
            return bytes.split(separator: 0x2C, omittingEmptySubsequences: false).allSatisfy(acceptsPart)
        }

        /// `*`, `a`, `a-b`, and any but a single number with `/n`.
        private func acceptsPart(_ bytes: ArraySlice<UInt8>) -> Bool {
            let parts = bytes.split(separator: 0x2F, maxSplits: 1, omittingEmptySubsequences: false)
            let ends = parts[0].split(separator: 0x2D, maxSplits: 1, omittingEmptySubsequences: false)
            let numbers = ends.compactMap(number)
            let isAny = parts[0].elementsEqual("*".utf8)
            guard isAny || numbers.count == ends.count && numbers[0] <= numbers[numbers.count - 1] else { return false }
            guard parts.count == 2 else { return true }
            // Moodle counts a step among the field's values: '*/60' is a mistake to it, and '/0' a division by zero.
            guard let step = number(parts[1]), step > 0 else { return false }
            return isAny || ends.count == 2
        }

        private func number(_ bytes: ArraySlice<UInt8>) -> Int? {
            guard bytes.count <= 2 else { return nil }
            // A leading zero is a habit of crontabs.
            let digits = bytes.count == 2 && bytes.first == 0x30 ? bytes.dropFirst() : bytes
            return decimal(digits).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}
