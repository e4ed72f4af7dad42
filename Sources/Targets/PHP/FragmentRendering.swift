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

    private let kind: Kind
    private var fragment: Fragment
    private var buffer = ByteBuffer()

    init(_ kind: Kind) {
        self.kind = kind
        fragment = Fragment(kind.registry, kind.secrets)
    }

    /// That of the host at a position of the registry.
    func bytes(of index: Int, reporting diagnostics: inout Diagnostics) -> [UInt8] {
        let host = kind.registry.hosts[index]
        buffer.removeAll()
        fragment.begin(host)
        kind.template.render(&fragment, into: &buffer, at: host.id.place, reporting: &diagnostics)
        return buffer.bytes()
    }

    /// Whether a secret stands in the last one.
    var isSecret: Bool { fragment.isSecret }
}
