import Registry

extension Sendfile {
    /// A pattern of PHP's for SERVER_SOFTWARE of web servers whose files are made here, or lighttpd, which would hand the header on,
    /// or drop it, and send no file. Others are taken at the registry's word.
    var ignorantServers: StaticString {
        switch self {
        case .off: ""
        // With mod_xsendfile, which the generated files demand of Apache.
        case .xSendfile: "/^(?:nginx|Caddy)\\b/i"
        case .xAccelRedirect: "/^(?:Apache|lighttpd)\\b/i"
        case .xLighttpdSendFile: "/^(?:nginx|Caddy|Apache)\\b/i"
        }
    }
}

extension Host {
    /// Its directories, whose files Apache sends if PHP names them by X-Sendfile; empty if it names none.
    var sentPaths: [[UInt8]] {
        guard settings.sendfile == .xSendfile else { return [] }
        return [dataRoot.value.bytes] + settings.directories.filter { !$0.isForTests }.map(\.path.value.bytes)
    }
}
