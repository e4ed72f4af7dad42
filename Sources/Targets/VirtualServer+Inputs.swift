import Digests
import Registry
import Template

extension VirtualServer {
    /// Of all that the text of some servers is made from, beside what is the same for all hosts; nil where that is not known.
    ///
    /// - Parameter bytes: room to write it down in.
    static func inputs(of servers: [VirtualServer], by bytes: inout ByteBuffer) -> Digest? {
        bytes.removeAll()
        for server in servers {
            guard server.appendInputs(to: &bytes) else { return nil }
        }
        return bytes.withBytes(from: 0) { Digest(of: $0) }
    }

    /// Texts with their lengths before them, so that no two servers have the same bytes. A certificate is what a host of the server
    /// says of it: those of one name say the same (VM309).
    private func appendInputs(to bytes: inout ByteBuffer) -> Bool {
        bytes.append(counted: key)
        bytes.append(counted: share[...])
        bytes.append(fixed: names.count)
        for name in names { bytes.append(counted: name) }
        bytes.append(fixed: listens.count)
        for address in listens { bytes.append(input: address) }
        bytes.append(fixed: (isUpgrade ? 2 : 0) + (redirect == nil ? 0 : 1))
        if let redirect {
            guard let written = redirect.written else { return false }
            bytes.append(written)
        }
        bytes.append(fixed: mounts.count)
        for mount in mounts {
            guard let written = mount.host?.written else { return false }
            bytes.append(written)
            bytes.append(counted: mount.path)
            bytes.append(fixed: mount.inner.count)
            for path in mount.inner { bytes.append(counted: path) }
        }
        bytes.append(fixed: members.count)
        return members.allSatisfy { $0.appendInputs(to: &bytes) }
    }
}

extension ByteBuffer {
    fileprivate mutating func append(fixed number: Int) {
        withUnsafeBytes(of: UInt32(truncatingIfNeeded: number)) { append($0.assumingMemoryBound(to: UInt8.self)) }
    }

    fileprivate mutating func append(counted text: ArraySlice<UInt8>) {
        append(fixed: text.count)
        append(text)
    }

    fileprivate mutating func append(_ digest: Digest) {
        for word in [digest.high, digest.low] {
            withUnsafeBytes(of: word) { append($0.assumingMemoryBound(to: UInt8.self)) }
        }
    }

    /// Every address is none of its own, which has a length.
    fileprivate mutating func append(input address: ListenAddress) {
        append(fixed: address.port)
        if let host = address.host { append(counted: host[...]) } else { append(fixed: 0) }
    }
}
