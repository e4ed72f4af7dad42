import Diagnostics
import HostTable
import Registry

/// Every address that virtual servers listen on, with the first certificate shown there and its server's HTTP/2.
struct Listeners: Sendable {
    /// What is wrong with them.
    private(set) var diagnostics = Diagnostics()
    private(set) var all: [(address: ListenAddress, certificate: Web.Certificate?, http2: Web.HTTP2)] = []

    /// The first server of each, in no order that means anything.
    private(set) var firsts: [VirtualServer] = []

    private struct Name: Hashable {
        var listener: Int
        var name: ArraySlice<UInt8>
    }

    /// Reports an address that is used both with and without TLS, and a name that stands twice on one address (two ports
    /// behind a proxy): nginx would drop the second with a warning, Apache without one.
    ///
    /// - Parameter suspects: `NameOnPort` of all names that may stand twice on one address.
    init(_ servers: [VirtualServer], _ suspects: Set<NameOnPort>) {
        var listeners: [ListenAddress: Int] = [:]
        var names: [Name: VirtualServer] = [:]
        // Most addresses are the same as the one before.
        var last: (address: ListenAddress, number: Int)?
        for server in servers {
            for address in server.listens {
                let number: Int
                if let last, last.address == address {
                    number = last.number
                } else if let known = listeners[address] {
                    number = known
                } else {
                    number = all.count
                    listeners[address] = number
                    all.append((address, server.certificate, server.http2))
                    firsts.append(server)
                }
                last = (address, number)
                for name in server.names where !suspects.isEmpty && suspects.contains(NameOnPort(name, address.port)) {
                    let earlier = names.updateValue(server, forKey: Name(listener: number, name: name))
                    guard let earlier else { continue }
                    diagnostics.error(
                        Code(312),
                        "'\(String(decoding: name, as: UTF8.self))' would be two virtual servers on the address "
                            + "'\(String(decoding: address.bytes, as: UTF8.self))'; there a name belongs to one host and those in "
                            + "its sub-directories, whatever the port of the URL",
                        at: server.place, notes: [Note("the other one", at: earlier.place)])
                }
                guard (all[number].certificate == nil) != (server.certificate == nil) else { continue }
                diagnostics.error(
                    Code(311),
                    "the address '\(String(decoding: address.bytes, as: UTF8.self))' is used with and without TLS",
                    at: server.place, notes: [Note("the other use", at: firsts[number].place)])
            }
        }
        all.sort { a, b in a.address.bytes.lexicographicallyPrecedes(b.address.bytes) }
    }
}

/// A name and a port by their hashes: those that are the same have the same, and of a hundred thousand others hardly two.
struct NameOnPort: Hashable {
    private let hashes: UInt64

    init(_ name: ArraySlice<UInt8>, _ port: Int) { self.init(CRC32.of(name), port) }

    init(_ hash: UInt32, _ port: Int) { hashes = UInt64(hash) << 32 | UInt64(port) }
}
