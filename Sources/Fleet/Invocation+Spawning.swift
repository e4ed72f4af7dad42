import CLinux
import Glibc

/// A program that runs.
struct Child: Sendable {
    /// Its own id, and that of its group.
    let id: pid_t
    /// Readable when it has ended.
    let descriptor: Int32
}

struct SpawnFailure: Error { let reason: String }

extension Invocation {
    /// Starts the program; it reads nothing.
    ///
    /// - Parameter output: what it writes and complains to.
    func spawn(writingTo output: Int32) throws(SpawnFailure) -> Child {
        let warden = try Warden.descriptor.get()
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        guard nothing >= 0 else { throw SpawnFailure(reason: "/dev/null: \(String(cString: strerror(errno)))") }
        defer { close(nothing) }
        let arguments = CStrings([program] + arguments)
        let environment = CStrings(environment.lines)
        let folder = CStrings(directory.map { [$0] } ?? [])
        let groups = account?.groups ?? []
        var (descriptor, step, error) = (Int32(-1), linux_step(0), Int32(0))
        let id = groups.withUnsafeBufferPointer { groups in
            var wanted = linux_program(
                path: arguments.pointers[0], arguments: arguments.pointers.baseAddress,
                environment: environment.pointers.baseAddress, directory: folder.pointers[0], input: nothing,
                output: output < 0 ? nothing : output, errors: output < 0 ? nothing : output, warden: warden,
                group_count: groups.count, groups: groups.baseAddress, user: account?.user ?? 0)
            return linux_spawn(&wanted, &descriptor, &step, &error)
        }
        guard id > 0 else { throw SpawnFailure(reason: reason(step, error)) }
        return Child(id: id, descriptor: descriptor)
    }

    private func reason(_ step: linux_step, _ error: Int32) -> String {
        let text = { (bytes: [UInt8]) in String(decoding: bytes, as: UTF8.self) }
        let what =
            switch step {
            case linux_step_guard: "its group cannot be watched"
            case linux_step_descriptors: "its descriptors cannot be set"
            case linux_step_user: "it cannot run as '\(account?.name ?? "")'"
            case linux_step_directory: "'\(text(directory ?? []))' cannot be entered"
            case linux_step_execute: "'\(text(program))' cannot be run"
            default: "no process can be made"
            }
        return "\(what): \(String(cString: strerror(error)))"
    }
}

/// A list of texts as system calls take it; at least its end.
private final class CStrings {
    let pointers: UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>

    /// A text ends before a NUL, which no argument can hold.
    init(_ texts: [[UInt8]]) {
        pointers = .allocate(capacity: texts.count + 1)
        pointers.initialize(repeating: nil)
        for (index, text) in texts.enumerated() {
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: text.count + 1)
            for (place, byte) in text.enumerated() { copy[place] = CChar(bitPattern: byte) }
            copy[text.count] = 0
            pointers[index] = copy
        }
    }

    deinit {
        for pointer in pointers { pointer?.deallocate() }
        pointers.deallocate()
    }
}

/// The process that ends our children if something ends us.
enum Warden {
    /// Milliseconds between SIGTERM and SIGKILL.
    private static let patience: Int32 = 5000

    /// Starts it for the first child.
    static let descriptor: Result<Int32, SpawnFailure> = {
        let descriptor = linux_warden_start(patience)
        return descriptor >= 0
            ? .success(descriptor)
            : .failure(SpawnFailure(reason: "no watching process can be made: \(String(cString: strerror(errno)))"))
    }()

    static func dismiss(_ child: Child) {
        if case .success(let descriptor) = descriptor { linux_warden_dismiss(descriptor, child.id) }
    }
}
