import Diagnostics
import Threads

/// A demand that no host can meet alone; named for what it demands.
protocol Rule: SendableMetatype {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics)
}

extension Settings {
    /// What only some rules ask for, found once for all hosts that share it.
    struct Traits: OptionSet, Sendable {
        let rawValue: UInt8

        static let store = Self(rawValue: 1)
        static let cookieDomain = Self(rawValue: 2)
        static let cookiePath = Self(rawValue: 4)
        static let accelerated = Self(rawValue: 8)
        static let reverseProxy = Self(rawValue: 16)
        static let tests = Self(rawValue: 32)
        static let directories = Self(rawValue: 64)
    }
}

extension Settings.Traits {
    init(
        _ session: Session, _ cache: CacheStore?, _ development: Development, _ sendfile: Sendfile,
        _ directories: [Settings.Directory], isBehindReverseProxy: Bool
    ) {
        self = []
        if session.store != nil || cache?.store != nil { insert(.store) }
        if session.cookieDomain != nil { insert(.cookieDomain) }
        if session.cookiePath != nil { insert(.cookiePath) }
        if sendfile == .xAccelRedirect { insert(.accelerated) }
        if isBehindReverseProxy { insert(.reverseProxy) }
        if !directories.isEmpty { insert(.directories) }
        if development.phpunitPrefix != nil || development.behatPrefix != nil || development.behatURL != nil {
            insert(.tests)
        }
    }
}

extension Registry {
    /// Checks what would bring two tenants together, or leave one without what it needs.
    public func checkRules(reporting diagnostics: inout Diagnostics) {
        let rules: [any Rule.Type] = [
            KeysAreUnique.self, DatabasesAreUnique.self, PrefixesTellSitesApart.self, DirectoriesAreApart.self,
            DataRootsAreOutsideCode.self,
            PlatformsHaveOneRootEach.self, ComponentCachesAreOfOneTree.self, HTTPSHasItsEnd.self,
            SubdirectoriesHideNoCode.self,
            NamesShareTheirListeners.self, SubdirectoryAliasesRedirect.self, SubdirectoriesAreFew.self,
            StoresAreApart.self, CookiesStayWithTheirHost.self, CookiesTellPortsApart.self,
            ReverseProxiesHaveANameToAskFor.self, ProxyNamesAreNoHosts.self,
            TestTablesAreApart.self, BehatURLsAreServed.self, SendfileLocationsAreApart.self, SendfileIsKnown.self,
        ]
        let survey = Survey(self)
        // A thread of its own costs more than a look at a thousand hosts.
        let groups = hosts.count < 1000 ? [rules[...]] : rules.indices.map { rules[$0...$0] }
        let found = concurrentMap(groups.count) { group in
            var found = Diagnostics()
            for rule in groups[group] { rule.check(self, survey, reporting: &found) }
            return found
        }
        for finding in found.flatMap(\.all) { diagnostics.report(finding) }
    }
}

/// Bytes as a message shows them, in quotes.
func quoted(_ bytes: some Sequence<UInt8>) -> String { "'\(String(decoding: Array(bytes), as: UTF8.self))'" }
