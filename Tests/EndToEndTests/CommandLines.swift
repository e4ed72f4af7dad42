import Foundation
import Synchronization

/// Reads the arguments of all processes again and again until it is told to stop, as `ps` by anybody would.
final class CommandLines: Sendable {
    private let state = Mutex((isStopped: false, looks: 0, found: [String]()))
    private let text: [UInt8]

    /// - Parameter text: what is looked for.
    init(holding text: String) {
        self.text = Array(text.utf8)
        let thread = Thread { [self] in
            while !state.withLock({ $0.isStopped }) { look() }
        }
        thread.start()
    }

    private func look() {
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        for process in processes where process.first?.isNumber ?? false {
            guard let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") else { continue }
            guard [UInt8](line).firstRange(of: text) != nil else { continue }
            state.withLock { $0.found.append(String(decoding: line, as: UTF8.self)) }
        }
        state.withLock { $0.looks += 1 }
        usleep(3000)
    }

    /// How often it looked, and the command lines that held the text.
    func stop() -> (looks: Int, found: [String]) {
        state.withLock {
            $0.isStopped = true
            return ($0.looks, $0.found)
        }
    }
}
