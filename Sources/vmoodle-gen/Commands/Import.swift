import ArgumentParser

struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a registry from what there is today.",
        discussion: """
            Nothing that is read is executed. What cannot be carried is reported with file, line and column.
            Exit status: 0 all was carried, 1 failed, 3 something was not carried, 64 usage, 65 nothing could be carried.
            """,
        subcommands: [ImportVMoodle.self, ImportConfig.self])
}
