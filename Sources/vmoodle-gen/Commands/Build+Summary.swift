import Publishing

extension Build {
    /// What people read of a build that did something, or would.
    func summary(of proposal: Proposal, milliseconds: Int) -> String {
        let plan = proposal.plan
        let listed = plan.written.prefix(40).map { "  \($0)\n" }.joined()
        let rest = plan.written.count > 40 ? "  … and \((plan.written.count - 40).grouped) more\n" : ""
        let total = plan.tree.count + 1
        let verb = check ? "would be written" : "written"
        let isStaged = !activate && plan.previous != plan.release
        let reload =
            plan.previous == nil || proposal.reloads.isEmpty
            ? [] : ["reload: \(proposal.reloads.joined(separator: ", "))"]
        let parts =
            ["\(plan.written.count.grouped) of \(total.grouped) files \(verb)"] + hosts(of: proposal) + reload + [
                "release \(plan.release.prefix(8))…\(isStaged ? " to activate" : "")", Self.seconds(milliseconds),
            ]
        return listed + rest + parts.joined(separator: ", ") + "\n"
    }

    private func hosts(of proposal: Proposal) -> [String] {
        guard let changes = proposal.changes else {
            let count = proposal.hosts
            return ["\(count.grouped) host\(count == 1 ? "" : "s")"]
        }
        let counts = [
            (changes.added.count, "added"), (changes.changed.count, "changed"), (changes.removed.count, "removed"),
        ]
        let said = counts.filter { $0.0 > 0 }
        guard !said.isEmpty else { return ["no host changed"] }
        return said.map { count, what in "\(count.grouped) host\(count == 1 ? "" : "s") \(what)" }
    }

    /// `0.21 s`.
    static func seconds(_ milliseconds: Int) -> String {
        let hundredths = (milliseconds + 5) / 10
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) s"
    }
}
