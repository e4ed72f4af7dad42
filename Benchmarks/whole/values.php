<?php

// What a script of a site's own would make of a registry of Benchmarks/fleet.py: its fields merged, patterns filled in,
// and the values that the project's templates ask for. Nothing is checked. values.py is the same in Python.

const MINUTES = ['m' => 1, 'h' => 60];
const HANDLER = 'proxy:unix:/run/php/php-fpm.sock|fcgi://vmoodle';

/** One map of many: maps go into each other, what comes later replaces the rest. */
function merged(array $whole, array $layer): array
{
    foreach ($layer as $name => $value) {
        $isMap = is_array($value) && !array_is_list($value);
        $whole[$name] = $isMap ? merged($whole[$name] ?? [], $value) : $value;
    }
    return $whole;
}

/** A value with what stands in braces filled in. */
function filled($value, array $texts)
{
    if (is_array($value)) {
        return array_map(static fn ($item) => filled($item, $texts), $value);
    }
    return is_string($value) && strpos($value, '{') !== false ? strtr($value, $texts) : $value;
}

/** All hosts, by id. */
function hosts(array $registry): array
{
    ksort($registry['hosts'], SORT_STRING);
    $hosts = [];
    foreach ($registry['hosts'] as $id => $own) {
        $layers = array_map(static fn ($group) => $registry['groups'][$group], $own['groups'] ?? []);
        $layers[] = $own;
        $platform = $registry['defaults']['platform'];
        foreach ($layers as $layer) {
            $platform = $layer['platform'] ?? $platform;
        }
        $host = merged($registry['defaults'], $registry['platforms'][$platform]['defaults'] ?? []);
        foreach ($layers as $layer) {
            $host = merged($host, $layer);
        }
        $key = substr($own['url'], strlen('https://'));
        $name = strtok($key, '/');
        $host = filled($host, ['{id}' => $id, '{name}' => $own['name'] ?? $id, '{host}' => $name]);
        $host['db'] += ['prefix' => 'mdl_'];
        $every = ($host['cron']['enabled'] ?? true) ? $host['cron']['every'] : null;
        $hosts[] = [
            'id' => $id, 'key' => $key, 'host' => $name, 'path' => substr($key, strlen($name)),
            'state' => $host['state'] ?? 'enabled', 'platform' => $registry['platforms'][$platform],
            'period' => $every ? (int) $every * MINUTES[substr($every, -1)] : null,
        ] + $host;
    }
    return $hosts;
}

/** Of a host's file of settings. */
function fragment_view(array $host, array $registry): array
{
    $server = $registry['dbservers'][$host['db']['server']];
    $settings = [
        'wwwroot' => $host['url'], 'dataroot' => $host['dataroot'], 'dbtype' => $server['type'], 'dblibrary' => 'native',
        'dbhost' => $server['host'], 'dbname' => $host['db']['name'], 'dbuser' => $host['db']['user'],
        'prefix' => $host['db']['prefix'], 'dboptions' => isset($server['port']) ? ['dbport' => $server['port']] : [],
    ];
    if ($host['sslproxy']) {
        $settings['sslproxy'] = true;
    }
    if ($host['period']) {
        $settings['expectedcronfrequency'] = 60 * $host['period'];
    }
    $settings['noreplyaddress'] = $host['mail']['no_reply'];
    if (isset($host['mail']['support'])) {
        $settings['supportemail'] = $host['mail']['support'];
    }
    ksort($host['config'], SORT_STRING);
    $settings += $host['config'];
    $settings += ['vmoodleroot' => $host['url'], 'vmoodlename' => $host['key'], 'vhost' => strtok($host['key'], '.')];
    $files = ['dbpass' => $host['db']['password']['file']];
    $view = [
        'id' => $host['id'], 'settings' => [], 'secret_files' => [], 'inner_secret_files' => [], 'sends_files' => false,
        'sum' => crc32(serialize(['vmoodle-gen fragment 2', $host['id'], $settings, $files])),
    ];
    foreach ($settings as $name => $value) {
        $view['settings'][] = ['name' => $name, 'value' => $value];
    }
    foreach ($files as $name => $path) {
        $view['secret_files'][] = ['name' => $name, 'path' => $path];
    }
    return $view;
}

/** A regular expression for a path. */
function pattern(string $path): string
{
    return str_replace('.', '\\.', $path);
}

