import CLinux
import Glibc

/// Signals that end this process, kept from it while it looks after another one, and read from a descriptor instead; as they were before
/// with the last reference.
public final class BlockedSignals {
    /// Readable when one of them, or SIGCHLD, has come.
    public let descriptor: Int32
    /// What was blocked before.
    var former = sigset_t()

    public init() throws(ChildProcess.Failure) {
        var wanted = sigset_t()
        sigemptyset(&wanted)
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGCHLD] { sigaddset(&wanted, signal) }
        pthread_sigmask(SIG_BLOCK, &wanted, &former)
        descriptor = linux_signal_descriptor(&wanted)
        if descriptor < 0 {
            let code = errno
            pthread_sigmask(SIG_SETMASK, &former, nil)
            throw .system("no descriptor for signals", code)
        }
    }

    deinit {
        close(descriptor)
        pthread_sigmask(SIG_SETMASK, &former, nil)
    }

    /// The signal that ends this process, if one has come.
    public func taken() -> Int32? {
        while true {
            let signal = linux_read_signal(descriptor)
            guard signal > 0 else { return nil }
            if signal != SIGCHLD { return signal }
        }
    }
}
