// The templates and the PHP runtime, byte for byte (#embed, C23). A test compares the two lists with the folders.
#include "embedded.h"

static const unsigned char aliases_json[] = {
#embed "../../templates/aliases/hosts.json.tmpl"
};
static const unsigned char aliases_sh[] = {
#embed "../../templates/aliases/hosts.sh.tmpl"
};
static const unsigned char aliases_yaml[] = {
#embed "../../templates/aliases/sites.yaml.tmpl"
};
static const unsigned char apache_preamble[] = {
#embed "../../templates/apache/preamble.conf.tmpl"
};
static const unsigned char apache_virtualhost[] = {
#embed "../../templates/apache/virtualhost.conf.tmpl"
};
static const unsigned char caddy_preamble[] = {
#embed "../../templates/caddy/preamble.conf.tmpl"
};
static const unsigned char caddy_site[] = {
#embed "../../templates/caddy/site.conf.tmpl"
};
static const unsigned char compat_handover[] = {
#embed "../../templates/compat/handover.php.tmpl"
};
static const unsigned char compat_lang[] = {
#embed "../../templates/compat/lang.php.tmpl"
};
static const unsigned char compat_script[] = {
#embed "../../templates/compat/script.php.tmpl"
};
static const unsigned char compat_version[] = {
#embed "../../templates/compat/version.php.tmpl"
};
static const unsigned char cron_crontab[] = {
#embed "../../templates/cron/crontab.tmpl"
};
static const unsigned char logrotate_vmoodle[] = {
#embed "../../templates/logrotate/vmoodle.tmpl"
};
static const unsigned char nginx_preamble[] = {
#embed "../../templates/nginx/preamble.conf.tmpl"
};
static const unsigned char nginx_server[] = {
#embed "../../templates/nginx/server.conf.tmpl"
};
static const unsigned char php_config[] = {
#embed "../../templates/php/config.php.tmpl"
};
static const unsigned char php_fragment[] = {
#embed "../../templates/php/fragment.php.tmpl"
};
static const unsigned char php_fpm_pools[] = {
#embed "../../templates/php-fpm/pools.conf.tmpl"
};
static const unsigned char ssl_certbot[] = {
#embed "../../templates/ssl/certbot.sh.tmpl"
};
static const unsigned char ssl_certificates[] = {
#embed "../../templates/ssl/certificates.json.tmpl"
};
static const unsigned char systemd_service[] = {
#embed "../../templates/systemd/service.conf.tmpl"
};
static const unsigned char systemd_timer[] = {
#embed "../../templates/systemd/timer.conf.tmpl"
};
static const unsigned char systemd_runner[] = {
#embed "../../templates/systemd/vmoodle-cron-runner.service.tmpl"
};
static const unsigned char systemd_slice[] = {
#embed "../../templates/systemd/vmoodle-cron.slice.tmpl"
};
static const unsigned char systemd_target[] = {
#embed "../../templates/systemd/vmoodle-cron.target.tmpl"
};
static const unsigned char systemd_services[] = {
#embed "../../templates/systemd/vmoodle-cron@.service.tmpl"
};
static const unsigned char systemd_timers[] = {
#embed "../../templates/systemd/vmoodle-cron@.timer.tmpl"
};

static const embedded_file templates[] = {
    {"aliases/hosts.json.tmpl", aliases_json, sizeof aliases_json},
    {"aliases/hosts.sh.tmpl", aliases_sh, sizeof aliases_sh},
    {"aliases/sites.yaml.tmpl", aliases_yaml, sizeof aliases_yaml},
    {"apache/preamble.conf.tmpl", apache_preamble, sizeof apache_preamble},
    {"apache/virtualhost.conf.tmpl", apache_virtualhost, sizeof apache_virtualhost},
    {"caddy/preamble.conf.tmpl", caddy_preamble, sizeof caddy_preamble},
    {"caddy/site.conf.tmpl", caddy_site, sizeof caddy_site},
    {"compat/handover.php.tmpl", compat_handover, sizeof compat_handover},
    {"compat/lang.php.tmpl", compat_lang, sizeof compat_lang},
    {"compat/script.php.tmpl", compat_script, sizeof compat_script},
    {"compat/version.php.tmpl", compat_version, sizeof compat_version},
    {"cron/crontab.tmpl", cron_crontab, sizeof cron_crontab},
    {"logrotate/vmoodle.tmpl", logrotate_vmoodle, sizeof logrotate_vmoodle},
    {"nginx/preamble.conf.tmpl", nginx_preamble, sizeof nginx_preamble},
    {"nginx/server.conf.tmpl", nginx_server, sizeof nginx_server},
    {"php/config.php.tmpl", php_config, sizeof php_config},
    {"php/fragment.php.tmpl", php_fragment, sizeof php_fragment},
    {"php-fpm/pools.conf.tmpl", php_fpm_pools, sizeof php_fpm_pools},
    {"ssl/certbot.sh.tmpl", ssl_certbot, sizeof ssl_certbot},
    {"ssl/certificates.json.tmpl", ssl_certificates, sizeof ssl_certificates},
    {"systemd/service.conf.tmpl", systemd_service, sizeof systemd_service},
    {"systemd/timer.conf.tmpl", systemd_timer, sizeof systemd_timer},
    {"systemd/vmoodle-cron-runner.service.tmpl", systemd_runner, sizeof systemd_runner},
    {"systemd/vmoodle-cron.slice.tmpl", systemd_slice, sizeof systemd_slice},
    {"systemd/vmoodle-cron.target.tmpl", systemd_target, sizeof systemd_target},
    {"systemd/vmoodle-cron@.service.tmpl", systemd_services, sizeof systemd_services},
    {"systemd/vmoodle-cron@.timer.tmpl", systemd_timers, sizeof systemd_timers},
};

