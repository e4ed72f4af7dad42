<?php // vmoodle-gen: generated, do not edit; the next build replaces it
return (static function () {
$fragment = ['vmoodle-gen fragment 2', 'quotes', [
    'wwwroot' => 'http://quotes.example.edu',
    'dataroot' => '/srv/it\'s/quotes',
    'dbtype' => 'mariadb',
    'dblibrary' => 'native',
    'dbhost' => 'db\'\\',
    'dbname' => 'quotes',
    'dbuser' => 'u\'\\',
    'prefix' => 'mdl_',
    'dboptions' => [],
    'expectedcronfrequency' => 900,
    'accents' => "\xc3\x89cole d\x27\xc3\xa9t\xc3\xa9 \xe2\x80\x94 \xe4\xb8\xad\xe6\x96\x87 \xf0\x9f\x8e\x93",
    'backslash' => 'ends in \\',
    'both' => '\\\' + $x . "${y}" {$z} <?php ?> */ // #',
    'combining' => "\x27\xcc\x81\x3b echo INJECTED\x3b echo \x27",
    'empty' => '',
    'keys' => ['-0' => 'c', '-1' => 'd', '-9223372036854775808' => 'a', '01' => 'e', '9223372036854775808' => 'b'],
    'looks' => ['true', 'null', '08', '1e3'],
    'nested' => ['1' => 'x', 'key\'\\' => ['true' => 'true'], 'list' => [[], [], [1]]],
    'numbers' => [0, -1, 9223372036854775807, PHP_INT_MIN, 0.5, -0.0],
    'percent' => '%h %n %%',
    'quote' => 'it\'s',
    'vmoodleroot' => 'http://quotes.example.edu',
    'vmoodlename' => 'quotes.example.edu',
    'vhost' => 'quotes',
], [
    'dbpass' => '/etc/a\'b/quotes',
]];
// OPcache works the sum out when it compiles the file.
return $fragment + [4 => crc32(serialize($fragment)), 5 => 2652898013];
})();
