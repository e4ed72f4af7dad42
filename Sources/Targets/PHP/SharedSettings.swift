import Registry
import Template

/// What fragments say of settings that hosts share: each is written once, and copied from then on.
struct SharedSettings {
    /// A setting by the numbers of what it is shared in and of its place there.
    struct Position {
        let config: Int
        let index: Int
    }

    private struct Entry {
        /// Neither a list nor a map nor a secret, and of a name that fragments do not have of themselves.
        let isSimple: Bool
        var code = Written()
        var summed = Written()
    }

    /// Nil: not written yet, or, of the value, with something to be filled in.
    private struct Written {
        var name: WrittenLiterals.Position?
        var value: WrittenLiterals.Position?
    }

    private var numbers: [ObjectIdentifier: Int] = [:]
    private var configs: [SharedConfig] = []
    private var entries: [[Entry]] = []
    private var literals = WrittenLiterals()

    /// The number of what settings are shared in.
    ///
    /// - Parameter last: that of the host before, which is most often the same.
    mutating func number(of config: SharedConfig, last: Int) -> Int {
        if last < configs.count, configs[last] === config { return last }
        if let number = numbers[ObjectIdentifier(config)] { return number }
        let number = configs.count
        numbers[ObjectIdentifier(config)] = number
        configs.append(config)
        entries.append(config.settings.map { Entry(isSimple: $0.value.isSimple && !Fragment.isReserved($0.name)) })
        return number
    }

    func isSimple(_ position: Position) -> Bool { entries[position.config][position.index].isSimple }

    func name(_ position: Position) -> [UInt8] { configs[position.config].settings[position.index].name }

    mutating func writeName<Sink: FragmentSink>(
        _ position: Position, with sink: inout Sink, to output: inout ByteBuffer
    ) {
        let entry = entries[position.config][position.index]
        if let known = Sink.isCode ? entry.code.name : entry.summed.name {
            return literals.write(known, to: &output)
        }
        let start = output.count
        sink.write(name(position), to: &output)
        let kept = literals.keep(output, from: start)
        if Sink.isCode {
            entries[position.config][position.index].code.name = kept
        } else {
            entries[position.config][position.index].summed.name = kept
        }
    }

    mutating func writeValue<Sink: FragmentSink>(
        _ position: Position, of host: Host, with sink: inout Sink, to output: inout ByteBuffer
    ) {
        let entry = entries[position.config][position.index]
        if let known = Sink.isCode ? entry.code.value : entry.summed.value {
            return literals.write(known, to: &output)
        }
        let start = output.count
        switch configs[position.config].settings[position.index].value {
        case .pattern(let text):
            return sink.write(stringTo: &output) { output in host.pattern.fillKept(text) { output.append($0) } }
        case .fixed(.bool(let value)): sink.write(value, to: &output)
        case .fixed(.int(let value)): sink.write(value, to: &output)
        case .fixed(.float(let digits)): sink.write(float: digits, to: &output)
        case .fixed(.string(let bytes)): sink.write(bytes, to: &output)
        case .fixed, .list, .map: preconditionFailure("a simple value")
        }
        let kept = literals.keep(output, from: start)
        if Sink.isCode {
            entries[position.config][position.index].code.value = kept
        } else {
            entries[position.config][position.index].summed.value = kept
        }
    }
}

extension SharedConfig.Value {
    fileprivate var isSimple: Bool {
        switch self {
        case .pattern, .fixed(.bool), .fixed(.int), .fixed(.float), .fixed(.string): true
        case .fixed, .list, .map: false
        }
    }
}
