/// An expression of a configuration file, as far as it can have a value without being run.
indirect enum PHPExpression: Equatable {
    case value(SettingValue)
    case array([Element])
    case joined(PHPExpression, PHPExpression)
    /// `$CFG->name`, with keys behind it.
    case setting(String)
    /// `$_SERVER['name']`.
    case server(String)
    case constant(String)
    /// `dirname(…)`, so many times.
    case parent(PHPExpression, Int)
    case negative(PHPExpression)
    /// `|`, `&`, `^` of numbers.
    case bits(String, PHPExpression, PHPExpression)
    case inverted(PHPExpression)
    /// A function whose value comes from outside of the file, with its one argument; lower case.
    case call(String, PHPExpression, at: Int)
    /// What it is, for people; it begins at a byte of the file.
    case unknown(String, at: Int)

    struct Element: Equatable {
        var key: PHPExpression?
        var value: PHPExpression
    }
}

/// Reads one expression from a range of tokens.
struct PHPExpressionReading {
    private let tokens: ArraySlice<PHPToken>
    private var position: Int
    private var depth = 0
    private var firstUnknown: PHPExpression?

    /// The whole of the tokens as one expression; `.unknown` if they hold anything that has no value by itself.
    static func expression(_ tokens: ArraySlice<PHPToken>) -> PHPExpression {
        var reading = PHPExpressionReading(tokens: tokens, position: tokens.startIndex)
        let expression = reading.bits()
        if let unknown = reading.firstUnknown { return unknown }
        guard let rest = reading.peek else { return expression }
        return .unknown(described(rest), at: rest.start)
    }

    private init(tokens: ArraySlice<PHPToken>, position: Int) {
        self.tokens = tokens
        self.position = position
    }

    private var peek: PHPToken? { position < tokens.endIndex ? tokens[position] : nil }

    private mutating func take(_ symbol: String) -> Bool {
        guard let token = peek, token.isSymbol(symbol) else { return false }
        position += 1
        return true
    }

    private mutating func unknown(_ token: PHPToken?, as what: String? = nil) -> PHPExpression {
        let unknown = PHPExpression.unknown(
            what ?? token.map(Self.described) ?? "nothing", at: token?.start ?? tokens.last?.start ?? 0)
        firstUnknown = firstUnknown ?? unknown
        return unknown
    }

    /// Words that begin something with a value only at run time.
    private static let keywords: Set<String> = [
        "new", "function", "fn", "clone", "match", "isset", "empty", "static", "include", "include_once", "require",
        "require_once", "print", "throw", "yield", "list",
    ]

    /// What a token is that has no value by itself; never a text of the file, which could be a password.
    static func described(_ token: PHPToken) -> String {
        switch token.kind {
        case .variable(let name): "the variable '$\(name)'"
        case .name(let name) where keywords.contains(name.lowercased()): "'\(name.lowercased())'"
        case .name(let name): "'\(name)'"
        case .template: "a string with a variable in it"
        case .symbol("?"), .symbol("??"), .symbol("?:"): "a choice ('?')"
        case .symbol(let symbol): "'\(symbol)'"
        case .broken(let what): what
        case .endless(let what): "\(what) that does not end"
        case .int, .float, .string: "a second value"
        case .end: "the end of the file"
        }
    }

    // MARK: By precedence

    private mutating func bits() -> PHPExpression {
        var left = joined()
        var count = 0
        while count < 1000, let symbol = ["|", "&", "^"].first(where: { peek?.isSymbol($0) ?? false }) {
            position += 1
            count += 1
            left = .bits(symbol, left, joined())
        }
        return left
    }

    private mutating func joined() -> PHPExpression {
        var left = primary()
        var count = 0
        while take(".") {
            count += 1
            guard count < 1000 else { return unknown(peek) }
            left = .joined(left, primary())
        }
        return left
    }

    private mutating func primary() -> PHPExpression {
        depth += 1
        defer { depth -= 1 }
        guard let token = peek, depth < 64 else { return unknown(peek) }
        position += 1
        switch token.kind {
        case .string(let text): return .value(.string(text))
        case .int(let number): return .value(.int(number))
        case .float(let digits): return .value(.float(digits))
        case .symbol("@"), .symbol("+"): return primary()
        case .symbol("-"): return .negative(primary())
        case .symbol("~"): return .inverted(primary())
        case .symbol("["): return array(closing: "]", token)
        case .symbol("("):
            let inner = bits()
            return take(")") ? inner : unknown(peek)
        case .variable(let name): return variable(name, token)
        case .name(let name): return named(name, token)
        default: return unknown(token)
        }
    }

    private mutating func variable(_ name: String, _ token: PHPToken) -> PHPExpression {
        if name == "CFG", take("->"), let next = peek, case .name(let setting) = next.kind {
            position += 1
            if peek?.isSymbol("[") ?? false { return unknown(token) }
            return .setting(setting)
        }
        if name == "_SERVER", take("["), let next = peek, case .string(let key) = next.kind {
            position += 1
            return take("]") ? .server(key) : unknown(peek)
        }
        return unknown(token)
    }

    private mutating func named(_ name: String, _ token: PHPToken) -> PHPExpression {
        if Self.keywords.contains(name.lowercased()) { return unknown(token) }
        guard take("(") else {
            // `Class::CONSTANT` and other things behind a name.
            if peek?.isSymbol("::") ?? false || peek?.isSymbol("->") ?? false { return unknown(token) }
            return .constant(name)
        }
        switch name.lowercased() {
        case "array": return array(closing: ")", token)
        case "dirname":
            let path = bits()
            guard take(",") else { return take(")") ? .parent(path, 1) : unknown(peek) }
            guard let next = peek, case .int(let levels) = next.kind, (1...64).contains(levels) else {
                return unknown(peek)
            }
            position += 1
            return take(")") ? .parent(path, levels) : unknown(peek)
        case let name where Self.outsideFunctions.contains(name.trimmingPrefix("\\")):
            return call(String(name.trimmingPrefix("\\")), token)
        default: return unknown(token, as: "a call of \(name)()")
        }
    }

    private static let outsideFunctions: Set<Substring> = ["getenv", "file_get_contents", "trim", "rtrim", "chop"]

    /// A call with one argument; any other is named as a whole.
    private mutating func call(_ name: String, _ token: PHPToken) -> PHPExpression {
        let before = firstUnknown
        let argument = bits()
        if before == firstUnknown, take(")") { return .call(name, argument, at: token.start) }
        firstUnknown = before
        return unknown(token, as: "a call of \(name)()")
    }

    private mutating func array(closing: String, _ token: PHPToken) -> PHPExpression {
        var elements: [PHPExpression.Element] = []
        while !take(closing) {
            if peek?.isSymbol("...") ?? true { return unknown(peek) }
            let first = bits()
            if take("=>") {
                elements.append(PHPExpression.Element(key: first, value: bits()))
            } else {
                elements.append(PHPExpression.Element(key: nil, value: first))
            }
            if !take(","), !(peek?.isSymbol(closing) ?? false) {
                return unknown(peek)
            }
        }
        return .array(elements)
    }
}
