import HostTable
import Registry

@testable import Targets
@testable import Template

extension HandWritten {
    // MARK: Cron

    mutating func crontab(_ hosts: [Host]) {
        out.append(
            """
            # vmoodle-gen: generated, do not edit; the next build replaces it
            SHELL=/bin/sh
            PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

            """)
        for host in hosts { cronLine(host) }
    }

    private mutating func cronLine(_ host: Host) {
        let platform = registry.platforms[host.platform]
        let schedule = Schedule(period: host.cron.period?.minutes ?? 15, slot: CRC32.of(host.slice(.id)))
        schedule.writeMinute(to: &out)
        out.append(" ")
        schedule.writeHour(to: &out)
        out.append(" * * * ")
        out.append(platform.user.value.bytes)
        out.append(" flock -n -E 0 ")
        let lock = out.count
        out.append("/run/lock/vmoodle-")
        host.withBytes(of: .id) { out.append($0) }
        finish(.token, from: lock)
        out.append(" timeout -k 60 ")
        out.append(host.cron.timeout.seconds)
        out.append(" nice -n ")
        out.append(host.cron.niceness)
        out.append(" ")
        token(platform.php.bytes)
        out.append(" -d max_input_vars=5000 ")
        let start = out.count
        out.append(platform.root.value.bytes)
        out.append("/admin/cli/cron.php")
        finish(.token, from: start)
        if let seconds = host.cron.keepAlive {
            out.append(" --keep-alive=")
            out.append(seconds)
        }
        out.append(" --host=")
        let url = out.count
        host.withBytes(of: .url) { out.append($0) }
        finish(.token, from: url)
        out.append(" 2>&1 | logger -t moodle-cron\\[")
        let id = out.count
        host.withBytes(of: .id) { out.append($0) }
        finish(.token, from: id)
        out.append("\\]\n")
    }

    // MARK: PHP

    /// The sum is of other bytes that say the same; they are written first, and behind them the fragment.
    mutating func fragment(_ host: Host) {
        var spots: [SettingSpot] = []
        spots.reserveCapacity(16)
        host.appendSettings(to: &spots)
        var code = LiteralWriter(syntax)
        let start = out.count
        let sum = sum(of: host, spots)
        out.truncate(to: start)
        out.append(
            """
            <?php // vmoodle-gen: generated, do not edit; the next build replaces it
            return (static function () {
            $fragment = ['vmoodle-gen fragment 2', 
            """)
        string(.id, of: host, &code)
        out.append(", [\n    'wwwroot' => ")
        string(.url, of: host, &code)
        out.append(",\n    'dataroot' => ")
        string(.dataRoot, of: host, &code)
        out.append(",\n    'dbtype' => ")
        code.write(servers[host.databaseServer].kind, to: &out)
        out.append(",\n    'dblibrary' => 'native',\n    'dbhost' => ")
        code.write(servers[host.databaseServer].host, to: &out)
        out.append(",\n    'dbname' => ")
        string(.databaseName, of: host, &code)
        out.append(",\n    'dbuser' => ")
        string(.databaseUser, of: host, &code)
        out.append(",\n    'prefix' => ")
        string(.tablePrefix, of: host, &code)
        out.append(",\n    'dboptions' => ")
        options(of: host, &code)
        if host.sslProxy { out.append(",\n    'sslproxy' => true") }
        if let seconds = host.cronFrequency {
            out.append(",\n    'expectedcronfrequency' => ")
            out.append(seconds)
        }
        for spot in spots {
            out.append(",\n    ")
            code.write(host.name(of: spot), to: &out)
            out.append(" => ")
            value(of: spot, host, &code)
        }
        out.append(",\n    'vmoodleroot' => ")
        string(.url, of: host, &code)
        out.append(",\n    'vmoodlename' => ")
        host.withKey { code.write($0, to: &out) }
        out.append(",\n    'vhost' => ")
        host.withKey { code.write(Self.firstLabel($0), to: &out) }
        out.append(",\n], [\n    'dbpass' => ")
        string(.passwordFile, of: host, &code)
        out.append(
            """
            ,
            ]];
            // OPcache works the sum out when it compiles the file.
            return $fragment + [4 => crc32(serialize($fragment)), 5 => 
            """)
        out.append(Int(sum))
        out.append("];\n})();\n")
    }

