import Diagnostics
import HostTable
import Registry

/// The texts that every host has of its own.
extension OneHost {
    /// Lays a scalar behind the texts, its `{…}` filled in; false if it is none, or too long.
    @inline(__always)
    mutating func lay(_ node: Int, of name: @autoclosure () -> String) -> Bool {
        let it = document.node(node)
        guard it.kind == .scalar else {
            reader.wrongType(node, "a single value", of: name())
            return false
        }
        guard !reader.isForeignNull(node) else {
            reader.refuseForeignNull(node)
            return false
        }
        if it.hasBrace {
            do {
                try texts.fill(document.bytes(node))
            } catch {
                texts.dropTail()
                let isShort = reader.isShort(Int(it.count), Document.longestValue, node)
                if isShort { reader.wrongPattern(error, node, of: name()) }
                return false
            }
        } else {
            texts.append(document.bytes(node))
        }
        let count = texts.tail { $0.count }
        guard reader.isShort(count, Document.longestValue, node) else {
            texts.dropTail()
            return false
        }
        return true
    }

    /// Makes a field's value the next part of the texts; its node, or nil if there is none or it is not what it should be.
    @inline(__always)
    mutating func readText<Value: TextValue>(_ part: HostTexts.Part, _ field: HostField, _ type: Value.Type) -> Int? {
        defer { texts.end(part) }
        guard let node = fields[field], lay(node, of: field.name) else { return nil }
        guard texts.tail(Value.accepts) else {
            reader.refuse(texts.tailBytes, ValueRefusal(Value.requirement), node, field.name)
            texts.dropTail()
            return nil
        }
        return node
    }

    /// - Parameter standIn: what patterns may use where a layer has no URL.
    mutating func readURL(orElse standIn: StaticString? = nil) -> (layout: SiteURL.Layout, node: Int)? {
        if let node = fields[.url], lay(node, of: "url") {
            if let layout = texts.tail({ SiteURL.Layout(of: $0) }), !layout.hasALabel {
                texts.end(url: layout)
                return (layout, node)
            }
            let written = texts.tailBytes
            texts.dropTail()
            do {
                let url = try SiteURL(registry: written)
                texts.append(url.bytes)
                texts.end(url: url.layout)
                return (url.layout, node)
            } catch {
                reader.refuse(written, error, node, "url")
            }
        }
        if let standIn { texts.append(Array(standIn.description.utf8)) }
        if let layout = texts.tail({ SiteURL.Layout(of: $0) }) {
            texts.end(url: layout)
        } else {
            texts.end(.url)
        }
        return nil
    }

    mutating func readName() {
        defer { texts.end(.name) }
        guard let node = fields[.name], lay(node, of: "name") else { return }
        if texts.tail({ $0.isEmpty }) { reader.error(204, "'name' must not be empty", at: node) }
    }

    /// The id where a layer takes it away.
    mutating func readShortName() {
        guard fields[.shortName] != nil else { return texts.end(.shortName, as: .id) }
        _ = readText(.shortName, .shortName, ShortName.self)
    }

    // MARK: Aliases

    mutating func readAliases() -> [Host.StoredAlias] {
        guard let list = fields[.aliases] else { return [] }
        guard document.node(list).kind == .list else {
            reader.wrongType(list, "a list", of: "aliases")
            return []
        }
        var aliases: [Host.StoredAlias] = []
        var item = list + 1
        while item < Int(document.node(list).end) {
            if let alias = readAlias(item) { aliases.append(alias) }
            item = Int(document.node(item).end)
        }
        return aliases
    }

    private mutating func readAlias(_ item: Int) -> Host.StoredAlias? {
        guard document.node(item).kind == .map else { return readAlias(item, .serve) }
        let fields = Merged<AliasField>(item, reader)
        let mode: Alias.Mode? = fields[.mode].map { reader.word($0, of: "mode") } ?? .serve
        guard let host = fields[.host] else {
            reader.missing("host", of: "the alias", at: item, in: AliasField.names)
            return nil
        }
        return mode.flatMap { readAlias(host, $0) }
    }

    private mutating func readAlias(_ node: Int, _ mode: Alias.Mode) -> Host.StoredAlias? {
        guard document.node(node).kind == .scalar else {
            reader.error(202, "an alias must be a host name or a map with 'host' and 'mode'", at: node)
            return nil
        }
        let written = document.bytes(node)
        if !document.node(node).hasBrace, let extent = AuthorityExtent(of: written.span), extent.isCanonical,
            !extent.hasALabel
        {
            return Host.StoredAlias(
                end: texts.append(alias: written), hostLength: extent.hostLength, port: extent.port, mode: mode,
                at: document.spot(node))
        }
        guard let bytes = reader.string(node, of: "alias", filling: pattern) else { return nil }
        do {
            let authority = try AliasName(registry: bytes).authority
            return Host.StoredAlias(
                end: authority.key.withUnsafeBufferPointer { texts.append(alias: $0) },
                hostLength: authority.host.count, port: UInt16(authority.port ?? 0), mode: mode,
                at: document.spot(node))
        } catch {
            reader.error(
                error.isInternationalName ? 208 : 204,
                "an alias \(Reader.reason(error, of: bytes))" + Reader.not(bytes, of: "alias"), at: node)
            return nil
        }
    }
}
