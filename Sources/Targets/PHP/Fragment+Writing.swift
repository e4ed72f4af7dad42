import Registry
import Template

extension Fragment {
    mutating func write(_ name: Name, to output: inout ByteBuffer) {
        switch name {
        case .id: current.withBytes(of: .id) { output.append($0) }
        case .fileName: files[file].writeName(for: current, to: &output)
        case .filePath: files[file].writePath(for: current, to: &output)
        case .innerPath: output.append(innerFiles[innerFile].path)
        default: preconditionFailure("\(name) is no text")
        }
    }

    mutating func write(_ name: Name, with writer: inout LiteralWriter, to output: inout ByteBuffer) {
        switch name {
        case .settingName: writeName(of: settings[setting], with: &writer, to: &output)
        case .settingValue: writeValue(of: settings[setting], of: current, with: &writer, to: &output)
        case .keys: write(innerFiles[innerFile].keys, with: &writer, to: &output)
        case .sum: writer.write(Int(sum ?? makeSum(behind: &output)), to: &output)
        case .ignorant: writer.write(plain: current.settings.sendfile.ignorantServers, to: &output)
        default: preconditionFailure("\(name) is no literal")
        }
    }

    mutating func write(_ keys: [[UInt8]], with sink: inout some FragmentSink, to output: inout ByteBuffer) {
        sink.write(listOf: keys.count, to: &output) { $1.write(keys[$0], to: &$2) }
    }

    // MARK: Settings

    mutating func writeName(
        of setting: Setting, with sink: inout some FragmentSink, to output: inout ByteBuffer
    ) {
        switch setting {
        case .shared(let position): shared.writeName(position, with: &sink, to: &output)
        case .config(let spot): sink.write(current.name(of: spot), to: &output)
        default: if let name = Self.name(of: setting) { sink.write(plain: name, to: &output) }
        }
    }

    mutating func writeValue(
        of setting: Setting, of host: Host, with sink: inout some FragmentSink, to output: inout ByteBuffer
    ) {
        switch setting {
        case .wwwroot, .vmoodleroot: write(.url, of: host, with: &sink, to: &output)
        case .dataroot: write(.dataRoot, of: host, with: &sink, to: &output)
        case .dbtype: sink.write(servers[host.databaseServer].kind, to: &output)
        case .dblibrary: sink.write(plain: "native", to: &output)
        case .dbhost: sink.write(servers[host.databaseServer].host, to: &output)
        case .dbname: write(.databaseName, of: host, with: &sink, to: &output)
        case .dbuser: write(.databaseUser, of: host, with: &sink, to: &output)
        case .prefix: write(.tablePrefix, of: host, with: &sink, to: &output)
        case .dboptions: writeDatabaseOptions(of: host, with: &sink, to: &output)
        case .sslproxy, .routerconfigured: sink.write(true, to: &output)
        case .componentCache: sink.write(componentCaches[host.platform] ?? [], to: &output)
        case .dbpass: if let password = host.password { write(.secret(password), with: &sink, to: &output) }
        case .xsendfilealiases: writeSendfileAliases(of: host, with: &sink, to: &output)
        case .expectedcronfrequency: sink.write(host.cronFrequency ?? 60, to: &output)
        case .vmoodlename: host.withKey { sink.write($0, to: &output) }
        case .vhost:
            host.withKey { key in
                sink.write(UnsafeBufferPointer(rebasing: key.prefix { $0 != UInt8(ascii: ".") }), to: &output)
            }
        case .shared(let position): shared.writeValue(position, of: host, with: &sink, to: &output)
        case .config(let spot):
            switch host.value(of: spot) {
            case .own(let value): write(value, with: &sink, to: &output)
            case .shared(let value): write(value, of: host, with: &sink, to: &output)
            }
        }
    }

    private mutating func write(
        _ part: HostTexts.Part, of host: Host, with sink: inout some FragmentSink, to output: inout ByteBuffer
    ) {
        host.withBytes(of: part) { sink.write($0, to: &output) }
    }

