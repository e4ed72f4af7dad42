import Diagnostics

/// What people have today → the text of a registry, and a nodelist back from rows.
///
/// Takes bytes of a nodelist, a dump or config.php files; gives `ImportedHost`s, `RegistryDraft` and a report. Nothing that is
/// read is ever executed, and nothing is dropped without a finding: an error is something of the source that the registry does
/// not have, a warning something that it has in another form. Knows no command line.
public struct ImportReport: Sendable {
    public private(set) var diagnostics = Diagnostics()

    public init() {}

    /// Something of the source is not in the registry.
    public mutating func lost(_ code: Finding, _ message: String, at place: Place?) {
        diagnostics.error(Code(code.rawValue), message, at: place)
    }

    /// Something is in the registry, but not as it stood in the source.
    public mutating func changed(_ code: Finding, _ message: String, at place: Place?) {
        diagnostics.warning(Code(code.rawValue), message, at: place)
    }

    /// What is wrong with the result.
    public mutating func add(_ found: Diagnostics) { for finding in found.all { diagnostics.report(finding) } }

    /// Whether everything of the source is in the registry.
    public var isComplete: Bool { !diagnostics.hasErrors }
}

/// The kinds of findings of an import; docs/codes.md lists them.
public enum Finding: Int, Sendable {
    /// The source is not what it was said to be.
    case notUnderstood = 550
    /// A host is not in the registry.
    case hostNotCarried = 551
    /// A value is not in the registry.
    case valueNotCarried = 552
    /// A value is in the registry in another form.
    case valueChanged = 553
    /// A value that the source does not have was assumed.
    case assumed = 554
    /// The text is not plain UTF-8.
    case encoding = 555
    /// Passwords were left out, or stand in the registry.
    case secrets = 556
    /// A line that VMoodle's own reader cuts.
    case longLine = 557
}
