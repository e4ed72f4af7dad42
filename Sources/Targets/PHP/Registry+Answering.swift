import Digests
import HostTable
import Registry

extension Registry {
    /// Who answers a request, by the look-up of docs/resolution.md §3; nothing has to be built for it.
    ///
    /// - Parameters:
    ///   - host: the `Host` header.
    ///   - script: SCRIPT_NAME.
    public func resolution(host: [UInt8], script: [UInt8]) -> Resolution {
        let authority = HostKey.authority(host)
        let keys = Set((authority.map { $0.bases + $0.wildcards } ?? []).map { $0[...] })
        var concerned = self
        concerned.commandHost = nil
        concerned.hosts = hosts.filter { $0.hasKey(below: keys) }
        let records = HostRecords(concerned, fragments: concerned.hosts.map { _ in Digest(high: 0, low: 0) })
        var shards: [[UInt8]: [UInt8]] = [:]
        let table = HostTable(records.keys) { parts in
            parts.map { part in
                let digits = Array(String(shards.count, radix: 16).utf8)
                let reference = [UInt8](repeating: 0x30, count: 32 - digits.count) + digits
                shards[reference] = part.file
                return reference
            }
        }
        do {
            let stored = shards
            let reader = try HostTableReader(root: table.root) { stored[Array($0)] ?? [] }
            return try Resolution(host: host, script: script, in: reader)
        } catch {
            preconditionFailure("a table that was just made is whole: \(error)")
        }
    }
}

extension Host {
    /// Whether one of its keys is, without its sub-path, one of these.
    fileprivate func hasKey(below keys: Set<ArraySlice<UInt8>>) -> Bool {
        keys.contains(url.value.authorityKey) || aliases.contains { keys.contains($0.authority.value.key[...]) }
            || settings.development.behatURL.map { keys.contains($0.value.authorityKey) } ?? false
    }
}
