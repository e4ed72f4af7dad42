import Digests
import Registry

extension VirtualServer {
    /// Of all that the text of some servers is made from, beside what is the same for all hosts; nil where that is not known.
    static func inputs(of servers: [VirtualServer]) -> Digest? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(servers.count * 128)
        for server in servers {
            guard server.appendInputs(to: &bytes) else { return nil }
        }
        return Digest(of: bytes)
    }

    /// Texts with their lengths before them, so that no two servers have the same bytes. A certificate is what a host of the server
    /// says of it: those of one name say the same (VM309).
    private func appendInputs(to bytes: inout [UInt8]) -> Bool {
        func append(count: Int) {
            withUnsafeBytes(of: UInt32(truncatingIfNeeded: count)) { bytes.append(contentsOf: $0) }
        }
        func append(_ text: some Collection<UInt8>) {
            append(count: text.count)
            bytes.append(contentsOf: text)
        }
        append(key)
        append(share)
        append(count: names.count)
        for name in names { append(name) }
        append(count: listens.count)
        for address in listens { append(address.bytes) }
        append(count: (isUpgrade ? 2 : 0) + (redirect == nil ? 0 : 1))
        if let redirect {
            guard let written = redirect.written else { return false }
            written.append(to: &bytes)
        }
        append(count: mounts.count)
        for mount in mounts {
            guard let written = mount.host?.written else { return false }
            written.append(to: &bytes)
            append(mount.path)
            append(count: mount.inner.count)
            for path in mount.inner { append(path) }
        }
        append(count: members.count)
        return members.allSatisfy { $0.appendInputs(to: &bytes) }
    }
}
