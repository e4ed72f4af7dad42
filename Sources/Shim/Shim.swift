import CEmbedded

/// Hands out the PHP runtime: `runtime/vmoodle.php`, which config.php requires, and what that requires, byte for byte.
///
/// Knows nothing of registries and tables; what both sides agree on is docs/resolution.md.
public enum Shim {
    public static let entry = "vmoodle.php"
    /// What web servers run for sites that are not enabled.
    public static let refusal = "vmoodle/refuse.php"

    /// Paths below the output directory with their bytes; the entry comes last, since it needs the others.
    public static let files: [(path: String, bytes: [UInt8])] = {
        let files = (0..<embedded_runtime_count).map { index in
            let file = embedded_runtime_file(index)
            return (
                path: String(cString: file.path), bytes: Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
            )
        }
        return files.filter { $0.path != entry } + files.filter { $0.path == entry }
    }()
}
