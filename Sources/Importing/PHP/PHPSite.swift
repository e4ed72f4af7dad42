/// What a configuration file sets for requests to one name.
struct PHPSite {
    struct Setting {
        var value: SettingValue
        var at: Int
    }

    var names: [String]
    /// Where what is this name's own begins.
    private(set) var start = 0
    private(set) var settings: [String: Setting] = [:]
    /// Settings in the order in which they were first set.
    private(set) var order: [String] = []
    private(set) var findings: [(message: String, at: Int)] = []
    /// The file ends the program for this name.
    private(set) var isEnded = false
    /// The file says nothing more for this name.
    private var isStopped = false
    private let host: String?
    private let directory: String
    private let file: String
    private var constants: [String: SettingValue] = [:]

    /// - Parameter name: nil: any name that the file does not know.
    init(name: String?, directory: String, file: String) {
        names = name.map { [$0] } ?? []
        host = name
        self.directory = directory
        self.file = file
    }

    /// Whether another name leads to the same site with the same settings.
    func isSame(as other: PHPSite) -> Bool {
        settings["wwwroot"]?.value == other.settings["wwwroot"]?.value && settings.count == other.settings.count
            && settings.allSatisfy { other.settings[$0.key]?.value == $0.value.value }
    }

    mutating func run(_ statements: [PHPStatement]) {
        for statement in statements where !isEnded && !isStopped {
            if case .leave = statement { return }
            run(statement)
        }
    }

    private mutating func run(_ statement: PHPStatement) {
        switch statement {
        case .set(let name, let keys, let value, let at): set(name, keys, value, at)
        case .define(let name, let value, let at): define(name, value, at)
        case .end: isEnded = true
        case .stop: isStopped = true
        case .leave: break
        case .unknown(let what, let at): findings.append(("\(what) is not carried", at))
        case .byHost(let branches, let at):
            // In PHP a comparison is of bytes; a switch's default may stand anywhere.
            let branch = branches.first { branch in host.map { branch.names.contains($0) } ?? false }
            guard let branch = branch ?? branches.first(where: { $0.names.isEmpty }) else { return }
            if host != nil, start == 0 { start = branch.names.isEmpty ? at : branch.at }
            run(branch.body)
        }
    }

    /// Constants are for later values; by themselves they set nothing that a registry holds.
    private mutating func define(_ name: String, _ expression: PHPExpression, _ at: Int) {
        let silent = ["CLI_SCRIPT", "MOODLE_INTERNAL", "NO_OUTPUT_BUFFERING"]
        if case .success(let value) = value(of: expression) { constants[name] = value }
        if !silent.contains(name) { findings.append(("the constant '\(name)' is not carried", at)) }
    }

    // MARK: Settings

    private mutating func set(_ name: String, _ keys: [PHPExpression?], _ expression: PHPExpression, _ at: Int) {
        var path: [SettingValue.Key?] = []
        for key in keys {
            guard let key else {
                path.append(nil)
                continue
            }
            switch value(of: key).flatMap(Self.key) {
            case .success(let key): path.append(key)
            case .failure(let failure): return refuse(name, failure, at)
            }
        }
        switch value(of: expression) {
        case .failure(let failure): refuse(name, failure, at)
        case .success(let value):
            if settings[name] == nil { order.append(name) }
            let whole = path.isEmpty ? value : Self.setting(path[...], of: settings[name]?.value, to: value)
            settings[name] = Setting(value: whole, at: at)
        }
    }

    /// What was set before is no longer so either.
    private mutating func refuse(_ name: String, _ failure: NoLiteral, _ at: Int) {
        findings.append(
            ("'$CFG->\(name)' is no literal but has \(failure.what); it is not carried", failure.at ?? at))
        settings[name] = nil
        order.removeAll { $0 == name }
    }

    private static func setting(
        _ path: ArraySlice<SettingValue.Key?>, of whole: SettingValue?, to value: SettingValue
    ) -> SettingValue {
        guard let first = path.first else { return value }
        var items: [SettingValue.Item] = []
        if case .array(let before)? = whole { items = before }
        let key = first ?? nextKey(of: items)
        if let index = items.firstIndex(where: { $0.key == key }) {
            items[index].value = setting(path.dropFirst(), of: items[index].value, to: value)
        } else {
            items.append(SettingValue.Item(key: key, value: setting(path.dropFirst(), of: nil, to: value)))
        }
        return .array(items)
    }

    private static func nextKey(of items: [SettingValue.Item]) -> SettingValue.Key {
        let numbers = items.compactMap { item in if case .int(let number) = item.key { number } else { nil } }
        return .int((numbers.max() ?? -1) + 1)
    }

    // MARK: Values

    struct NoLiteral: Error {
        var what: String
        var at: Int?
    }

    private static func key(_ value: SettingValue) -> Result<SettingValue.Key, NoLiteral> {
        switch value {
        case .int(let number): .success(.int(number))
        case .string(let text): .success(Int(text).flatMap { String($0) == text ? .int($0) : nil } ?? .string(text))
        default: .failure(NoLiteral(what: "a key that is neither a number nor a text", at: nil))
        }
    }

    private func value(of expression: PHPExpression) -> Result<SettingValue, NoLiteral> {
        do { return .success(try evaluated(expression)) } catch { return .failure(error) }
    }

    private func evaluated(_ expression: PHPExpression) throws(NoLiteral) -> SettingValue {
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
        case .unknown(let what, let at): throw NoLiteral(what: what, at: at)
        }
    }

    private func text(_ expression: PHPExpression) throws(NoLiteral) -> String {
        guard let text = try evaluated(expression).text else { throw NoLiteral(what: "a '.' beside what is no text") }
        return text
    }

    private func number(_ expression: PHPExpression) throws(NoLiteral) -> Int {
        guard case .int(let number) = try evaluated(expression) else {
            throw NoLiteral(what: "'|', '&' or '~' beside what is no number")
        }
        return number
    }

    private func array(_ elements: [PHPExpression.Element]) throws(NoLiteral) -> SettingValue {
        var items = SettingValue.array([])
        for element in elements {
            var key: SettingValue.Key?
            if let written = element.key { key = try Self.key(evaluated(written)).get() }
            items = Self.setting([key], of: items, to: try evaluated(element.value))
        }
        return items
    }

    private func constant(_ name: String) throws(NoLiteral) -> SettingValue {
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
    private static let numbers = [
        "E_ERROR": 1, "E_WARNING": 2, "E_PARSE": 4, "E_NOTICE": 8, "E_CORE_ERROR": 16, "E_CORE_WARNING": 32,
        "E_COMPILE_ERROR": 64, "E_COMPILE_WARNING": 128, "E_USER_ERROR": 256, "E_USER_WARNING": 512,
        "E_USER_NOTICE": 1024, "E_STRICT": 2048, "E_RECOVERABLE_ERROR": 4096, "E_DEPRECATED": 8192,
        "E_USER_DEPRECATED": 16384, "E_ALL": 32767, "DEBUG_NONE": 0, "DEBUG_MINIMAL": 5, "DEBUG_NORMAL": 15,
        "DEBUG_ALL": 6143, "DEBUG_DEVELOPER": 32767,
    ]

    private static func parent(of path: String) -> String {
        let parts = path.split(separator: "/").dropLast()
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}

extension PHPSite.NoLiteral {
    init(what: String) { self.init(what: what, at: nil) }
}
