import Diagnostics

/// A demand that no host can meet alone; named for what it demands.
protocol Rule {
    static func check(_ registry: Registry, reporting diagnostics: inout Diagnostics)
}

extension Registry {
    /// Checks what would bring two tenants together, or leave one without what it needs.
    public func checkRules(reporting diagnostics: inout Diagnostics) {
        let rules: [any Rule.Type] = [
            KeysAreUnique.self, DatabasesAreUnique.self, DirectoriesAreApart.self, DataRootsAreOutsideCode.self,
            PlatformsHaveOneRootEach.self, HTTPSHasItsEnd.self, SubdirectoriesHideNoCode.self,
            NamesShareTheirListeners.self, SubdirectoryAliasesRedirect.self, SubdirectoriesAreFew.self,
            StoresAreApart.self, CookiesStayWithTheirHost.self, ReverseProxiesHaveANameToAskFor.self,
            TestTablesAreApart.self,
        ]
        for rule in rules { rule.check(self, reporting: &diagnostics) }
    }
}

/// Bytes as a message shows them, in quotes.
func quoted(_ bytes: some Sequence<UInt8>) -> String { "'\(String(decoding: Array(bytes), as: UTF8.self))'" }
