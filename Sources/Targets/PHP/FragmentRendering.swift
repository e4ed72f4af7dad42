import Diagnostics
import Registry
import Template

/// Makes fragments one after the other.
final class FragmentRendering {
    /// What they are made from; it is the same for all threads.
    final class Kind: Sendable {
        fileprivate let registry: Registry
        fileprivate let secrets: Secrets
        fileprivate let template: Template<Fragment>

        init(_ registry: Registry, _ secrets: Secrets, _ template: Template<Fragment>) {
            (self.registry, self.secrets, self.template) = (registry, secrets, template)
        }
    }

    // What is asked for once a host is not behind another object, whose references threads would wait for each other to count.
    private let hosts: [Host]
    private let template: Template<Fragment>
    private var fragment: Fragment
    private var buffer = ByteBuffer()

    init(_ kind: Kind) {
        (hosts, template) = (kind.registry.hosts, kind.template)
        fragment = Fragment(kind.registry, kind.secrets)
    }

    /// That of the host at a position of the registry.
    ///
    /// - Parameter sum: what the same fragment's was, which takes as long to make as the rest of it.
    func bytes(of index: Int, sum: UInt32? = nil, reporting diagnostics: inout Diagnostics) -> [UInt8] {
        let host = hosts[index]
        buffer.removeAll()
        fragment.begin(host, sum: sum)
        template.render(&fragment, into: &buffer, at: host.id.place, reporting: &diagnostics)
        return buffer.bytes()
    }

    /// Whether a secret stands in the last one.
    var isSecret: Bool { fragment.isSecret }
    /// That of the last one.
    var sum: UInt32? { fragment.sum }
}