    /// Those of the server, and the host's own but for files, which are the runtime's to add.
    private mutating func writeDatabaseOptions(
        of host: Host, with sink: inout some FragmentSink, to output: inout ByteBuffer
    ) {
        var options = servers[host.databaseServer].options
        let own = host.settings.databaseOptions
        if !own.isEmpty { options += own.filter { if case .secret(.file) = $0.value { false } else { true } } }
        sink.write(
            mapOf: options.count, to: &output, key: { options[$0].name },
            value: { write(options[$0].value, with: &$1, to: &$2) })
    }

    private mutating func writeSendfileAliases(
        of host: Host, with sink: inout some FragmentSink, to output: inout ByteBuffer
    ) {
        let aliases = host.sendfileAliases
        sink.write(
            mapOf: aliases.count, to: &output, key: { aliases[$0].location },
            value: { index, sink, output in
                sink.write(stringTo: &output) { output in
                    output.append(aliases[index].directory.bytes)
                    output.append(UInt8(ascii: "/"))
                }
            })
    }

    // MARK: Values of the registry

    /// A registry's value as PHP's; a file's is empty until the runtime reads it.
    private mutating func write(_ value: ConfigValue, with sink: inout some FragmentSink, to output: inout ByteBuffer) {
        switch value {
        case .bool(let value): sink.write(value, to: &output)
        case .int(let value): sink.write(value, to: &output)
        case .float(let digits): sink.write(float: digits, to: &output)
        case .string(let bytes): sink.write(bytes, to: &output)
        case .list(let items):
            sink.write(listOf: items.count, to: &output) { write(items[$0], with: &$1, to: &$2) }
        case .map(let pairs):
            sink.write(
                mapOf: pairs.count, to: &output, key: { pairs[$0].key },
                value: { write(pairs[$0].value, with: &$1, to: &$2) })
        case .secret(.literal(let secret)): sink.write(secrets.written(secret).bytes, to: &output)
        case .secret(.reference(let reference)):
            guard let secret = secrets[reference.value] else {
                preconditionFailure("a secret was not had before rendering")
            }
            sink.write(secret.bytes, to: &output)
        case .secret(.file): sink.write([], to: &output)
        }
    }

    private mutating func write(
        _ value: SharedConfig.Value, of host: Host, with sink: inout some FragmentSink, to output: inout ByteBuffer
    ) {
        switch value {
        case .fixed(let value): write(value, with: &sink, to: &output)
        case .pattern(let text):
            sink.write(stringTo: &output) { output in host.pattern.fillKept(text) { output.append($0) } }
        case .list(let items):
            sink.write(listOf: items.count, to: &output) { write(items[$0], of: host, with: &$1, to: &$2) }
        case .map(let pairs):
            sink.write(
                mapOf: pairs.count, to: &output, key: { pairs[$0].key },
                value: { write(pairs[$0].value, of: host, with: &$1, to: &$2) })
        }
    }

    // MARK: Lists

    func isSet(_ name: Name) -> Bool {
        switch name {
        case .sendsFiles: current.settings.sendfile != .off
        default: preconditionFailure("\(name) is no flag")
        }
    }

    mutating func count(of name: Name) -> Int {
        switch name {
        case .settings: settings.count
        case .secretFiles: files.count
        case .innerSecretFiles: innerFiles.count
        default: preconditionFailure("\(name) is no list")
        }
    }

    mutating func select(_ item: Int, of name: Name) {
        switch name {
        case .settings: setting = item
        case .secretFiles: file = item
        case .innerSecretFiles: innerFile = item
        default: preconditionFailure("\(name) is no list")
        }
    }
}

extension Fragment.File {
    func writeName(for host: Host, to output: inout ByteBuffer) {
        switch self {
        case .dbpass: output.append("dbpass")
        case .config(let spot): output.append(host.name(of: spot))
        }
    }

    func writePath(for host: Host, to output: inout ByteBuffer) {
        switch self {
        case .dbpass: host.withBytes(of: .passwordFile) { output.append($0) }
        case .config(let spot):
            guard case .secret(.file(let path))? = host.value(of: spot).fixed else {
                preconditionFailure("a setting of a file has one")
            }
            output.append(path.bytes)
        }
    }
}
