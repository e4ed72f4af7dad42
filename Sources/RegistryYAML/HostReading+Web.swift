import Registry

/// How a host is reached.
extension OneHost {
    private static let webFields = FieldSet(fields: HostField.listen.rawValue..<(HostField.caddyLines.rawValue + 1))

    func web() -> Web {
        if isShared(Self.webFields), let shared = base.web { return shared }
        let pool = hostPool()
        let certbotName: CertbotName? = value(.certbotName) { reader.value($0, of: "acme", filling: pattern) }
        let web = Web(
            listens: fields[.listen].map { listens($0, of: "listen") } ?? [],
            layout: value(.layout) { reader.word($0, of: "layout") } ?? .auto,
            certificate: certificate(besides: certbotName),
            fpm: fpm(besides: pool), pool: pool,
            maxBody: value(.maxBody) { reader.value($0, of: "max_body", filling: nil) }, headers: headers(),
            plainListens: fields[.plainListens].map { listens($0, of: "http") },
            http2: value(.http2) { reader.word($0, of: "http2") } ?? .off, hsts: int(.hsts), timeout: int(.timeout),
            overrides: overrides(),
            acme: value(.acme) { reader.value($0, of: "acme", filling: pattern) }
                ?? certbotName.map { _ in CertbotName.webroot },
            nginxLines: lines(.nginxLines), apacheLines: lines(.apacheLines), caddyLines: lines(.caddyLines))
        if isShared(Self.webFields) { base.web = web }
        return web
    }

    private func int(_ field: HostField) -> Int? {
        guard case .int(let range) = HostField.descriptions[field.rawValue].shape else {
            preconditionFailure("a field of a number")
        }
        return value(field) { reader.int($0, of: field.name, in: range) }
    }

    private func overrides() -> AbsolutePath? {
        guard let path: Located<AbsolutePath> = located(.overrides) else { return nil }
        // The servers would take them for a pattern.
        if let node = fields[.overrides], path.value.bytes.contains(where: { Array("*?[".utf8).contains($0) }) {
            reader.error(204, "'overrides' must be a directory without '*', '?' and '[' in its name", at: node)
        }
        return path.value
    }

    private func listens(_ node: Int, of name: String) -> [ListenAddress] {
        let items = document.node(node).kind == .list ? document.items(of: node) : [node]
        return items.compactMap { item in
            if document.node(item).kind == .scalar, let address = ListenAddress(Array(document.bytes(item))) {
                return address
            }
            reader.error(204, "'\(name)' \(ListenAddress.requirement), or a list of these", at: item)
            return nil
        }
    }

    private func fpm(besides pool: HostPool?) -> FastCGIAddress? {
        guard let node = fields[.pool], let fpm: FastCGIAddress = reader.value(node, of: "fpm", filling: pattern)
        else { return nil }
        if pool != nil, case .tcp = fpm {
            reader.error(
                204, "'fpm' must be the path of a socket beside 'pool': every user of the machine may use a port",
                at: node)
        }
        return fpm
    }

    private func certificate(besides name: CertbotName?) -> Web.Certificate? {
        if let node = fields[.certbotName] {
            if let other = [HostField.certificate, .certificateKey].first(where: { fields[$0] != nil }) {
                reader.error(
                    204, "'acme' and '\(other.name)' both say which certificate; take one away with 'null'", at: node)
            }
            return name?.certificate
        }
        let certificate: Located<AbsolutePath>? = located(.certificate)
        let key: Located<AbsolutePath>? = located(.certificateKey)
        if let certificate, let key { return Web.Certificate(certificate: certificate.value, key: key.value) }
        // Asked of whole hosts only: a group may have the one and a host the other.
        guard base.platform != nil else { return nil }
        if let node = fields[.certificate], fields[.certificateKey] == nil {
            reader.error(203, "'tls' has a 'certificate' and no 'key'", at: node)
        }
        if let node = fields[.certificateKey], fields[.certificate] == nil {
            reader.error(203, "'tls' has a 'key' and no 'certificate'", at: node)
        }
        return nil
    }

    /// Lines that stand as they are in a server's file; a mistake is reported at the line that makes it.
    private func lines<Lines: ServerLines>(_ field: HostField) -> Lines? {
        guard let node = fields[field] else { return nil }
        guard document.node(node).kind == .list else {
            reader.wrongType(node, "a list of lines", of: field.name)
            return nil
        }
        let items = document.items(of: node)
        let lines = items.compactMap { reader.string($0, of: field.name, filling: pattern) }
        guard lines.count == items.count else { return nil }
        do {
            return try Lines(lines)
        } catch {
            reader.error(204, "the line of '\(field.name)' \(error.reason)", at: items[error.line])
            return nil
        }
    }

    private func hostPool() -> HostPool? {
        checkIsMap(.poolSettings)
        let settings = FreeMaps(reader: reader, pattern: pattern).phpSettings(of: layers(.poolSettings))
        let maxChildren = value(.poolMaxChildren) { reader.int($0, of: "max_children", in: 1...10000) }
        let group: AccountName? = value(.poolGroup) { reader.value($0, of: "group", filling: pattern) }
        let readable = paths(.poolReadable)
        guard let user: AccountName = value(.poolUser, { reader.value($0, of: "user", filling: pattern) }) else {
            return nil
        }
        return HostPool(
            user: user, group: group ?? user, maxChildren: maxChildren ?? 5, readable: readable, settings: settings)
    }

    private func paths(_ field: HostField) -> [AbsolutePath] {
        guard let node = fields[field] else { return [] }
        let items = document.node(node).kind == .list ? document.items(of: node) : [node]
        return items.compactMap { reader.value($0, of: field.name, filling: pattern) }
    }

    private func headers() -> [(name: HeaderName, value: HeaderValue)] {
        checkIsMap(.headers)
        guard fields[.headers] != nil else { return [] }
        let maps = FreeMaps(reader: reader, pattern: pattern)
        return maps.entries(of: layers(.headers), HeaderName.self).compactMap {
            key, values in
            guard let name = HeaderName(Array(document.bytes(key))),
                let value: HeaderValue = reader.value(values[0], of: document.text(key), filling: pattern)
            else { return nil }
            return (name, value)
        }
    }
}
