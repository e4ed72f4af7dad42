<?php
$CFG = new stdClass();
$CFG->dbtype = 'mariadb'; $CFG->dbhost = 'db'; $CFG->dbname = 'm'; $CFG->dbuser = 'm'; $CFG->dbpass = 'hunter2'; $CFG->prefix = 'mdl_';
$CFG->dboptions = ['dbpersist' => 1, 'dbcollation' => 'utf8mb4_bin', 'logall' => false, 'logslow' => 5, 'fetchbuffersize' => 100000];
$CFG->wwwroot = 'https://m.example.edu'; $CFG->dataroot = '/srv/data/m';
$CFG->sslproxy = true; $CFG->reverseproxy = false;
$CFG->directorypermissions = 02770; $CFG->filepermissions = 0660;
$CFG->cachedir = '/srv/cache/m/'; $CFG->altcacheconfigpath = '/srv/muc/m';
$CFG->session_handler_class = '\core\session\redis'; $CFG->session_redis_host = 'redis'; $CFG->session_redis_port = 6379;
$CFG->session_redis_auth = 'hunter2'; $CFG->session_redis_acquire_lock_timeout = 120;
$CFG->sessioncookie = 'm'; $CFG->cookiesecure = 1;
$CFG->xsendfile = 'X-Accel-Redirect'; $CFG->xsendfilealiases = ['/dataroot/' => '/srv/data/m'];
$CFG->smtphosts = 'smtp:587'; $CFG->smtpsecure = 'tls'; $CFG->smtpuser = 'u'; $CFG->smtppass = 'hunter2'; $CFG->smtpauthtype = 'PLAIN';
$CFG->divertallemailsto = 'a@example.edu'; $CFG->divertallemailsexcept = 'b@example.edu, c@example.edu'; $CFG->noreplyaddress = 'no@example.edu';
$CFG->forced_plugin_settings = ['auth_cas' => ['hostname' => 'cas', 'port' => 443, 'bindpw_secret' => 'hunter2']];
$CFG->forced_plugin_settings['mod_quiz']['autosaveperiod'] = 60;
$CFG->scheduled_tasks = ['\core\task\x' => ['schedule' => '*/5 * * * *', 'disabled' => 1]];
$CFG->upgradekey = 'hunter2'; $CFG->passwordsaltmain = 'hunter2 main'; $CFG->passwordsaltalt1 = 'hunter2 one'; $CFG->passwordsaltalt2 = 'hunter2 two';
$CFG->passwordpeppers = [1 => 'hunter2 pepper'];
$CFG->preventexecpath = true; $CFG->recaptchaprivatekey = 'hunter2'; $CFG->pathtodu = '/usr/bin/du';
$CFG->phpunit_dataroot = '/srv/phpunit'; $CFG->phpunit_prefix = 'phpu_';
$CFG->vmasterdbpass = 'hunter2'; $CFG->dirroot = '/srv/moodle'; $CFG->list = [1, 'two', true]; $CFG->nothing = null;
$CFG->earlyprofilingenabled = isset($_GET['p']);
foreach ($x as $y) { $CFG->z = 1; }
include 'local-config.php';
