/// What an expression is worth for this name.
extension PHPSite {
    struct NoLiteral: Error {
        var what: String
        var at: Int?
    }

    static func key(_ value: SettingValue) -> Result<SettingValue.Key, NoLiteral> {
        switch value {
        case .int(let number): .success(.int(number))
        case .string(let text): .success(Int(text).flatMap { String($0) == text ? .int($0) : nil } ?? .string(text))
        default: .failure(NoLiteral(what: "a key that is neither a number nor a text", at: nil))
        }
    }

    func value(of expression: PHPExpression) -> Result<SettingValue, NoLiteral> {
        do { return .success(try evaluated(expression)) } catch { return .failure(error) }
    }

    func evaluated(_ expression: PHPExpression) throws(NoLiteral) -> SettingValue {
        switch expression {
        case .value(let value): return value
        case .array(let elements): return try array(elements)
        case .joined(let left, let right):
            return .string(try text(left) + text(right))
        case .setting(let name):
            guard let value = settings[name]?.value else {
                throw NoLiteral(what: "'$CFG->\(name)', which is no literal")
            }
            return value
        case .server(let name):
            guard name == "HTTP_HOST" || name == "SERVER_NAME", let host else {
                throw NoLiteral(what: "'$_SERVER['\(name)']'")
            }
            return .string(host)
        case .constant(let name): return try constant(name)
        case .parent(let path, let levels):
            var path = try text(path)
            for _ in 0..<levels { path = Self.parent(of: path) }
            return .string(path)
        case .negative(let inner):
            switch try evaluated(inner) {
            case .int(let number): return .int(0 &- number)
            case .float(let digits): return .float("-" + digits)
            default: throw NoLiteral(what: "'-' before what is no number")
            }
        case .inverted(let inner): return .int(~(try number(inner)))
        case .bits(let sign, let left, let right):
            let (left, right) = (try number(left), try number(right))
            return .int(sign == "|" ? left | right : sign == "&" ? left & right : left ^ right)
        case .call(let name, _, let at): throw NoLiteral(what: "a call of \(name)()", at: at)
        case .unknown(let what, let at): throw NoLiteral(what: what, at: at)
        }
    }

    func text(_ expression: PHPExpression) throws(NoLiteral) -> String {
        guard let text = try evaluated(expression).text else { throw NoLiteral(what: "a '.' beside what is no text") }
        return text
    }

    func number(_ expression: PHPExpression) throws(NoLiteral) -> Int {
        guard case .int(let number) = try evaluated(expression) else {
            throw NoLiteral(what: "'|', '&' or '~' beside what is no number")
        }
        return number
    }

    func array(_ elements: [PHPExpression.Element]) throws(NoLiteral) -> SettingValue {
        var items = SettingValue.array([])
        for element in elements {
            var key: SettingValue.Key?
            if let written = element.key { key = try Self.key(evaluated(written)).get() }
            items = Self.setting([key], of: items, to: try evaluated(element.value))
        }
        return items
    }

    func constant(_ name: String) throws(NoLiteral) -> SettingValue {
        switch name.lowercased() {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        default: break
        }
        if name == "__DIR__" { return .string(directory) }
        if name == "__FILE__" {
            return .string(directory + "/" + (file.split(separator: "/").last.map(String.init) ?? file))
        }
        if let value = constants[name] { return value }
        if let number = Self.numbers[name.hasPrefix("\\") ? String(name.dropFirst()) : name] { return .int(number) }
        if name == "DIRECTORY_SEPARATOR" { return .string("/") }
        throw NoLiteral(what: "the constant '\(name)'")
    }

    /// PHP's and Moodle's levels of errors.
    static let numbers = [
        "E_ERROR": 1, "E_WARNING": 2, "E_PARSE": 4, "E_NOTICE": 8, "E_CORE_ERROR": 16, "E_CORE_WARNING": 32,
        "E_COMPILE_ERROR": 64, "E_COMPILE_WARNING": 128, "E_USER_ERROR": 256, "E_USER_WARNING": 512,
        "E_USER_NOTICE": 1024, "E_STRICT": 2048, "E_RECOVERABLE_ERROR": 4096, "E_DEPRECATED": 8192,
        "E_USER_DEPRECATED": 16384, "E_ALL": 32767, "DEBUG_NONE": 0, "DEBUG_MINIMAL": 5, "DEBUG_NORMAL": 15,
        "DEBUG_ALL": 6143, "DEBUG_DEVELOPER": 32767,
    ]

    static func parent(of path: String) -> String {
        let parts = path.split(separator: "/").dropLast()
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}
