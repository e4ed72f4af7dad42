import Foundation
import Synchronization
import Testing

@testable import Fleet

/// What signals ask for.
@Suite struct InterruptsTests {
    @Test func theSecondEndsWhatTheFirstLetGoOn() {
        let interrupts = Interrupts()
        let wishes = Mutex<[Interrupts.Wish]>([])
        interrupts.onChange { wish in wishes.withLock { $0.append(wish) } }
        #expect(interrupts.wish == .none && interrupts.exitStatus == nil)
        interrupts.hear(SIGINT)
        #expect(interrupts.wish == .stop && interrupts.exitStatus == 130)
        interrupts.hear(SIGINT)
        interrupts.hear(SIGTERM)
        #expect(interrupts.wish == .end && interrupts.exitStatus == 143)
        #expect(wishes.withLock { $0 } == [.stop, .end])
    }

    @Test func theWordToEndIsNoWishToStop() {
        let interrupts = Interrupts()
        interrupts.hear(SIGTERM)
        #expect(interrupts.wish == .end)
    }
}
