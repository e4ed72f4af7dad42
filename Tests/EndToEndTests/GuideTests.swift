import Foundation
import TestSupport
import Testing

/// docs/adding-a-target.md: its blocks apply to the sources as they are, and are written as the sources are. `make guide` builds what
/// they say and runs it.
@Suite struct GuideTests {
    @Test func blocksApplyAndAreWellFormed() throws {
        let directory = try TemporaryDirectory()
        let guide = Repository.root.appending(path: "Tests/guide").path
        let outcome = try run(guide, ["apply", directory.path])
        try #require(outcome.status == 0, "\(outcome.errors)")
        let files = outcome.text.split(separator: "\n").map(String.init)
        let swift = files.filter { $0.hasSuffix(".swift") }
        #expect(swift.count > 2 && files.count > swift.count)
        let configuration = Repository.root.appending(path: ".swift-format").path
        let format = try run(
            "/usr/bin/env", ["swift", "format", "lint", "--strict", "--configuration", configuration] + swift,
            in: directory.url)
        #expect(format.status == 0, "\(format.errors)")
    }
}
