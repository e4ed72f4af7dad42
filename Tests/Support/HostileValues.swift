/// What breaks out of quotes somewhere.
public enum HostileValues {
    /// Every byte alone and inside a word, and more.
    public static let all: [[UInt8]] =
        (UInt8.min...UInt8.max).flatMap { [[$0], [0x61, $0, 0x62]] }
        + [
            "", "'", "''", "\\", "\\\\", "a\\", "\\'", "\"", "$x", "${x}", "$", "a$", "{$x}", "%", "\\%", "a%b\\%c",
            "#", "a#b", " ", "a b", ";", "};",
            "`id`", "$(id)", "| id", "*", "~", "!", "&", "<?php", "?>", "*/", "//", "</VirtualHost>",
            "\r\n* * * * * root id", "x\n", "é", "'\u{301}",
            "\"\u{301}", "\\\u{301}", "%\u{301}", "x'\u{301}; echo INJECTED; echo '", "%{HTTP_HOST}", "${HOME}", "-n",
            "=x", "\u{2028}", "\u{FEFF}", "\u{85}", "\u{1F600}", "\u{FFFE}", "\u{10FFFF}", "\u{202E}",
            // YAML, INI and systemd.
            "no", "null", "08", "1e3", "22:22", "a: b", "- x", "[x", "{x", "? x", "| x", "> x", "&a", "*a", "!!str x",
            "key: [\n", "a #b", "; c", "[section]", "\"\nx", "\"\r\nx", "%h", "%n", "%%", "$$", "$HOME", "@x", "+x",
            ":x", "if",
            "\\x41", "\\n", "\\101", "\\u0041", "EOF\nid", "\u{D7FF}\u{E000}", "a\tb", " a", "a ",
        ].map { Array($0.utf8) } + [
            [0x27, 0xCC, 0x81], [0xC0, 0xA7], [0xFF, 0x27], [0x81, 0x27], [0xED, 0xA0, 0x80],
        ]

    /// What means something to some language, with letters that make an escape of a backslash, or a name of a `$`.
    private static let marks: [[UInt8]] =
        Array("'\"\\$%#;{}()<>?*/ \t\n\r\0`&|!~:,[]@-=^+.nxt0".utf8).map { [$0] } + [
            Array("é".utf8), Array("\u{301}".utf8),
        ]

    /// Thousands: all of the above, every pair of marks alone and inside a word, runs of quotes and backslashes, whatever is near a
    /// limit of length, and mixtures of marks and other bytes.
    public static let thousands: [[UInt8]] = {
        var values = all
        for first in marks {
            for second in marks { values += [first + second, [0x61] + first + second + [0x7A]] }
        }
        for count in 3...9 {
            for mark in ["\\", "'", "\"", "%", "$", "\\'", "\\\"", "\\%", "${", "'\"", "\u{301}'"] {
                values.append(Array(String(repeating: mark, count: count).utf8))
            }
        }
        for length in [126, 127, 128, 254, 255, 256, 511, 512, 513, 1023, 1024] {
            values += [
                [UInt8](repeating: 0x61, count: length), [UInt8](repeating: 0x5C, count: length),
                [UInt8](repeating: 0x61, count: length - 1) + [0x27],
            ]
        }
        var random = SplitMix64(seed: 4)
        for _ in 0..<1000 {
            values.append(
                (0..<Int.random(in: 2...24, using: &random)).flatMap { _ in
                    Bool.random(using: &random)
                        ? marks.randomElement(using: &random) ?? [] : [UInt8.random(in: 0...255, using: &random)]
                })
        }
        var seen: Set<[UInt8]> = []
        return values.filter { seen.insert($0).inserted }
    }()
}

/// As PHP's bin2hex() has it.
public func hex(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
}
