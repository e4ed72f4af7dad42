import Foundation

/// Whether a process is there and no zombie.
public func isAlive(_ id: Int32) -> Bool {
    guard let status = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
        let state = status.split(separator: ")").last?.dropFirst().first
    else { return false }
    return state != "Z"
}

/// Whether a process ends within 20 seconds: one that was killed may need a moment to be gone.
public func ends(_ id: Int32) async throws -> Bool {
    for _ in 0..<400 {
        guard isAlive(id) else { return true }
        try await Task.sleep(for: .milliseconds(50))
    }
    return false
}
