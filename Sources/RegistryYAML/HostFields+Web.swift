import Registry

/// How a host is reached and how often its cron runs.
extension HostFields {
    func cron(of layers: Layers) -> CronPeriod? {
        let layers = layers.map("cron", reading: reader) ?? Layers([], in: document)
        return reader.recordingNames(of: "'cron'") {
            let every = reader.value("every", of: layers, requirement: CronPeriod.requirement) { CronPeriod($0) }
            guard reader.bool("enabled", of: layers) ?? true else { return nil }
            return every?.value ?? CronPeriod(Array("15m".utf8))
        }
    }

    func web(of layers: Layers, _ pattern: Pattern) -> Web {
        let layers = layers.map("web", reading: reader) ?? Layers([], in: document)
        return reader.recordingNames(of: "'web'") {
            let tls = layers.map("tls", reading: reader)
            return Web(listens: listens(of: layers), certificate: certificate(of: tls, pattern))
        }
    }

    func listens(of layers: Layers) -> [ListenAddress] {
        guard let node = layers.value("listen", in: reader) else { return [] }
        let items = document.node(node).kind == .list ? document.items(of: node) : [node]
        return items.compactMap { item in
            if document.node(item).kind == .scalar, let address = ListenAddress(Array(document.bytes(item))) {
                return address
            }
            reader.error(204, "'listen' \(ListenAddress.requirement), or a list of these", at: item)
            return nil
        }
    }

    func certificate(of tls: Layers?, _ pattern: Pattern) -> Web.Certificate? {
        reader.recordingNames(of: "'tls'") {
            let layers = tls ?? Layers([], in: document)
            let path = { AbsolutePath($0) }
            let certificate = reader.value(
                "certificate", of: layers, expanding: pattern, requirement: AbsolutePath.requirement, path)
            let key = reader.value("key", of: layers, expanding: pattern, requirement: AbsolutePath.requirement, path)
            guard let tls else { return nil }
            guard let certificate, let key else {
                if layers.value("certificate", in: reader) == nil {
                    reader.missing("certificate", of: "'tls'", at: tls.maps[0])
                }
                if layers.value("key", in: reader) == nil { reader.missing("key", of: "'tls'", at: tls.maps[0]) }
                return nil
            }
            return Web.Certificate(certificate: certificate.value, key: key.value)
        }
    }
}
