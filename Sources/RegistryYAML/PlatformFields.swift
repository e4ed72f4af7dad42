import Registry

/// The fields of one entry of `platforms:`.
enum PlatformFields {
    static func read(_ id: Int, _ layers: Layers, _ reader: FieldReader) -> Platform? {
        reader.recordingNames(of: "a platform") {
            let path = { AbsolutePath($0) }
            let root = reader.value("root", of: layers, requirement: AbsolutePath.requirement + ", '*', '?' and '['") {
                bytes in
                // Apache's <Directory> would take these for a pattern.
                bytes.contains { $0 == 0x2A || $0 == 0x3F || $0 == 0x5B } ? nil : AbsolutePath(bytes)
            }
            let php = reader.value("php", of: layers, requirement: AbsolutePath.requirement, path)
            let user = reader.value("user", of: layers, requirement: AccountName.requirement) { AccountName($0) }
            let group = reader.value("group", of: layers, requirement: AccountName.requirement) { AccountName($0) }
            let fpm = reader.value("fpm", of: layers, requirement: FastCGIAddress.requirement) { FastCGIAddress($0) }
            let isPublic = reader.bool("public", of: layers) ?? false
            _ = layers.map("defaults", reading: reader)
            reader.reportUnknownKeys(of: layers.maps[0], kind: "a platform")
            guard let root else {
                if layers.value("root", in: reader) == nil { reader.missing("root", of: "the platform", at: id) }
                return nil
            }
            let account = user ?? (AccountName(Array("www-data".utf8))!, reader.document.place(id))
            return Platform(
                id: Array(reader.document.bytes(id)), root: Located(root.value, at: root.place), isPublic: isPublic,
                php: php?.value ?? AbsolutePath(Array("/usr/bin/php".utf8))!,
                user: Located(account.0, at: account.1),
                group: Located(group?.value ?? account.0, at: group?.place ?? account.1),
                // Debian's alternatives keep this link on the installed php-fpm.
                fpm: fpm?.value ?? FastCGIAddress(Array("/run/php/php-fpm.sock".utf8))!)
        }
    }

    /// The node of a platform's `defaults`.
    static func defaults(of platform: Int, _ reader: FieldReader) -> Int? {
        guard reader.document.node(platform).kind == .map else { return nil }
        return Layers([platform], in: reader.document).map("defaults", reading: reader)?.maps.first
    }
}

/// The fields of one entry of `dbservers:`.
enum DatabaseServerFields {
    static func read(_ id: Int, _ layers: Layers, _ reader: FieldReader) -> DatabaseServer? {
        reader.recordingNames(of: "a database server") {
            let kind: DatabaseServer.Kind? = reader.word("type", of: layers)
            let host = reader.value("host", of: layers, requirement: "must be a host name or address of 1 to 255 bytes")
            {
                (1...255).contains($0.count) && !$0.contains(0x20) ? $0 : nil
            }
            let port = reader.value("port", of: layers, requirement: "must be a number from 1 to 65535") { bytes in
                ListenAddress(bytes).flatMap { $0.host == nil ? $0.port : nil }
            }
            let socket = reader.value("socket", of: layers, requirement: AbsolutePath.requirement) { AbsolutePath($0) }
            reader.reportUnknownKeys(of: layers.maps[0], kind: "a database server")
            guard let kind else {
                if layers.value("type", in: reader) == nil { reader.missing("type", of: "the database server", at: id) }
                return nil
            }
            return DatabaseServer(
                id: Array(reader.document.bytes(id)), kind: kind, host: host?.value ?? Array("localhost".utf8),
                port: port?.value, socket: socket?.value)
        }
    }
}
