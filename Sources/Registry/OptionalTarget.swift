/// Targets whose files a registry can leave out or ask for: all but the PHP runtime's, which answer requests.
public enum OptionalTarget: String, Sendable, CaseIterable {
    case aliases, apache, caddy, compat, cron, logrotate, nginx
    case phpFPM = "php-fpm"
    case ssl, systemd

    /// Those that a registry has which says nothing. What no program asks for by itself nobody gets without asking.
    public static let usual: Set<OptionalTarget> = Set(allCases).subtracting([.aliases, .compat, .ssl])
}

extension Registry {
    /// Whether a target of this name has files.
    public func makes(_ target: String) -> Bool { OptionalTarget(rawValue: target).map(targets.contains) ?? true }
}
