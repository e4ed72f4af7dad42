import OutputTree

/// One `php` that parses all files, and compiles them where OPcache is loaded; none of them is run.
enum PHPCheck {
    /// Of a mistake in a template, which all fragments have, this many are enough.
    private static let mostComplaints = 100

    @Sendable static func complaints(
        about files: [OutputFile], on stage: Stage
    ) throws(ProgramOutput.Failure) -> [Complaint] {
        let program = try Validator.program(["php"])
        let files = files.filter { $0.path.hasSuffix(".php") }
        try stage.write(Array(script.utf8), to: "check.php")
        try stage.write(Array(files.map { "\(stage.path)/\($0.path)" }.joined(separator: "\n").utf8), to: "list")
        let settings = [
            "display_errors=1", "html_errors=0", "log_errors=0", "error_reporting=-1", "opcache.enable=1",
            "opcache.enable_cli=1", "opcache.jit=off", "memory_limit=1G",
        ]
        let said = try ProgramOutput.transcript(
            of: [program] + settings.flatMap { ["-d", $0] }
                + ["\(stage.path)/check.php", "\(stage.path)/list", "\(mostComplaints)"],
            seconds: Validator.patience, limit: Validator.longestTranscript)
        let lines = said.text.split(separator: "\n")
        // It says so at its end: a PHP that ended before has not looked at all.
        guard lines.last == "looked at \(files.count)" else {
            throw ProgramOutput.Failure(reason: "'\(program)' ended early: \(said.text.prefix(500))")
        }
        return lines.dropLast().compactMap { line in
            let parts = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, let index = Int(parts[0]), files.indices.contains(index) else { return nil }
            return Complaint(file: files[index].path, line: Int(parts[1]), message: String(parts[2]))
        }
    }

    /// Prints a line for each file that is refused: its number, line and message, with tabs between.
    private static let script = #"""
        <?php

        function refused(int $number, int $line, string $message): void
        {
            global $left;
            echo $number, "\t", $line, "\t", strtr($message, "\t\r\n", '   '), "\n";
            $left--;
        }

        $files = array_filter(explode("\n", file_get_contents($argv[1])));
        $left = (int) $argv[2];
        foreach ($files as $number => $file) {
            if ($left === 0) {
                break;
            }
            try {
                token_get_all(file_get_contents($file), TOKEN_PARSE);
            } catch (ParseError $error) {
                refused($number, $error->getLine(), $error->getMessage());
                continue;
            }
            if (function_exists('opcache_compile_file')) {
                ob_start();
                @opcache_compile_file($file);
                $said = ob_get_clean();
                if (preg_match('~(?:Fatal|Parse) error: +(.*) in \S+ on line (\d+)~', $said, $found)) {
                    refused($number, (int) $found[2], $found[1]);
                }
            }
        }
        echo 'looked at ', count($files), "\n";

        """#
}
