import Testing

@testable import Fleet

@Suite struct CronTurnsTests {
    private static let minute = 60_000
    /// Some time of some day, in milliseconds since 1970, at a full day.
    private static let midnight = 20_000 * CronTurns.day

    /// Runs whose last starts lie some minutes back, every 15 minutes.
    private func turns(
        _ ages: [Int], limit: Int = 100, servers: [Int] = [], serverLimits: [Int?] = [nil]
    ) -> CronTurns {
        CronTurns(
            ages.enumerated().map { index, age in
                .init(
                    rhythm: .every(15 * Self.minute), server: servers.isEmpty ? 0 : servers[index],
                    since: Self.midnight - age * Self.minute)
            }, tick: Self.minute, limit: limit, serverLimits: serverLimits)
    }

    private func started(_ turns: inout CronTurns, at now: Int = midnight) -> [Int] {
        var started: [Int] = []
        while let member = turns.next(at: now) { started.append(member) }
        return started
    }

    @Test func oldestStartComesFirst() {
        var turns = turns([20, 40, 3, 30])
        turns.begin(at: Self.midnight)
        #expect(started(&turns) == [1, 3, 0])
    }

    @Test func turnIsNotTwoTicksBeforeItsTime() {
        var turns = turns([13, 14, 15])
        turns.begin(at: Self.midnight)
        // In 14 minutes and 59 seconds is its turn before the next tick.
        #expect(started(&turns) == [2])
        #expect(turns.due(1) == Self.midnight + Self.minute)
    }

    /// 30 hosts of 15 minutes: 2 a tick.
    @Test func hostsThatCameTogetherComeApart() {
        var turns = turns([Int](repeating: 0, count: 30))
        var starts: [Int] = []
        var last = [Int](repeating: 0, count: 30)
        for tick in 1...60 {
            let now = Self.midnight + tick * Self.minute
            turns.begin(at: now)
            let members = started(&turns, at: now)
            for member in members {
                #expect(tick - last[member] <= 15)
                last[member] = tick
                turns.finish(member)
            }
            starts.append(members.count)
        }
        #expect(starts.allSatisfy { $0 <= 2 }, "\(starts)")
        #expect(starts.suffix(30).allSatisfy { $0 == 2 }, "\(starts)")
    }

    @Test func fewHostsRunNoOftenerThanTheyAreTo() {
        var turns = turns([0, 0])
        var starts = 0
        for tick in 0..<(60 * 24) {
            let now = Self.midnight + tick * Self.minute
            turns.begin(at: now)
            for member in started(&turns, at: now) {
                starts += 1
                turns.finish(member)
            }
        }
        #expect(starts >= 190 && starts <= 194, "\(starts)")
    }

    @Test func noMoreRunThanPlacesThereAre() {
        var turns = turns([20, 21, 22, 23], limit: 2)
        turns.begin(at: Self.midnight)
        #expect(started(&turns) == [3, 2] && turns.runningCount == 2 && turns.hasReady)
        turns.finish(3)
        #expect(started(&turns) == [1])
    }

    @Test func fullDatabaseServerKeepsNoOtherWaiting() {
        var turns = turns([40, 39, 38, 20], servers: [0, 0, 0, 1], serverLimits: [1, nil])
        turns.begin(at: Self.midnight)
        #expect(started(&turns) == [0, 3])
        turns.finish(0)
        #expect(started(&turns) == [1])
    }

    @Test func runningOneIsNotStartedAgain() {
        var turns = CronTurns(
            [.init(rhythm: .every(Self.minute), server: 0, since: 0)], tick: Self.minute, limit: 9, serverLimits: [nil],
            running: [0])
        turns.begin(at: Self.midnight)
        #expect(started(&turns).isEmpty)
        turns.finish(0)
        #expect(started(&turns).isEmpty)
        turns.begin(at: Self.midnight + Self.minute)
        #expect(started(&turns) == [0])
    }

    @Test func oneThatIsPutBackHasItsTurnAtTheNextTick() {
        var turns = turns([20])
        turns.begin(at: Self.midnight)
        #expect(turns.next(at: Self.midnight) == 0)
        turns.putBack(0, since: Self.midnight - 20 * Self.minute)
        #expect(turns.next(at: Self.midnight) == nil && turns.runningCount == 0)
        turns.begin(at: Self.midnight + Self.minute)
        #expect(turns.next(at: Self.midnight + Self.minute) == 0)
    }

    /// At 02:30 local time, an hour ahead of universal time, and on the day when that becomes two.
    @Test func dailyRunsKeepToLocalTime() {
        let time = 150 * Self.minute
        var turns = CronTurns(
            [.init(rhythm: .daily(time), server: 0, since: Self.midnight)], tick: Self.minute, limit: 9,
            serverLimits: [nil])
        let hour = 60 * Self.minute
        var starts: [Int] = []
        for tick in 0..<(3 * 24 * 60) {
            let now = Self.midnight + tick * Self.minute
            turns.begin(at: now, zone: tick < 24 * 60 ? hour : 2 * hour)
            for member in started(&turns, at: now + 5000) {
                starts.append(tick)
                turns.finish(member)
            }
        }
        #expect(starts == [90, 24 * 60 + 30, 48 * 60 + 30], "\(starts)")
    }

    @Test func dailyRunThatWasMissedIsMadeUpFor() {
        var turns = CronTurns(
            [.init(rhythm: .daily(150 * Self.minute), server: 0, since: Self.midnight)], tick: Self.minute, limit: 9,
            serverLimits: [nil])
        let now = Self.midnight + 700 * Self.minute
        turns.begin(at: now)
        #expect(started(&turns, at: now) == [0])
        #expect(turns.due(0) == Self.midnight + CronTurns.day + 150 * Self.minute)
    }

    /// They are not started in this tick, and their period counts from now.
    @Test func turnGoesBy() {
        var turns = turns([20, 40, 3, 30], servers: [0, 1, 0, 1], serverLimits: [nil, nil])
        turns.begin(at: Self.midnight)
        #expect(turns.ready(on: 1).sorted() == [1, 3])
        #expect(turns.pass([0, 1, 2], at: Self.midnight).sorted() == [0, 1])
        #expect(started(&turns) == [3])
        #expect(turns.due(1) == Self.midnight + 15 * Self.minute && turns.due(2) == Self.midnight + 12 * Self.minute)
        turns.begin(at: Self.midnight + Self.minute)
        #expect(started(&turns, at: Self.midnight + Self.minute) == [])
    }

    @Test func serverIsHeldWithoutItsNeighbours() {
        var turns = turns([20, 40, 30], servers: [0, 1, 0], serverLimits: [nil, nil])
        turns.begin(at: Self.midnight)
        #expect(turns.next(at: Self.midnight, except: [0]) == 1)
        #expect(turns.next(at: Self.midnight, except: [0]) == nil && turns.hasReady)
        #expect(started(&turns) == [2, 0])
    }
}
