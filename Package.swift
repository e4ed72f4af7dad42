// swift-tools-version: 6.2
import PackageDescription

// Swift 6 language mode comes with the tools version; a warning is an error.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
    name: "vmoodle-gen",
    products: [.executable(name: "vmoodle-gen", targets: ["vmoodle-gen"])],
    dependencies: [
        // The command line: parsing, help, exit status 64, shell completion. Its 1 ms of start-up is paid once a run.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
    ],
    targets: [
        // The system's libyaml, the one dependency of the core: YAML's grammar is not ours to write again. What registries mostly are
        // is read by lines, at a tenth of the cost, and held against libyaml by tests and fuzzing.
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        // libidn2 for international host names: UTS 46's tables change each year, and Debian keeps them.
        .systemLibrary(
            name: "CIDN2", pkgConfig: "libidn2", providers: [.apt(["libidn2-dev", "libunistring-dev"])]),
        // templates/, the PHP runtime and the registries of `init`, byte for byte inside the binary (C23 #embed: no generator, no second copy).
        .target(name: "CEmbedded", exclude: ["init"], cSettings: [.unsafeFlags(["-Wno-c23-extensions"])]),

        // What is wrong, and where.
        .target(name: "Diagnostics", swiftSettings: strict),
        // Work on several processors at once.
        .target(name: "Threads", swiftSettings: strict),
        // The processor's own SHA-256, which Swift has no names for.
        .target(name: "CSHA256"),
        // What stands for bytes: by which files are named, and by which it is told what changed.
        .target(name: "Digests", dependencies: ["CSHA256"], swiftSettings: strict),
        // Keys → perfect-hash table, and its reader.
        .target(name: "HostTable", swiftSettings: strict),
        // Platforms, database servers, groups and hosts as checked values; the rules across hosts.
        .target(
            name: "Registry", dependencies: ["CIDN2", "Diagnostics", "Digests", "HostTable", "Threads"],
            swiftSettings: strict),
        // registry.yaml → Registry.
        .target(
            name: "RegistryYAML", dependencies: ["CLibYAML", "Diagnostics", "Digests", "Registry", "Threads"],
            swiftSettings: strict),
        // .tmpl → checked template → bytes, quoted for the language at each place.
        .target(name: "Template", dependencies: ["Diagnostics"], swiftSettings: strict),
        // The PHP that config.php requires.
        .target(name: "Shim", dependencies: ["CEmbedded"], exclude: ["runtime"], swiftSettings: strict),
        // How far a long piece of work is.
        .target(name: "Progress", swiftSettings: strict),
        // What Swift's Glibc does not show: a system call; programs that become other users; the process that ends them if we end.
        .target(name: "CLinux"),
        // Programs that are run to their end, in process groups of their own.
        .target(name: "ChildProcess", dependencies: ["CLinux"], swiftSettings: strict),
        // The files of one release, still in memory.
        .target(name: "OutputTree", dependencies: ["Digests", "Threads"], swiftSettings: strict),
        // One folder for each program that reads the output.
        .target(
            name: "Targets",
            dependencies: [
                "CEmbedded", "Diagnostics", "Digests", "HostTable", "OutputTree", "Progress", "Registry", "Shim",
                "Template",
                "Threads",
            ],
            swiftSettings: strict),
        // OutputTree → plan → disk.
        .target(
            name: "Publishing",
            dependencies: ["ChildProcess", "CLinux", "Digests", "OutputTree", "Progress", "Threads"],
            swiftSettings: strict),
        // A tree of texts, lists and maps → YAML that every reader takes for the same.
        .target(name: "RegistryText", dependencies: ["Diagnostics"], swiftSettings: strict),
        // What people have today (nodelists, dumps, tables, config.php) → a registry's text, and back to a nodelist.
        .target(
            name: "Importing", dependencies: ["Diagnostics", "HostTable", "Registry", "RegistryText"],
            swiftSettings: strict),
        // Programs for many hosts at once. Not by swift-subprocess: Sources/Fleet/Fleet.swift says why.
        .target(name: "Fleet", dependencies: ["CLinux"], swiftSettings: strict),
        // The commands.
        .executableTarget(
            name: "vmoodle-gen",
            dependencies: [
                "CEmbedded", "ChildProcess", "Diagnostics", "Digests", "Fleet", "HostTable", "Importing", "OutputTree",
                "Publishing", "Registry", "RegistryText", "RegistryYAML", "Shim", "Targets", "Template", "Threads",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        // Where the repository is, directories of a test's own, and running programs.
        .target(
            name: "TestSupport", dependencies: ["Diagnostics", "Template"], path: "Tests/Support", swiftSettings: strict
        ),
        // What holds for any input of one kind, asked by tests of the corpora and by libFuzzer of whatever it makes up.
        .target(
            name: "RegistryInputs", dependencies: ["Diagnostics", "HostTable", "Registry", "RegistryYAML"],
            path: "Tests/Fuzz/Registry", exclude: ["corpus"], swiftSettings: strict),
        .target(
            name: "KeyInputs", dependencies: ["HostTable"], path: "Tests/Fuzz/Keys", exclude: ["corpus"],
            swiftSettings: strict),
        .target(
            name: "URLInputs", dependencies: ["HostTable", "KeyInputs", "Registry"], path: "Tests/Fuzz/URLs",
            exclude: ["corpus"], swiftSettings: strict),
        .target(
            name: "TableInputs", dependencies: ["HostTable"], path: "Tests/Fuzz/Table", exclude: ["corpus"],
            swiftSettings: strict),
        .testTarget(
            name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "DigestsTests", dependencies: ["Digests", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "HostTableTests", dependencies: ["HostTable", "KeyInputs", "TableInputs", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "RegistryTests", dependencies: ["HostTable", "Registry", "TestSupport", "URLInputs"],
            swiftSettings: strict),
        .testTarget(
            name: "RegistryYAMLTests",
            dependencies: [
                "CLibYAML", "Diagnostics", "Registry", "RegistryInputs", "RegistryYAML", "TestSupport",
            ],
            exclude: ["libyaml-0.2.5.txt"], swiftSettings: strict),
        .testTarget(
            name: "TemplateTests", dependencies: ["Diagnostics", "Template", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "OutputTreeTests", dependencies: ["OutputTree", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "TargetsTests",
            dependencies: [
                "CEmbedded", "Diagnostics", "Digests", "HostTable", "OutputTree", "Publishing", "Registry",
                "RegistryYAML", "Shim", "Targets", "Template", "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(name: "ChildProcessTests", dependencies: ["ChildProcess", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "PublishingTests", dependencies: ["Digests", "OutputTree", "Publishing", "TestSupport"],
            swiftSettings: strict),
        .testTarget(name: "FleetTests", dependencies: ["Fleet", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "RegistryTextTests", dependencies: ["CLibYAML", "RegistryText", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "ImportingTests",
            dependencies: ["Diagnostics", "Importing", "Registry", "RegistryText", "RegistryYAML", "TestSupport"],
            swiftSettings: strict),
        // Real servers on loopback, the built tool, and Tests/Accepted.
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["Diagnostics", "Progress", "Registry", "Template", "TestSupport", "vmoodle-gen"],
            swiftSettings: strict),
    ]
)

// `make bench` alone builds this: it looks into modules, which costs them a little of their optimisation.
if Context.environment["VMOODLE_BENCH"] != nil {
    package.targets.append(
        .executableTarget(
            name: "render",
            dependencies: ["Diagnostics", "HostTable", "Registry", "RegistryYAML", "Targets", "Template"],
            path: "Benchmarks/Render", swiftSettings: strict))
}

// `make fuzz` alone builds this: libFuzzer's flags are unsafe ones, and its executable has no use elsewhere. One for each kind of input,
// with counters in what that is about only, since libFuzzer looks at all that there are after each.
if let inputs = Context.environment["VMOODLE_FUZZ"] {
    let counted = [
        "registry": ("RegistryInputs", ["Diagnostics", "HostTable", "Registry", "RegistryYAML"]),
        "keys": ("KeyInputs", ["HostTable"]), "urls": ("URLInputs", ["HostTable", "Registry"]),
        "table": ("TableInputs", ["HostTable"]),
    ]
    guard let (checks, modules) = counted[inputs] else { fatalError("VMOODLE_FUZZ is one of \(counted.keys.sorted())") }
    // Memory is handled by hand in the reading of registries only.
    let sanitizers = "-sanitize=fuzzer" + (inputs == "registry" ? ",address" : "")
    // To watch each comparison costs more than small inputs do, and finds nothing that their corpora lack.
    let coverage = ["keys", "table"].contains(inputs) ? ["-sanitize-coverage=edge,inline-8bit-counters,pc-table"] : []
    for target in package.targets where modules.contains(target.name) {
        target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags([sanitizers] + coverage)]
    }
    package.targets.append(
        .executableTarget(
            name: "Fuzz", dependencies: [.init(stringLiteral: checks)], path: "Tests/Fuzz/Driver",
            swiftSettings: [.define(inputs.uppercased()), .unsafeFlags(["-parse-as-library"])],
            linkerSettings: [.unsafeFlags([sanitizers])]))
}