const size_t embedded_template_count = sizeof templates / sizeof templates[0];

embedded_file embedded_template(size_t position) { return templates[position]; }

static const unsigned char runtime_vmoodle[] = {
#embed "../Shim/runtime/vmoodle.php"
};
static const unsigned char runtime_vmoodle_address[] = {
#embed "../Shim/runtime/vmoodle/Address.php"
};
static const unsigned char runtime_vmoodle_answer[] = {
#embed "../Shim/runtime/vmoodle/Answer.php"
};
static const unsigned char runtime_vmoodle_authority[] = {
#embed "../Shim/runtime/vmoodle/Authority.php"
};
static const unsigned char runtime_vmoodle_command[] = {
#embed "../Shim/runtime/vmoodle/Command.php"
};
static const unsigned char runtime_vmoodle_commandline[] = {
#embed "../Shim/runtime/vmoodle/CommandLine.php"
};
static const unsigned char runtime_vmoodle_damage[] = {
#embed "../Shim/runtime/vmoodle/Damage.php"
};
static const unsigned char runtime_vmoodle_formertable[] = {
#embed "../Shim/runtime/vmoodle/FormerTable.php"
};
static const unsigned char runtime_vmoodle_fragment[] = {
#embed "../Shim/runtime/vmoodle/Fragment.php"
};
static const unsigned char runtime_vmoodle_output[] = {
#embed "../Shim/runtime/vmoodle/Output.php"
};
static const unsigned char runtime_vmoodle_proxies[] = {
#embed "../Shim/runtime/vmoodle/Proxies.php"
};
static const unsigned char runtime_vmoodle_refuse[] = {
#embed "../Shim/runtime/vmoodle/refuse.php"
};
static const unsigned char runtime_vmoodle_refusal[] = {
#embed "../Shim/runtime/vmoodle/Refusal.php"
};
static const unsigned char runtime_vmoodle_resolution[] = {
#embed "../Shim/runtime/vmoodle/Resolution.php"
};
static const unsigned char runtime_vmoodle_shim[] = {
#embed "../Shim/runtime/vmoodle/Shim.php"
};
static const unsigned char runtime_vmoodle_suggestions[] = {
#embed "../Shim/runtime/vmoodle/Suggestions.php"
};
static const unsigned char runtime_vmoodle_table[] = {
#embed "../Shim/runtime/vmoodle/Table.php"
};
static const unsigned char runtime_vmoodle_texts[] = {
#embed "../Shim/runtime/vmoodle/Texts.php"
};
static const unsigned char runtime_vmoodle_boot[] = {
#embed "../Shim/runtime/vmoodle/boot.php"
};
static const unsigned char runtime_vmoodle_prepend[] = {
#embed "../Shim/runtime/vmoodle/prepend.php"
};

static const embedded_file runtime[] = {
    {"vmoodle.php", runtime_vmoodle, sizeof runtime_vmoodle},
    {"vmoodle/Address.php", runtime_vmoodle_address, sizeof runtime_vmoodle_address},
    {"vmoodle/Answer.php", runtime_vmoodle_answer, sizeof runtime_vmoodle_answer},
    {"vmoodle/Authority.php", runtime_vmoodle_authority, sizeof runtime_vmoodle_authority},
    {"vmoodle/Command.php", runtime_vmoodle_command, sizeof runtime_vmoodle_command},
    {"vmoodle/CommandLine.php", runtime_vmoodle_commandline, sizeof runtime_vmoodle_commandline},
    {"vmoodle/Damage.php", runtime_vmoodle_damage, sizeof runtime_vmoodle_damage},
    {"vmoodle/FormerTable.php", runtime_vmoodle_formertable, sizeof runtime_vmoodle_formertable},
    {"vmoodle/Fragment.php", runtime_vmoodle_fragment, sizeof runtime_vmoodle_fragment},
    {"vmoodle/Output.php", runtime_vmoodle_output, sizeof runtime_vmoodle_output},
    {"vmoodle/Proxies.php", runtime_vmoodle_proxies, sizeof runtime_vmoodle_proxies},
    {"vmoodle/Refusal.php", runtime_vmoodle_refusal, sizeof runtime_vmoodle_refusal},
    {"vmoodle/Resolution.php", runtime_vmoodle_resolution, sizeof runtime_vmoodle_resolution},
    {"vmoodle/Shim.php", runtime_vmoodle_shim, sizeof runtime_vmoodle_shim},
    {"vmoodle/Suggestions.php", runtime_vmoodle_suggestions, sizeof runtime_vmoodle_suggestions},
    {"vmoodle/Table.php", runtime_vmoodle_table, sizeof runtime_vmoodle_table},
    {"vmoodle/Texts.php", runtime_vmoodle_texts, sizeof runtime_vmoodle_texts},
    {"vmoodle/boot.php", runtime_vmoodle_boot, sizeof runtime_vmoodle_boot},
    {"vmoodle/prepend.php", runtime_vmoodle_prepend, sizeof runtime_vmoodle_prepend},
    {"vmoodle/refuse.php", runtime_vmoodle_refuse, sizeof runtime_vmoodle_refuse},
};

const size_t embedded_runtime_count = sizeof runtime / sizeof runtime[0];

embedded_file embedded_runtime_file(size_t position) { return runtime[position]; }

static const unsigned char init_district[] = {
#embed "init/district.yaml"
};
static const unsigned char init_starter[] = {
#embed "init/starter.yaml"
};

static const embedded_file registries[] = {
    {"district.yaml", init_district, sizeof init_district},
    {"starter.yaml", init_starter, sizeof init_starter},
};

const size_t embedded_registry_count = sizeof registries / sizeof registries[0];

embedded_file embedded_registry(size_t position) { return registries[position]; }
