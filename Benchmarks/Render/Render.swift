// Renders all hosts of a registry by the built-in templates and by hand, and prints seconds: render REGISTRY [ROUNDS].
// `render REGISTRY --views FOLDER` writes what servers and crontabs are made of, for other programs to do the same, and
// `render REGISTRY ROUNDS --servers` prints what that takes here.
//
// Both write the same bytes, or it fails. `byTemplates` and `byHand` are what valgrind counts the instructions of.
import Diagnostics
import Glibc
import Registry
import RegistryYAML
import Template

@testable import Targets

@main
struct RenderBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let path = arguments.first else { throw Failure("render REGISTRY [ROUNDS | --views FOLDER]") }
        if arguments.count == 3, arguments.dropFirst().first == "--views", let folder = arguments.last {
            return try Views.write(SourceFile(name: path, bytes: read(path)), to: folder)
        }
        var fleet = try Fleet(SourceFile(name: path, bytes: read(path)))
        if arguments.count == 3, arguments.last == "--servers" {
            let rounds = arguments.dropFirst().first.flatMap { Int($0) } ?? 9
            let times = (0..<rounds).map { _ in "\(seconds { serversByTemplates(&fleet) })" }
            return print("{\"times\": [\(times.joined(separator: ", "))]}")
        }
        var hand = HandWritten(fleet.registry, refusal: fleet.refusal)
        try fleet.compare(&hand)
        var times: (templates: [Double], hand: [Double]) = ([], [])
        for _ in 0..<(arguments.dropFirst().first.flatMap { Int($0) } ?? 9) {
            times.templates.append(seconds { byTemplates(&fleet) })
            times.hand.append(seconds { byHand(fleet, &hand) })
        }
        let (byTemplate, written) = (times.templates.sorted(), times.hand.sorted())
        print(
            "{\"hosts\": \(fleet.registry.hosts.count), \"bytes\": \(fleet.size), \"templates\": \(byTemplate[byTemplate.count / 2]), \"hand\": \(written[written.count / 2])}"
        )
    }

    private static func seconds(_ work: () -> Void) -> Double {
        let clock = ContinuousClock()
        let time = clock.measure(work)
        return Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
    }

    private static func read(_ path: String) throws -> [UInt8] {
        guard let file = fopen(path, "rb") else { throw Failure("cannot read \(path)") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&piece, 1, piece.count, file), count > 0 { bytes += piece[..<count] }
        return bytes
    }
}

struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

@inline(never)
func byTemplates(_ fleet: inout Fleet) {
    for host in fleet.registry.hosts { fleet.fragment(host) }
    serversByTemplates(&fleet)
}

func serversByTemplates(_ fleet: inout Fleet) {
    for server in fleet.nginxServers { fleet.nginx(server) }
    for server in fleet.apacheServers { fleet.apache(server) }
    fleet.crontab()
}

@inline(never)
func byHand(_ fleet: borrowing Fleet, _ hand: inout HandWritten) {
    hand.syntax = NginxSyntax()
    for server in fleet.nginxServers {
        hand.out.removeAll()
        hand.nginx(server)
    }
    hand.syntax = ApacheSyntax()
    for server in fleet.apacheServers {
        hand.out.removeAll()
        hand.apache(server)
    }
    hand.syntax = PHPSyntax()
    for host in fleet.registry.hosts {
        hand.out.removeAll()
        hand.fragment(host)
    }
    hand.syntax = CrontabSyntax()
    hand.out.removeAll()
    hand.crontab(fleet.cronHosts)
}
