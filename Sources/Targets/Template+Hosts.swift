import Diagnostics
import Registry
import Template

extension Template {
    /// Appends a text about hosts; what cannot be written is reported at the host that has it, for which each is asked alone.
    ///
    /// - Parameter begin: makes the text one about other hosts.
    func render(
        _ subject: inout S, about hosts: [Host], into output: inout ByteBuffer,
        reporting diagnostics: inout Diagnostics,
        begin: (inout S, [Host]) -> Void
    ) {
        begin(&subject, hosts)
        do { return try render(&subject, into: &output) } catch {}
        let before = diagnostics.all.count
        for host in hosts {
            output.removeAll()
            begin(&subject, [host])
            render(&subject, into: &output, at: host.id.place, reporting: &diagnostics)
        }
        // None of them alone: they do not go together.
        guard diagnostics.all.count == before, let first = hosts.first else { return }
        output.removeAll()
        begin(&subject, hosts)
        render(&subject, into: &output, at: first.id.place, reporting: &diagnostics)
    }
}
