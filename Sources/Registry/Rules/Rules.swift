import Diagnostics

/// A demand that no host can meet alone; named for what it demands.
protocol Rule {
    static func check(_ registry: Registry, _ survey: Survey, reporting diagnostics: inout Diagnostics)
}

/// Which hosts have what only some rules look at: one look at each host finds it for all rules.
struct Survey {
    /// Positions in `Registry.hosts`.
    private(set) var inSubdirectories: [Int] = []
    private(set) var withStores: [Int] = []
    private(set) var withCookieDomain: [Int] = []
    private(set) var withCookiePath: [Int] = []
    private(set) var behindReverseProxy: [Int] = []
    private(set) var withTests: [Int] = []
    private(set) var withSendfile: [Int] = []

    init(_ registry: Registry) {
        for (index, host) in registry.hosts.enumerated() {
            let settings = host.settings
            if host.url.value.hasPath { inSubdirectories.append(index) }
            if settings.session.store != nil || settings.cache?.store != nil { withStores.append(index) }
            if settings.session.cookieDomain != nil { withCookieDomain.append(index) }
            if settings.session.cookiePath != nil { withCookiePath.append(index) }
            if settings.sendfile == .xAccelRedirect { withSendfile.append(index) }
            if settings.isBehindReverseProxy { behindReverseProxy.append(index) }
            if settings.development.phpunitPrefix != nil || settings.development.behatPrefix != nil {
                withTests.append(index)
            }
        }
    }
}

extension Registry {
    /// Checks what would bring two tenants together, or leave one without what it needs.
    public func checkRules(reporting diagnostics: inout Diagnostics) {
        let rules: [any Rule.Type] = [
            KeysAreUnique.self, DatabasesAreUnique.self, DirectoriesAreApart.self, DataRootsAreOutsideCode.self,
            PlatformsHaveOneRootEach.self, HTTPSHasItsEnd.self, SubdirectoriesHideNoCode.self,
            NamesShareTheirListeners.self, SubdirectoryAliasesRedirect.self, SubdirectoriesAreFew.self,
            StoresAreApart.self, CookiesStayWithTheirHost.self, ReverseProxiesHaveANameToAskFor.self,
            TestTablesAreApart.self, SendfileLocationsAreApart.self,
        ]
        let survey = Survey(self)
        for rule in rules { rule.check(self, survey, reporting: &diagnostics) }
    }
}

/// Bytes as a message shows them, in quotes.
func quoted(_ bytes: some Sequence<UInt8>) -> String { "'\(String(decoding: Array(bytes), as: UTF8.self))'" }
