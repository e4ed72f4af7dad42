/// A plan in a file: what `plan --format json` prints.
enum SavedPlan {
    /// - Throws: exit status 1, with the reason said.
    static func write(_ json: String, to path: String) throws {
        do throws(NewFile.Failure) {
            try NewFile.write(Array(json.utf8), to: path, isPrivate: false, replacing: true)
        } catch {
            Terminal.say("vmoodle-gen: error: VM502: the plan was not saved: \(error.reason)\n")
            throw Exit.failed
        }
    }

    /// The digest of a plan that was written.
    ///
    /// - Throws: exit status 1 if the file cannot be read, or holds something else.
    static func digest(in path: String) throws -> String {
        let text = String(decoding: try InputFiles.read(path, as: "the plan"), as: UTF8.self)
        let digest = text.firstRange(of: "\"digest\": \"").map { text[$0.upperBound...].prefix { $0 != "\"" } } ?? ""
        guard text.hasPrefix("{\"schema\": 1, "), text.hasSuffix("}\n"), !digest.isEmpty else {
            throw InputFiles.refuse(path, "the plan", "it is not what `plan --save` writes")
        }
        return String(digest)
    }
}
