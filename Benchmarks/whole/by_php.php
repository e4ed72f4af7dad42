<?php

// Does a build's work the way a script of a site's own does it: php-yaml, and templates that are PHP.
//
//     php by_php.php REGISTRY TEMPLATES.php OUT REFUSAL

[, $registry, $templates, $out, $refusal] = $argv;
require __DIR__ . '/values.php';
require $templates;

$registry = yaml_parse_file($registry);
$hosts = hosts($registry);
$servers = servers($hosts, $refusal);
mkdir("$out/fragments", 0777, true);
foreach ($hosts as $host) {
    if (in_array($host['state'], ['enabled', 'maintenance'], true)) {
        file_put_contents("$out/fragments/{$host['id']}.php", fragment(fragment_view($host, $registry)));
    }
}
$nginx = fopen("$out/nginx", 'wb');
$apache = fopen("$out/apache", 'wb');
foreach ($servers as $server) {
    fwrite($nginx, nginx($server));
    fwrite($apache, apache(of_apache($server)));
}
file_put_contents("$out/cron", cron(crontab($hosts)));
