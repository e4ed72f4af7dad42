import ArgumentParser
import Diagnostics
import Digests
import Publishing

struct Build: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compile the registry and publish it as a new release.",
        discussion: """
            Either the whole new release is published or the previous one stays as it is. Without a change nothing is read \
            or written, with one only what changed is made; --verify makes and compares all.
            A change of many hosts or of where a host's data is has to be confirmed: docs/publishing.md.
            Programs in 'hooks.d' beside the registry are run before and behind the switch.
            Exit status: 0 published or nothing to do, 1 failed, 2 published (or, with --check, would differ) where such was \
            asked for, 4 refused without a confirmation, 64 usage, 65 registry invalid, 75 another build is at work.
            """)

    @OptionGroup var options: CompilationOptions

    @Flag(help: "Write nothing; exit with 2 if the output would change.")
    var check = false

    @Flag(help: "Go on, and build again whenever the registry, what it includes, templates or hooks change.")
    var watch = false

    @Flag(
        help:
            "Make all files anew and compare each with the one on the disk, whatever the last build noted of what it made."
    )
    var verify = false

    @Flag(help: "Publish whatever changes.")
    var force = false

    @Option(help: ArgumentHelp("Publish only what `plan` showed with this digest.", valueName: "digest"))
    var planDigest: String?

    @Option(help: ArgumentHelp("Publish only what `plan --save` wrote into this file.", valueName: "file"))
    var plan: String?

    @Flag(inversion: .prefixedNo, help: "Make the new release the current one; otherwise `activate` does later.")
    var activate = true

    @OptionGroup var hooks: HooksOption

    @Flag(help: "Exit with 2 instead of 0 if something was published.")
    var detailedExitcode = false

    @Option(help: "text, json or salt.")
    var format = BuildFormat.text

    @Flag(name: .shortAndLong, help: "Say nothing but errors and warnings.")
    var quiet = false

    func validate() throws {
        guard plan == nil || planDigest == nil else {
            throw ValidationError("--plan and --plan-digest both say what to publish")
        }
        guard watch else { return }
        guard options.input.input.path != "-" else { throw ValidationError("--watch needs a file, not standard input") }
        guard plan == nil, planDigest == nil else {
            throw ValidationError("a plan is for one build; --watch builds many")
        }
    }

    func run() throws {
        guard watch else { return try once() }
        let input = options.input.input
        let templates =
            try SiteTemplates(options.templates.templates, beside: input).folder ?? input.beside("templates")
        let folders = [templates, hooks.named ?? input.beside("hooks.d")]
        let inputs = WatchedInputs(registry: input.path, folders: folders.compactMap { $0 })
        try Watch(inputs: inputs, isQuiet: quiet, build: once).run()
    }

    private func once() throws { try ProgressBar.during(!quiet) { try build() } }

    private func build() throws {
        let start = ProgressBar.milliseconds()
        do {
            // Before the registry is read: of two builds at once that which has read an older one must not be the last to publish.
            let known =
                try check ? OutputDirectory(reading: options.output.out) : OutputDirectory(existing: options.output.out)
            let arguments = NothingToDo.arguments(options)
            // What is watched is learnt from what is read.
            if let arguments, let known, !verify, !watch, let nothing = try nothingToDo(arguments, in: known) {
                return Terminal.print(nothing)
            }
            ReadInputs.begin()
            let proposal = try Proposal(options, isWhole: verify, over: known) { path throws(PublishingError) in
                try check ? OutputDirectory(reading: path) : OutputDirectory(path)
            }
            let isDone = proposal.plan.isEmpty || !activate && proposal.plan.written.isEmpty
            if !isDone, !check {
                try confirm(proposal)
                try publish(proposal)
            } else if !check {
                try proposal.plan.tidy()
                if activate, let output = proposal.plan.output { try hookRun()?.finish(in: output) }
            }
            if !check, proposal.plan.previous == proposal.plan.release || activate { proposal.remember(arguments) }
            // A process that ends gives its memory back as a whole, which no object of a hundred thousand hosts has to wait for.
            if !watch { _ = Unmanaged.passRetained(Held(proposal)) }
            Terminal.print(said(of: proposal, isDone: isDone, ProgressBar.milliseconds() - start))
            if !isDone, check || detailedExitcode { throw Exit.differs }
        } catch let error as PublishingError {
            throw Exit.of(error)
        }
    }

    /// What is said if nothing that was read or written has changed since the last build.
    private func nothingToDo(_ arguments: Digest, in output: OutputDirectory) throws -> String? {
        guard let nothing = NothingToDo(arguments, in: output) else { return nil }
        if activate, !check { try hookRun()?.finish(in: output) }
        switch format {
        case .json: return nothing.json
        case .salt: return Self.salt("nothing to do", hasChanged: false)
        case .text: return quiet ? "" : nothing.text(options.output.out)
        }
    }

    private func hookRun() throws -> HookRun? {
        try hooks.run(beside: options.input.input, out: options.output.out, isQuiet: quiet)
    }

    private func publish(_ proposal: Proposal) throws {
        let plan = proposal.plan
        guard activate, let output = plan.output, let hooks = try hookRun() else {
            return try plan.publish(activating: activate)
        }
        try plan.publish(activating: false)
        try hooks.activate(proposal.change, in: output)
    }

    private func confirm(_ proposal: Proposal) throws {
        if let digest = try planDigest ?? plan.map(SavedPlan.digest) {
            guard digest == proposal.plan.digest else {
                Terminal.say(
                    "vmoodle-gen: error: VM505: the plan is another one by now (digest \(proposal.plan.digest)); look at `vmoodle-gen plan` again\n"
                )
                throw Exit.refused
            }
            return
        }
        let reasons = proposal.reasons
        guard !force, !reasons.isEmpty else { return }
        for reason in reasons { Terminal.say("vmoodle-gen: error: VM505: \(reason)\n") }
        Terminal.say(
            "nothing was published; look at `vmoodle-gen plan`, then build with --plan-digest \(proposal.plan.digest), or with --force\n"
        )
        throw Exit.refused
    }

    private func said(of proposal: Proposal, isDone: Bool, _ milliseconds: Int) -> String {
        switch format {
        case .json: proposal.json
        case .salt: salt(proposal, isDone)
        case .text: quiet ? "" : text(proposal, isDone, milliseconds)
        }
    }

    /// What Salt's `cmd.run` with `stateful: True` reads.
    private func salt(_ proposal: Proposal, _ isDone: Bool) -> String {
        Self.salt(
            isDone
                ? "nothing to do"
                : "\(counted(proposal.plan.written.count, "file")) written, release \(proposal.plan.release)",
            hasChanged: !isDone)
    }

    private static func salt(_ comment: String, hasChanged: Bool) -> String {
        "changed=\(hasChanged ? "yes" : "no") comment=\"\(comment)\"\n"
    }

    private func text(_ proposal: Proposal, _ isDone: Bool, _ milliseconds: Int) -> String {
        let (plan, out) = (proposal.plan, options.output.out)
        guard isDone else { return summary(of: proposal, milliseconds: milliseconds) }
        let state =
            activate || plan.previous == plan.release ? "is current in \(out)" : "is there to activate in \(out)"
        return "nothing to do: \(counted(proposal.hosts, "host")), release \(plan.release) \(state)\n"
    }
}

enum BuildFormat: String, ExpressibleByArgument, CaseIterable { case text, json, salt }

/// What is not let go.
private final class Held {
    private let proposal: Proposal

    init(_ proposal: Proposal) { self.proposal = proposal }
}
