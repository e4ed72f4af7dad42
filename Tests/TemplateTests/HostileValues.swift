/// What breaks out of quotes somewhere.
enum HostileValues {
    /// Every byte alone and inside a word, and more.
    static let all: [[UInt8]] =
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

    /// Those that are UTF-8.
    static let texts = all.filter { String(validating: $0, as: UTF8.self) != nil }
}

/// As PHP's bin2hex() has it.
func hex(_ bytes: [UInt8]) -> String { bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
