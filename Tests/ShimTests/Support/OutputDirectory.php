<?php

declare(strict_types=1);

namespace VMoodleGen\Tests\Support;

/**
 * An output directory as docs/resolution.md §5 has it, with the runtime of this checkout.
 */
final class OutputDirectory
{
    /** @var string */
    public $path;
    /** @var string the ID that `current` names */
    public $release = '';

    public function __construct(string $path)
    {
        $this->path = $path;
        if (!is_dir($path)) {
            mkdir($path, 0777, true);
        }
        $runtime = dirname(__DIR__, 3) . '/Sources/Shim/runtime';
        copy("$runtime/vmoodle.php", "$path/vmoodle.php");
        foreach (glob("$runtime/vmoodle/*.php") as $file) {
            $this->write('vmoodle/' . basename($file), file_get_contents($file));
        }
    }

    /**
     * Publishes a release of both tables.
     *
     * @param array<string, string> $keys key => record
     * @param array<string, string> $ids id => record
     */
    public function publish(array $keys, array $ids, int $keysPerShard = 1024): void
    {
        $tables = ['hosts' => new Table($keys, $keysPerShard), 'ids' => new Table($ids, $keysPerShard)];
        $this->release = substr(hash('sha256', $tables['hosts']->root . $tables['ids']->root), 0, 32);
        foreach ($tables as $name => $table) {
            $this->write("releases/$this->release/$name.php", $table->root);
            foreach ($table->shards as $reference => $shard) {
                $this->write(self::place('shards', (string) $reference), $shard);
            }
        }
        $this->point('releases/' . $this->release);
    }

    /**
     * Publishes the vectors' tables in the formats of before: docs/resolution.md §5.
     */
    public function publishFormer(): void
    {
        $folder = dirname(__DIR__, 2) . '/Vectors/former-tables';
        $this->release = str_repeat('f', 32);
        foreach (['hosts', 'ids'] as $name) {
            $this->write("releases/$this->release/$name.php", file_get_contents("$folder/$name.php"));
        }
        foreach (glob("$folder/shards/*.php") as $file) {
            $this->write(self::place('shards', basename($file, '.php')), file_get_contents($file));
        }
        $this->point('releases/' . $this->release);
    }

    /**
     * Lets the short way end where the long way would begin, with `long`.
     */
    public function withoutTheLongWay(): void
    {
        $this->write('vmoodle/boot.php', '<?php return "long";');
    }

    /**
     * Lets `current` read the given text.
     */
    public function point(string $target): void
    {
        if (is_link("$this->path/current")) {
            unlink("$this->path/current");
        }
        symlink($target, "$this->path/current");
    }

    /**
     * Writes a fragment, with VMoodle's names for wwwroot, and returns its reference.
     *
     * @param array<string, mixed> $settings
     * @param array<mixed> $files setting => path of the file that holds its value
     * @param string $more what a template of a site's own adds
     */
    public function fragment(string $id, array $settings, array $files = [], string $more = ''): string
    {
        if (isset($settings['wwwroot'])) {
            $name = preg_replace('~^[^:]*://~', '', $settings['wwwroot']);
            $settings += [
                'vmoodleroot' => $settings['wwwroot'], 'vmoodlename' => $name, 'vhost' => explode('.', $name)[0],
            ];
        }
        $fragment = ['vmoodle-gen fragment 2', $id, $settings, $files];
        $summed = $fragment;
        array_walk_recursive($summed, static function (&$value): void {
            $value = is_float($value) ? 'float ' . bin2hex(pack('E', $value)) : $value;
        });
        return $this->stored("return (static function () {\n"
            . '$fragment = ' . var_export($fragment, true) . ";\n"
            . 'return $fragment + [4 => crc32(serialize($fragment)), 5 => ' . crc32(serialize($summed)) . "$more];\n"
            . "})();\n");
    }

