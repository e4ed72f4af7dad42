import Foundation
import Synchronization

#if canImport(Glibc)
private let stream = Int32(SOCK_STREAM.rawValue)
private let noSignal = Int32(MSG_NOSIGNAL)
#else
private let stream = SOCK_STREAM
private let noSignal: Int32 = 0
#endif

/// A socket that is connected to a server of this machine; closed with its last reference.
final class LoopbackConnection {
    private let socket: Int32

    /// Connects to 127.0.0.1; an answer may take ten seconds.
    init(port: UInt16) throws {
        socket = Foundation.socket(AF_INET, stream, 0)
        var address = Self.address(port)
        try connect(&address)
    }

    /// Connects to a Unix socket.
    init(path: String) throws {
        socket = Foundation.socket(AF_UNIX, stream, 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        try connect(&address)
    }

    deinit { close(socket) }

    /// A port of 127.0.0.1 that nobody listens on.
    ///
    /// Below the ports that the kernel gives to connections, of which tests make thousands, and never the same one twice.
    static func freePort() throws -> UInt16 {
        for _ in 0..<1000 {
            let number = lastPort.withLock { last in
                last = last == 31_999 ? 20_000 : last + 1
                return last
            }
            let socket = Foundation.socket(AF_INET, stream, 0)
            defer { close(socket) }
            var address = address(number)
            let size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let result = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, size) }
            }
            if result == 0 { return number }
        }
        throw HTTPFailure("no free port: \(String(cString: strerror(errno)))")
    }

    /// Other runs of the tests on this machine begin elsewhere.
    private static let lastPort = Mutex<UInt16>(UInt16(20_000 + Int(getpid()) % 12_000))

    func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { Foundation.send(socket, $0.baseAddress, $0.count, noSignal) }
            guard sent > 0 else { return }  // The server may answer and close before it has read everything.
            rest = rest.dropFirst(sent)
        }
    }

    func readToEnd() throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(socket, &buffer, buffer.count, 0)
            if count > 0 { bytes += buffer[..<count] }
            if count == 0 || count < 0 && errno == ECONNRESET { return bytes }
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw HTTPFailure("reading: \(String(cString: strerror(errno)))") }
        }
    }

    private static func address(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    private func connect<Address>(_ address: inout Address) throws {
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.connect(socket, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
        guard result == 0 else { throw HTTPFailure("connecting: \(String(cString: strerror(errno)))") }
    }
}
