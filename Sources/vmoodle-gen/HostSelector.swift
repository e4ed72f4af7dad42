import ArgumentParser
import Diagnostics
import Glibc
import HostTable
import Registry
import Targets

/// One word by which hosts are selected.
enum HostSelector {
    /// An id, a pattern of ids, `@group` or `@all`.
    case word(String)
    /// A URL, a name or an id: the host that answers it.
    case address(String)

    static func isURL(_ word: String) -> Bool { word.contains("://") }

    /// The hosts that it names, of a registry.
    ///
    /// - Throws: exit status 64 if there is none.
    func hosts(of registry: Registry) throws -> [Host] {
        var reason: String?
        switch self {
        case .word(let word):
            let found = try Self.named(word, in: registry)
            if !found.isEmpty { return found }
        case .address(let text):
            do throws(Malformed) {
                let found = try Self.answering(text, in: registry)
                if !found.isEmpty { return found }
            } catch {
                reason = error.reason
            }
        }
        let hint = meant(in: registry.hosts).map { "; did you mean '\($0)'?" } ?? ""
        throw ValidationError(
            (reason.map { "no URL, name or id is '\(written)': it \($0)" } ?? "no host is selected by '\(written)'")
                + hint)
    }

    /// An address that no request has.
    private struct Malformed: Error {
        /// Follows "it".
        let reason: String
    }

    private var written: String {
        switch self {
        case .word(let text), .address(let text): text
        }
    }

    private static func named(_ word: String, in registry: Registry) throws -> [Host] {
        guard !isURL(word) else {
            throw ValidationError("'\(word)' is a URL, which '--host \(word)' selects the host of")
        }
        if word == "@all" { return registry.hosts }
        guard word.hasPrefix("@") else {
            return registry.hosts.filter { fnmatch(word, String(decoding: $0.id.value, as: UTF8.self), 0) == 0 }
        }
        let group = Array(word.dropFirst().utf8)
        return registry.hosts.filter { $0.settings.groups.contains(group) || $0.id.value == group }
    }

    // MARK: Addresses

    /// The host with an id, or the one that a visitor of an address would meet: below its sub-directory, by a wildcard or a
    /// redirect, whatever its state.
    private static func answering(_ text: String, in registry: Registry) throws(Malformed) -> [Host] {
        if let host = registry.hosts.first(where: { $0.id.value.elementsEqual(text.utf8) }) { return [host] }
        let target = RequestTarget(Array(text.utf8))
        let authority = try ascii(target.authority)
        let resolution = registry.resolution(host: authority, script: target.script)
        guard resolution.status != 400 else { throw Malformed(reason: refusal(of: authority)) }
        return registry.hosts.filter { $0.id.value == resolution.record?.id }
    }

    /// A name as browsers send it; they turn an international one into its A-labels.
    private static func ascii(_ authority: [UInt8]) throws(Malformed) -> [UInt8] {
        guard authority.contains(where: { $0 >= 0x80 }) else { return authority }
        do throws(ValueRefusal) {
            return try AliasName(registry: authority).authority.key
        } catch {
            throw Malformed(reason: error.reason)
        }
    }

    /// Why a name is none of docs/resolution.md §1.
    private static func refusal(of authority: [UInt8]) -> String {
        do throws(ValueRefusal) {
            _ = try AliasName(registry: authority)
        } catch {
            return error.reason
        }
        // A wildcard, which only a registry writes.
        return "must not be a pattern"
    }

    // MARK: Slips

    /// The id, group or address that is nearest to a selector of no host.
    private func meant(in hosts: [Host]) -> String? {
        let text = { (bytes: [UInt8]) in String(decoding: bytes, as: UTF8.self) }
        let ids = hosts.map { text($0.id.value) }
        guard case .address = self else {
            let groups = Set(hosts.flatMap(\.settings.groups)).map { "@\(text($0))" }.sorted()
            // A group without its sign is as near as a slip of the hand.
            return groups.first { $0.dropFirst() == written }
                ?? suggestion(for: written, among: ids + groups + ["@all"])
        }
        let urls = hosts.map { text($0.url.value.bytes) }
        let names = hosts.flatMap { host in
            [text(Array(host.url.value.key))] + host.aliases.map { text(Array($0.authority.value.key)) }
        }
        return suggestion(for: written, among: ids + (Self.isURL(written) ? urls : names))
    }
}
