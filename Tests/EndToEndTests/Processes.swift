import Foundation

/// The processes of this machine, by their variables.
enum Processes {
    /// Those that were started with a variable, and are no zombies.
    static func with(_ variable: String) -> [Int32] {
        let ids = (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap(Int32.init) ?? []
        return ids.filter { id in
            guard let environment = FileManager.default.contents(atPath: "/proc/\(id)/environ") else { return false }
            return [UInt8](environment).firstRange(of: Array(variable.utf8)) != nil
        }
    }

    /// Whether a condition is met within ten seconds.
    static func wait(until isMet: () throws -> Bool) rethrows -> Bool {
        for _ in 0..<500 {
            if try isMet() { return true }
            usleep(20_000)
        }
        return false
    }
}
