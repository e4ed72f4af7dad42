import Foundation

/// A tiny PHP application that stands in for a Moodle code tree.
///
/// Its pages and its script require `config.php`, which the generator writes, and print as JSON what they were given.
struct StandIn {
    let root: URL
    /// The words of its static file.
    static let pixels = "stand-in's pixels"

    /// Writes the tree; all may read it.
    init(in root: URL) throws {
        self.root = root
        let page = Self.page(configuration: "config.php")
        let files = [
            "index.php": page,
            "pluginfile.php": page,
            "sendfile.php": """
            <?php
            require(__DIR__ . '/config.php');
            header('Content-Type: text/x-of-php');
            header('Content-Disposition: attachment');
            header('Cache-Control: private');
            $location = $_GET['at'] ?? key($CFG->xsendfilealiases);
            header($CFG->xsendfile . ': ' . $location . basename($_GET['file']));

            """,
            "drops.php": "<?php for ($i = 0; $i < 5; $i++) { echo 'drop '; flush(); usleep(400000); }\n",
            "slow.php": "<?php require(__DIR__ . '/config.php'); sleep(3); echo 'at last';\n",
            "course/index.php": Self.page(configuration: "../config.php"),
            "course/view.php": Self.page(configuration: "../config.php"),
            "admin/cli/cron.php": Self.script,
            "admin/cli/adhoc_task.php": Self.script,
            "admin/cli/scheduled_task.php": Self.script,
            "admin/tool/phpunit/cli/util.php": Self.developerScript,
            "local/vmoodle/cli/worker.php": Self.scriptOfVMoodle,
            "lib/setup.php": "<?php\n$CFG->setup = true;\n",
            "lib/classes/part.php": "<?php echo 'a part ran';\n",
            "lib/db/install.xml": "<XMLDB/>\n",
            "mod/quiz/tests/fixtures/run.php": "<?php echo 'a fixture ran';\n",
            "vendor/x.php": "<?php echo 'vendor ran';\n",
            "theme/pix.txt": Self.pixels,
            "README.txt": "read me",
            "composer.json": "{}",
            "composer.lock": "{}",
            "admin/environment.xml": "<COMPATIBILITY_MATRIX/>\n",
            ".git/HEAD": "ref",
            "config.php.bak": "<?php // an editor's copy\n",
        ]
        for (path, text) in files {
            let file = root.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
    }

    /// Puts the generated `config.php` into the tree.
    func configure(with file: URL) throws {
        try Data(contentsOf: file).write(to: root.appending(path: "config.php"))
    }

    private static func page(configuration: String) -> String {
        """
        <?php
        require(__DIR__ . '/\(configuration)');
        header('Content-Type: application/json');
        $given = [];
        foreach (['SCRIPT_NAME', 'SCRIPT_FILENAME', 'PATH_INFO', 'HTTP_HOST', 'REQUEST_URI', 'VMOODLE_KEY'] as $name) {
            $given[$name] = (string)($_SERVER[$name] ?? '');
        }
        echo json_encode($given + ['POST' => $_POST, 'CFG' => $CFG]), "\\n";

        """
    }

    /// Reads its options as `cli_get_params` does.
    private static let script = """
        <?php
        define('CLI_SCRIPT', true);
        require(__DIR__ . '/../../config.php');
        $known = ['help' => false, 'keep-alive' => false, 'execute' => false];
        $arguments = $_SERVER['argv'];
        array_shift($arguments);
        $options = [];
        $unknown = [];
        while ($arguments) {
            $argument = array_shift($arguments);
            if ($argument === '--') {
                break;
            }
            [$name, $value] = array_pad(explode('=', $argument, 2), 2, true);
            if (strncmp($name, '--', 2) === 0 && array_key_exists(substr($name, 2), $known)) {
                $options[substr($name, 2)] = $value;
            } else {
                $unknown[] = $argument;
            }
        }
        if ($unknown) {
            fwrite(STDERR, "Unrecognised options:\\n  " . implode("\\n  ", $unknown) . "\\n");
            exit(1);
        }
        echo json_encode(['script' => basename($_SERVER['SCRIPT_NAME']), 'options' => (object)$options, 'rest' => $arguments, 'argc' => $_SERVER['argc'],
            'VMOODLE_HOST' => getenv('VMOODLE_HOST'), 'CFG' => $CFG]), "\\n";

        """

    /// Reads its arguments before `config.php`, as the tools of PHPUnit and Behat do.
    private static let developerScript = """
        <?php
        define('CLI_SCRIPT', true);
        if (array_slice($_SERVER['argv'], 1) !== ['--diag']) {
            fwrite(STDERR, "Unrecognised options\\n");
            exit(1);
        }
        require(__DIR__ . '/../../../../config.php');
        echo json_encode(['CFG' => $CFG]), "\\n";

        """

    /// Reads `config.php`, then its arguments, then `config.php` again, as scripts of local/vmoodle/cli do.
    private static let scriptOfVMoodle = """
        <?php
        global $CLI_VMOODLE_PRECHECK;
        define('CLI_SCRIPT', true);
        $CLI_VMOODLE_PRECHECK = true;
        require(dirname(dirname(dirname(dirname(__FILE__)))) . '/config.php');
        $first = (array)$CFG;
        foreach (preg_grep('/^(--host|-H)=/', $_SERVER['argv']) as $argument) {
            define('CLI_VMOODLE_OVERRIDE', explode('=', $argument, 2)[1]);
        }
        require(dirname(dirname(dirname(dirname(__FILE__)))) . '/config.php');
        echo json_encode(['first' => $first, 'CFG' => $CFG]), "\\n";

        """
}
