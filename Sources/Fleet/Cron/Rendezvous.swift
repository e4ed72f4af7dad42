/// Which of several machines a name is on: the one whose number and the name have the greatest hash (highest random weight,
/// Thaler and Ravishankar), so that a machine more or less moves only the names that come to it or were on it.
public enum Rendezvous {
    /// - Parameter machines: how many there are, at least 1.
    /// - Returns: 1 to `machines`.
    public static func machine(of name: [UInt8], among machines: Int) -> Int {
        precondition(machines > 0)
        var best = (weight: UInt64(0), machine: 1)
        for machine in 1...machines {
            let weight = CronRecord.hash(name + [0] + Array(String(machine).utf8))
            if machine == 1 || weight > best.weight { best = (weight, machine) }
        }
        return best.machine
    }
}