    private mutating func sum(of host: Host, _ spots: [SettingSpot]) -> UInt32 {
        let start = out.count
        var text = PHPSerialization()
        out.append("a:4:{i:0;s:22:\"vmoodle-gen fragment 2\";i:1;")
        string(.id, of: host, &text)
        out.append("i:2;a:")
        out.append(12 + (host.sslProxy ? 1 : 0) + (host.cronFrequency == nil ? 0 : 1) + spots.count)
        out.append(":{s:7:\"wwwroot\";")
        string(.url, of: host, &text)
        out.append("s:8:\"dataroot\";")
        string(.dataRoot, of: host, &text)
        out.append("s:6:\"dbtype\";")
        text.write(servers[host.databaseServer].kind, to: &out)
        out.append("s:9:\"dblibrary\";s:6:\"native\";s:6:\"dbhost\";")
        text.write(servers[host.databaseServer].host, to: &out)
        out.append("s:6:\"dbname\";")
        string(.databaseName, of: host, &text)
        out.append("s:6:\"dbuser\";")
        string(.databaseUser, of: host, &text)
        out.append("s:6:\"prefix\";")
        string(.tablePrefix, of: host, &text)
        out.append("s:9:\"dboptions\";")
        options(of: host, &text)
        if host.sslProxy { out.append("s:8:\"sslproxy\";b:1;") }
        if let seconds = host.cronFrequency {
            out.append("s:21:\"expectedcronfrequency\";i:")
            out.append(seconds)
            out.append(";")
        }
        for spot in spots {
            text.write(host.name(of: spot), to: &out)
            value(of: spot, host, &text)
        }
        out.append("s:11:\"vmoodleroot\";")
        string(.url, of: host, &text)
        out.append("s:11:\"vmoodlename\";")
        host.withKey { text.write($0, to: &out) }
        out.append("s:5:\"vhost\";")
        host.withKey { text.write(Self.firstLabel($0), to: &out) }
        out.append("}i:3;a:1:{s:6:\"dbpass\";")
        string(.passwordFile, of: host, &text)
        out.append("}}")
        return out.withBytes(from: start) { CRC32.of($0) }
    }

    private static func firstLabel(_ name: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: name.prefix { $0 != UInt8(ascii: ".") })
    }

    private mutating func string(_ part: HostTexts.Part, of host: Host, _ sink: inout some FragmentSink) {
        host.withBytes(of: part) { sink.write($0, to: &out) }
    }

    private mutating func options(of host: Host, _ sink: inout some FragmentSink) {
        let options = servers[host.databaseServer].options
        sink.write(
            mapOf: options.count, to: &out, key: { options[$0].name },
            value: { Self.value(options[$0].value, &$1, &$2) })
    }

    private mutating func value(of spot: SettingSpot, _ host: Host, _ sink: inout some FragmentSink) {
        switch host.value(of: spot) {
        case .own(let value), .shared(.fixed(let value)): Self.value(value, &sink, &out)
        case .shared(.pattern(let text)):
            sink.write(stringTo: &out) { out in host.pattern.fillKept(text) { out.append($0) } }
        default: preconditionFailure("a value that no host of the fleet has")
        }
    }

    private static func value(_ value: ConfigValue, _ sink: inout some FragmentSink, _ out: inout ByteBuffer) {
        switch value {
        case .bool(let bool): sink.write(bool, to: &out)
        case .int(let number): sink.write(number, to: &out)
        case .string(let bytes): sink.write(bytes, to: &out)
        case .list(let items):
            sink.write(listOf: items.count, to: &out) { Self.value(items[$0], &$1, &$2) }
        default: preconditionFailure("a value that no host of the fleet has")
        }
    }
}
