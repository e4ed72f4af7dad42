import Diagnostics

/// A name and path at which browsers meet a host's pages: its URL, an alias that serves, or Behat's URL.
struct Site {
    var name: ArraySlice<UInt8>
    /// Empty, or `/a/b`.
    var path: ArraySlice<UInt8>
    /// One that is not a default port.
    var hasPort: Bool
    var kind: Kind

    enum Kind {
        case url
        /// With its number among the aliases.
        case alias(Int)
        /// For which Moodle leaves out the settings of the session's cookie (behat_clean_init_config() in lib/behat/lib.php).
        case behat
    }
}

extension Host {
    /// Passes each site of the host on, its URL first.
    @inline(__always)
    func forEachSite(_ body: (Site) -> Void) {
        body(Site(name: urlHost, path: urlPath, hasPort: urlLayout.port != 0, kind: .url))
        for (number, alias) in storedAliases.enumerated() where alias.mode == .serve {
            let name = aliasKey(number).prefix(Int(alias.hostLength))
            body(Site(name: name, path: [], hasPort: alias.port != 0, kind: .alias(number)))
        }
        guard traits.contains(.tests), let behat = settings.development.behatURL else { return }
        let address = behat.value
        body(Site(name: address.host, path: address.path, hasPort: address.hasPort, kind: .behat))
    }

    func place(of site: Site) -> Place {
        switch site.kind {
        case .url: url.place
        case .alias(let number): files.place(storedAliases[number].spot)
        case .behat: settings.development.behatURL?.place ?? url.place
        }
    }

    /// Whether a site of the host has a port.
    var hasPort: Bool {
        urlLayout.port != 0 || storedAliases.contains { $0.mode == .serve && $0.port != 0 }
            || traits.contains(.tests) && settings.development.behatURL?.value.hasPort ?? false
    }

    private var urlPath: ArraySlice<UInt8> { slice(.url).dropFirst(Int(urlLayout.authorityEnd)) }
}
