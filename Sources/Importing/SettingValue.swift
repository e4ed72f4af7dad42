import Diagnostics
import RegistryText

/// A value of a setting of Moodle's, as PHP or a nodelist has it.
public indirect enum SettingValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case int(Int)
    /// As written: digits, a point, digits.
    case float(String)
    case string(String)
    /// Keys that are a list's are numbers from 0 on.
    case array([Item])

    public struct Item: Sendable, Equatable {
        public var key: Key
        public var value: SettingValue
    }

    public enum Key: Sendable, Hashable {
        case int(Int)
        case string(String)

        var text: String {
            switch self {
            case .int(let number): String(number)
            case .string(let text): text
            }
        }
    }

    var isList: Bool {
        guard case .array(let items) = self else { return false }
        return items.enumerated().allSatisfy { $1.key == .int($0) }
    }

    /// The text of a string or number.
    var text: String? {
        switch self {
        case .string(let text), .float(let text): text
        case .int(let number): String(number)
        default: nil
        }
    }

    /// A number, also one in a string.
    var number: Int? {
        switch self {
        case .int(let number): number
        case .string(let text): Int(text)
        default: nil
        }
    }

    /// What is plainly a truth value; other values of PHP's have one, too, but hardly meant.
    var truth: Bool? {
        switch self {
        case .bool(let truth): truth
        case .int(1), .string("1"): true
        case .int(0), .string("0"), .string(""): false
        default: nil
        }
    }

    /// Whether a registry can hold every text in it.
    var isCarried: Bool {
        switch self {
        case .string(let text): text.isCarried()
        case .array(let items): items.allSatisfy { $0.key.text.isCarried() && $0.value.isCarried }
        default: true
        }
    }

    /// The value as `config:` writes it; nil for PHP's null, which a registry has no word for.
    var field: FieldValue? {
        switch self {
        case .null: nil
        case .bool(let truth): .word(truth ? "true" : "false")
        case .int(let number): .word(String(number))
        case .float(let digits): .word(digits)
        case .string(let text): .text(text)
        case .array(let items) where isList: .list(items.compactMap(\.value.field))
        case .array(let items): .map(items.compactMap { item in item.value.field.map { (item.key.text, $0) } })
        }
    }
}

extension String {
    /// Whether a registry may hold a text, by its characters and length.
    func isCarried(upTo limit: Int = 1024) -> Bool { utf8.count <= limit && unicodeScalars.allSatisfy(\.isPrintable) }
}