    /**
     * Writes a fragment of the former format, and returns its reference.
     *
     * @param array<string, mixed> $settings
     */
    public function formerFragment(string $id, array $settings): string
    {
        $settings = var_export($settings, true);
        return $this->stored("return ['vmoodle-gen fragment 1', " . var_export($id, true) . ", $settings, []];\n");
    }

    /**
     * Lets the release believe what is said by networks, `address/bits` or an address.
     *
     * @param list<string> $networks
     */
    public function proxies(array $networks): void
    {
        $entries = '';
        foreach ($networks as $network) {
            [$address, $length] = explode('/', "$network/");
            $bytes = (string) inet_pton($address);
            $bits = $length === '' ? 8 * strlen($bytes) : (int) $length;
            $isShort = strlen($bytes) === 4;
            $entries .= bin2hex($isShort ? "\0\0\0\0\0\0\0\0\0\0\xff\xff$bytes" : $bytes)
                . sprintf('%02x', $isShort ? $bits + 96 : $bits);
        }
        $count = count($networks);
        $sum = crc32("$count\t$entries");
        $this->write(
            "releases/$this->release/proxies.php",
            "<?php // vmoodle-gen: generated, do not edit; the next build replaces it\n"
                . "return ['VPX1', $count, $sum, '$entries'];\n"
        );
    }

    private function stored(string $code): string
    {
        $text = "<?php // vmoodle-gen: generated, do not edit; the next build replaces it\n$code";
        $reference = substr(hash('sha256', $text), 0, 32);
        $this->write(self::place('fragments', $reference), $text);
        return $reference;
    }

    /**
     * Where a reference's file lies, below the output directory.
     */
    public static function place(string $folder, string $reference): string
    {
        return "$folder/" . substr($reference, 0, 2) . '/' . substr($reference, 2) . '.php';
    }

    public function write(string $place, string $text): void
    {
        $file = "$this->path/$place";
        if (!is_dir(dirname($file))) {
            mkdir(dirname($file), 0777, true);
        }
        file_put_contents($file, $text);
    }

    /**
     * Five hosts, each with a fragment of its own: alpha, beta, its sub-directory, and one in each other state.
     *
     * @return array<string, string> id => the reference of its fragment
     */
    public function campus(int $keysPerShard = 1024): array
    {
        $references = [];
        $urls = [
            'alpha' => 'https://alpha.example',
            'beta' => 'http://beta.example:8045',
            'ecole-3' => 'http://beta.example:8045/ecole-3',
            'maint' => 'https://maint.example',
        ];
        foreach ($urls as $id => $url) {
            $references[$id] = $this->fragment($id, ['wwwroot' => $url, 'dbname' => "m_$id", 'list' => [1, 'two']]);
        }
        $ids = [
            'alpha' => "200\t0\talpha\talpha.example\t" . $references['alpha'],
            'beta' => "200\t0\tbeta\tbeta.example:8045\t" . $references['beta'],
            'ecole-3' => "200\t0\tecole-3\tbeta.example:8045/ecole-3\t" . $references['ecole-3'],
            'maint' => "503\t0\tmaint\tmaint.example\t" . $references['maint'],
            'off' => "403\t0\toff\toff.example\t",
            // Depth 1: the id is another host's address, too.
            'gone' => "410\t1\tgone\tgone.example\t",
        ];
        $keys = [
            'alpha.example' => $ids['alpha'],
            'beta.example:8045' => "200\t1\tbeta\tbeta.example:8045\t" . $references['beta'],
            'beta.example:8045/ecole-3' => $ids['ecole-3'],
            'maint.example' => $ids['maint'],
            'off.example' => $ids['off'],
            'gone.example' => "410\t0\tgone\tgone.example\t",
            'www.alpha.example' => $ids['alpha'],
            'old.example' => "308\t0\talpha\talpha.example\thttps://alpha.example",
            // The address of one host is the id of another.
            'gone' => $ids['alpha'],
            'stub.example' => "404\t1\t\t\t",
        ];
        $this->publish($keys, $ids, $keysPerShard);
        return $references;
    }
}
