# vmoodle-gen: generated, do not edit; the next build replaces it
# For a shell: ". hosts.sh", then "moodle HOST SCRIPT [ARGUMENT...]" runs a script of the host's code tree, as the user who runs its PHP.
moodle() {
    if [ $# -lt 2 ]; then
        echo 'usage: moodle HOST SCRIPT [ARGUMENT...]' >&2
        return 64
    fi
    vmoodle_host=$1
    vmoodle_script=$2
    shift 2
    case $vmoodle_host in
    'a') vmoodle_root='/srv/moodle'\''s \ 4.5' vmoodle_php='/usr/bin/php8.2' vmoodle_user='www-data' ;;
    'b') vmoodle_root='/srv/moodle'\''s \ 4.5' vmoodle_php='/usr/bin/php8.2' vmoodle_user='www-data' ;;
    'behind-a-proxy') vmoodle_root='/srv/moodle'\''s \ 4.5' vmoodle_php='/usr/bin/php8.2' vmoodle_user='www-data' ;;
    'c') vmoodle_root='/srv/moodle-5.1' vmoodle_php='/usr/bin/php' vmoodle_user='m-c' ;;
    'null-s') vmoodle_root='/srv/moodle'\''s \ 4.5' vmoodle_php='/usr/bin/php8.2' vmoodle_user='www-data' ;;
    'plain') vmoodle_root='/srv/moodle-5.1' vmoodle_php='/usr/bin/php' vmoodle_user='moodle' ;;
    'sub') vmoodle_root='/srv/moodle'\''s \ 4.5' vmoodle_php='/usr/bin/php8.2' vmoodle_user='www-data' ;;
    *)
        echo "moodle: no host '$vmoodle_host'" >&2
        return 64
        ;;
    esac
    set -- "$vmoodle_php" -d max_input_vars=5000 "$vmoodle_root/$vmoodle_script" "--host=$vmoodle_host" "$@"
    if [ "$(id -un)" = "$vmoodle_user" ]; then "$@"; else sudo -u "$vmoodle_user" -- "$@"; fi
}