/** A site under a name; `$below` has the paths of the others that are below it. */
function mount(array $host, array $below): array
{
    $root = $host['platform']['root'] . (($host['platform']['public'] ?? false) ? '/public' : '');
    $address = $host['platform']['fpm'] ?? null;
    $paths = implode('|', array_map(static fn ($path) => pattern(substr($path, 1)), $below));
    $inner = $below ? "(?!/(?:$paths)(?:/|\$))" : '';
    return [
        'prefix' => $host['path'], 'slash_prefix' => $host['path'] . '/', 'prefix_pattern' => pattern($host['path']),
        'at_root' => $host['path'] === '', 'extent' => '^' . pattern($host['path']) . $inner . '(?:/|$)', 'docroot' => $root,
        'slash_docroot' => "$root/", 'key' => $host['key'], 'fastcgi' => $address ?? 'unix:/run/php/php-fpm.sock',
        'handler' => $address ? "proxy:fcgi://$address" : HANDLER, 'max_body' => '1073741824',
        'enabled' => $host['state'] === 'enabled', 'refused' => $host['state'] !== 'enabled',
        'maintenance' => $host['state'] === 'maintenance', 'disabled' => $host['state'] === 'disabled', 'archived' => false,
        'limits_body' => false, 'limits_wait' => false, 'sends_hsts' => false, 'routed' => false, 'overridden' => false,
        'headers' => [], 'extra' => [], 'files' => [], 'sends_by_path' => false, 'sent_paths' => [],
    ];
}

/** Names that are answered alike. */
function server(array $names, array $host, array $mounts, ?string $location, string $refusal): array
{
    $tls = $host['web']['tls'] ?? null;
    $listed = array_map(static fn ($name) => ['name' => $name], $names);
    return [
        'names' => $listed, 'name' => $names[0], 'other_names' => array_slice($listed, 1),
        'listens' => [['listen' => $host['sslproxy'] ? '80' : '443']], 'tls' => (bool) $tls,
        'certificate' => $tls['certificate'] ?? '', 'certificate_key' => $tls['key'] ?? '', 'redirect' => $location !== null,
        'location' => $location, 'mounts' => $mounts, 'rootless' => false, 'shared' => false, 'sends_files' => false,
        'http2_listen' => false, 'http2_directive' => false, 'has_challenges' => false, 'limits_proxy' => false,
        'refusal' => $refusal, 'retry_after' => '300',
    ];
}

/** Of all names, in their order. */
function servers(array $hosts, string $refusal): array
{
    $ofName = $made = [];
    foreach ($hosts as $host) {
        $ofName[$host['host']][] = $host;
    }
    foreach ($ofName as $name => $sites) {
        usort($sites, static fn ($a, $b) => [-strlen($a['path']), $a['path']] <=> [-strlen($b['path']), $b['path']]);
        $names = [$name];
        foreach ($sites as $host) {
            foreach ($host['aliases'] ?? [] as $alias) {
                if (is_array($alias)) {
                    $made[$alias['host']] = server([$alias['host']], $host, [], $host['url'], $refusal);
                } elseif (count($sites) === 1) {
                    $names[] = $alias;
                } else {
                    $made[$alias] = server([$alias], $host, [mount($host, [])], null, $refusal);
                }
            }
        }
        $mounts = [];
        foreach ($sites as $host) {
            $paths = array_filter(array_column($sites, 'path'), static fn ($path) => str_starts_with($path, "{$host['path']}/"));
            $mounts[] = mount($host, $paths);
        }
        $made[$name] = server($names, $host, $mounts, null, $refusal);
    }
    ksort($made, SORT_STRING);
    return array_values($made);
}

/** A server as Apache is told of it. */
function of_apache(array $server): array
{
    return ['listens' => [['listen' => '*:' . $server['listens'][0]['listen']]]] + $server;
}

/** Of the hosts whose cron runs. */
function crontab(array $hosts): array
{
    $lines = [];
    foreach ($hosts as $host) {
        $period = $host['period'];
        if (!$period || $host['state'] !== 'enabled') {
            continue;
        }
        $start = crc32($host['id']) % $period;
        $lines[] = [
            'id' => $host['id'], 'url' => $host['url'], 'cron' => true, 'logs_to_file' => false, 'jobs' => [], 'hour' => '*',
            'minute' => $period < 60 ? "$start-59/$period" : (string) $start, 'user' => $host['platform']['user'],
            'lock' => "/run/lock/vmoodle-{$host['id']}", 'timeout' => '21600', 'nice' => '10',
            'php' => $host['platform']['php'] ?? '/usr/bin/php', 'script' => $host['platform']['root'] . '/admin/cli/cron.php',
            'keeps_alive' => true, 'keep_alive' => '0',
        ];
    }
    return ['hosts' => $lines];
}
