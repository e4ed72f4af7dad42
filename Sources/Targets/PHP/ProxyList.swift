import HostTable
import Registry

/// `proxies.php`: the networks of the proxies whose X-Forwarded-Host is believed, docs/resolution.md §5.
struct ProxyList {
    let file: [UInt8]

    /// Nil where there are none.
    init?(_ networks: [Network]) {
        guard !networks.isEmpty else { return nil }
        let entries = Set(networks.map(Self.entry)).sorted { $0.lexicographicallyPrecedes($1) }
        let joined = Array(entries.joined())
        let sum = CRC32.of(Array("\(entries.count)\t".utf8) + joined)
        file =
            Array("<?php // vmoodle-gen: generated, do not edit; the next build replaces it\nreturn [".utf8)
            + Array("'VPX1', \(entries.count), \(sum), '".utf8) + joined + Array("'];\n".utf8)
    }

    /// 32 digits of the address and two of the length, hexadecimal.
    private static func entry(_ network: Network) -> [UInt8] {
        (network.address + [UInt8(network.length)]).flatMap { byte in
            [byte >> 4, byte & 15].map { $0 < 10 ? 0x30 + $0 : 0x57 + $0 }
        }
    }
}
