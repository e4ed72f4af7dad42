import Diagnostics
import OutputTree
import Registry
import Template

/// Makes fragments again that were made before, one after the other.
final class FragmentRendering {
    /// What they are made from; it is the same for all threads.
    final class Kind: Sendable {
        fileprivate let registry: Registry
        fileprivate let secrets: Secrets
        fileprivate let template: Template<Fragment>

        init(_ registry: Registry, _ secrets: Secrets, _ template: Template<Fragment>) {
            (self.registry, self.secrets, self.template) = (registry, secrets, template)
        }

        /// What a thread makes them with.
        func one(in renderings: Renderings) -> FragmentRendering {
            renderings.one(for: self) { FragmentRendering(self) }
        }
    }

    private let kind: Kind
    private var fragment: Fragment
    private var buffer = ByteBuffer()

    private init(_ kind: Kind) {
        self.kind = kind
        fragment = Fragment(kind.registry, kind.secrets)
    }

    /// - Parameter index: of a host in which nothing was wrong.
    func bytes(of index: Int) -> [UInt8] {
        let host = kind.registry.hosts[index]
        var found = Diagnostics()
        buffer.removeAll()
        fragment.begin(host)
        kind.template.render(&fragment, into: &buffer, at: host.id.place, reporting: &found)
        return buffer.bytes()
    }
}
