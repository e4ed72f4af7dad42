import Diagnostics

/// Existing config.php files → hosts, by reading them as PHP would, for each name of a host that they ask for.
public struct PHPConfiguration {
    private let source: SourceText
    private let directory: String
    private var report: ImportReport

    /// The hosts that a file describes: one, or one for each name that it compares the request's host with.
    ///
    /// - Parameter directory: where the file lies, for `__DIR__`; an absolute path.
    public static func hosts(
        of file: SourceFile, in directory: String, reporting report: inout ImportReport
    ) -> [ImportedHost] {
        var configuration = PHPConfiguration(
            source: SourceText(file, reporting: &report), directory: directory, report: report)
        let hosts = configuration.hosts()
        report = configuration.report
        return hosts
    }

    private mutating func hosts() -> [ImportedHost] {
        let tokens = PHPLexer.tokens(of: source.file.bytes)
        // What stands before the cut may be half of a host, and PHP would run none of it.
        if let ending = PHPEnding(of: tokens) {
            report.lost(
                .notUnderstood, "\(ending.message); the file is not whole, and no host of it is carried",
                at: place(ending.at))
            return []
        }
        let statements = PHPStatementReading.statements(of: tokens)
        let names = Self.names(in: statements)
        var sites: [PHPSite] = []
        for name in names.map(Optional.some) + [nil] {
            var site = PHPSite(name: name, directory: directory, file: source.file.name)
            site.run(statements)
            // A name for which the file ends the program is no site, and nothing of it is lost.
            guard !site.isEnded else {
                if names.isEmpty {
                    report.lost(.hostNotCarried, "the file ends the program; it is not carried", at: place(0))
                }
                continue
            }
            reportFindings(of: site)
            guard isSite(site, amongNames: !names.isEmpty) else { continue }
            // Several names for one site are its aliases.
            if let index = sites.firstIndex(where: { $0.isSame(as: site) }) {
                if let name { sites[index].names.append(name) }
            } else {
                sites.append(site)
            }
        }
        return sites.compactMap { site in
            var conversion = SiteConversion(
                site: site, fileName: source.file.name, place: place(site.start), report: report)
            let host = conversion.host { place($0) }
            report = conversion.report
            return host
        }
    }

    /// Every name that the file compares with, in its order.
    private static func names(in statements: [PHPStatement]) -> [String] {
        var names: [String] = []
        var seen: Set<String> = []
        for case .byHost(let branches, _) in statements {
            for branch in branches {
                for name in branch.names + self.names(in: branch.body) where seen.insert(name).inserted {
                    names.append(name)
                }
            }
        }
        return names
    }

    private mutating func isSite(_ site: PHPSite, amongNames: Bool) -> Bool {
        if site.settings["wwwroot"] != nil { return true }
        // Beside names, the rest of the file is what they share.
        if amongNames, site.names.isEmpty { return false }
        let whose = site.names.first.map { " for '\($0)'" } ?? ""
        report.lost(
            .hostNotCarried, "the file sets no literal '$CFG->wwwroot'\(whose); the host is not carried",
            at: place(site.start))
        return false
    }

    private mutating func reportFindings(of site: PHPSite) {
        for finding in site.findings { report.lost(.valueNotCarried, finding.message, at: place(finding.at)) }
    }

    private func place(_ offset: Int) -> Place { source.place(ofByte: offset) }
}
