import Registry
import Template

/// What the template of a platform's config.php says.
struct PlatformConfig: Subject {
    enum Name { case platform, shim, dirroot, setup }

    static let vocabulary: Vocabulary<Name> = [
        "platform": .text(.platform), "shim": .text(.shim), "dirroot": .text(.dirroot), "setup": .text(.setup),
    ]

    let platform: Platform
    /// Where the output will be on the serving machine.
    let outputDirectory: AbsolutePath

    func write(_ name: Name, to output: inout ByteBuffer) {
        switch name {
        case .platform: output.append(platform.id)
        case .shim:
            output.append(outputDirectory.bytes)
            output.append("/vmoodle.php")
        case .dirroot: output.append(platform.documentRoot)
        case .setup:
            output.append(platform.root.value.bytes)
            output.append("/lib/setup.php")
        }
    }
}
