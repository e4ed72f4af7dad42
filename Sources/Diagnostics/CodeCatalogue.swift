extension Code {
    /// What a code means, for people.
    public struct Entry: Sendable {
        public let number: Int
        /// One line; also docs/codes.md.
        public let title: String
        /// Why it is refused and what to do.
        public let text: String
    }

    /// The entry of this code; nil if there is no such code.
    public var entry: Entry? { Self.catalogue.first { $0.number == number } }

    /// docs/codes.md, which is this catalogue.
    public static var document: String {
        """
        # Codes of errors and warnings

        A code keeps its meaning for ever. `VM1xx` syntax, `VM2xx` schema, `VM3xx` rules across hosts, `VM4xx` templates and what a
        language cannot write, `VM5xx` the machine. `vmoodle-gen explain VM304` prints more about one. `vmoodle-gen explain --codes`
        writes this page.

        | code | what it means |
        | --- | --- |

        """ + catalogue.map { "| VM\($0.number) | \($0.title) |\n" }.joined()
    }

    /// All codes in use, in order.
    public static let catalogue: [Entry] = text.split(separator: "\nVM", omittingEmptySubsequences: true).map { part in
        let lines = part.split(separator: "\n", maxSplits: 1)
        let head = lines[0].split(separator: " ", maxSplits: 1)
        guard let number = Int(head[0]), head.count == 2, lines.count == 2 else {
            preconditionFailure("an entry of the catalogue has no number, title or text: \(lines[0])")
        }
        return Entry(number: number, title: String(head[1]), text: String(lines[1]))
    }

    /// `VMnnn title`, then the text.
    private static let text = """

        VM101 the text is not YAML
        The file cannot be read as YAML 1.1 or 1.2. The place is where the parser gave up, which is often just behind the mistake,
        such as a line that is indented less or more than its neighbours, a tab, a ': ' inside a text; for a quote or bracket that
        nothing closes it is where that begins.
        Put texts with ': ', ' #' or a special first character into quotes.
        VM102 not UTF-8, or a character that no output could carry safely
        Registries are UTF-8 with line feeds (or CR LF). Control characters, line separators (U+0085, U+2028, U+2029), marks that
        reorder text, U+FEFF inside a value and noncharacters are refused, also when written as escapes: some program behind would
        take them for the end of a line or show something else than what is there.
        VM103 an anchor, alias, tag, directive, '<<' or a key that is no single value
        YAML's references make a file mean something else than it shows, and readers disagree on them. 'defaults', 'groups' and
        patterns such as "{id}" do their work. Quote a value that begins with '&', '*' or '!'.
        VM104 a key stands twice in one map, or an id in two files
        YAML readers silently keep one of the two. The note shows the first; remove or rename one. Ids of hosts, groups, platforms
        and database servers are one set over all included files.
        VM105 too deep, too long or too large
        At most 16 maps and lists inside each other, 10,000 entries in one of them ('hosts' may have more), 1,024 bytes for a value or
        key (65,536 where a field is for long texts, and in 'config'), 1 MiB for a line, 1 GiB for a file. Of one run 1,000 errors and
        1,000 warnings are kept.
        VM106 empty, not a map, or more than one document
        A registry is one map with 'version', 'hosts' and the other sections. A '---' begins another document; only one is read,
        so that nothing is lost unseen.
        VM107 a file cannot be included
        A path without '*', '?' or '[' must exist; a pattern that fits nothing is a warning. A file is included once, never by
        itself, at most 16 files deep. Paths are seen from the directory of the file that includes; for a registry on standard
        input, or for one that is checked at a temporary path, say where with '--base-dir'.
        VM108 a text whose layout cannot be changed
        'fmt' reads what it wrote and compares: values, quotes and comments must be the same. Where they are not, it leaves the file
        as it is. Write the part in another way, such as a multi-line text without an indentation of its own.
        VM201 unknown key
        No field has this name here. The message names a similar one, or all there are. Settings of $CFG without a field of their
        own belong into 'config'.
        VM202 a value of the wrong type
        A map, a list or a single value was expected and another of these found; or 'true' or 'false' was expected. 'yes', 'on' and
        '1' are not truth values here, since YAML readers disagree on them.
        VM203 something required is missing
        Each host needs, of its own or from 'defaults', its platform's defaults or a group: 'url', 'platform', 'dataroot', and in
        'db' 'server', 'name', 'user' and 'password'. It has a 'state' and a 'db.prefix' unless a 'null', or a key with nothing
        behind it, takes them away.
        VM204 a value outside its grammar
        The message says what would be right. Addresses must be written as they will be used, in lower case and without a default
        port, so that each name has one spelling.
        VM205 a mistake in a '{…}' pattern
        '{id}', '{host}' (the URL's host name), '{name}' and '{shortname}' stand for the host's own; '{{' and '}}' write braces.
        VM206 an unquoted value that can be read as more than one
        'no', '08', '22:22', '1e3' or '2026-01-31' are a truth value, an octal number, a number to base 60, a float and a date to
        some YAML readers, and 'NULL' is nothing. Put quotes around it if text is meant; write true, false, null or a decimal number
        otherwise.
        VM207 a secret cannot be had
        'build' could not read the variable of 'env', or the program of 'command' failed, took longer than 30 seconds, or did not
        print one line of 1 to 4,096 bytes. Nothing was published. 'check' does not ask for secrets.
        VM208 a host name that UTS 46 refuses
        International names are converted to A-labels ('xn--…') by the rules that browsers use; this one breaks them: a label that is
        empty, too long, mixes writing directions, or an 'xn--' label that no name gives. Write the name itself.
        VM209 a setting that 'config' may not set
        The compiler writes it from another field, or Moodle's set-up computes it. Rules across hosts look at the fields, so there is
        one way only to say each thing. Tests have no database of their own, for the same reason.
        VM210 a secret without quotes
        Without quotes 'p #w' is read as 'p' and '0123' as a number. In 'config' and 'plugins' the name says what is a secret. Better
        than quotes: a file, 'password: { file: "/etc/vmoodle/secrets/{id}.dbpass" }'.
        VM211 warning: a secret in the registry
        It lies in every copy of the registry and is copied into the fragment. '{ file: … }' is read late and copied nowhere;
        '{ env: … }' and '{ command: [ … ] }' are had by 'build'. '--strict' makes this an error.
        VM212 warning: a setting that is nearly a known one
        Moodle ignores settings that it does not know, so a slip of the hand would go unseen. If the setting exists, say so with a
        change of this list; the compiler takes it all the same.
        VM213 another number of hosts than expected
        'expect: { hosts: N }' guards against a file that was cut off at the end of a line, which is still a registry. Change the
        number together with the hosts.
        VM301 one name leads to two hosts
        URLs, aliases and Behat's URLs are looked up by host name, port and sub-directory; the scheme does not tell two apart.
        Because of this rule no redirect can lead in a circle and no alias can hide a host.
        VM302 two hosts share a database and prefix
        They would write into the same tables. Names are compared without case. Entries of 'dbservers' are one server if Moodle's
        drivers speak the same language (mariadb, mysqli and auroramysql do) and their addresses are the same: without case, without
        a trailing dot, with the usual port where none is said, and with one name for this machine, be it localhost, 127.0.0.1,
        '::1' or a socket. A socket does not tell which of several servers on this machine it belongs to, and MySQL's client takes
        'localhost' for one, so it counts as each: give one of the hosts another database name or prefix. What a name resolves to is
        not asked.
        VM303 dataroots are equal or inside each other
        Two sites would share files and caches, or one could read the other's. Use a pattern: 'dataroot: /srv/moodledata/{id}'.
        VM304 a directory of a host lies in a code tree, or holds one
        In a code tree the web server would hand its files out to everybody; around one the code lies among what a site writes and
        tests empty. Move it outside of the platform's 'root'.
        VM305 an unknown platform, group or database server
        The id is not defined under 'platforms', 'groups' or 'dbservers'.
        VM306 https without a certificate or proxy, or both, or one of them on http
        TLS must end somewhere: at the web server ('web.tls') or at a proxy in front ('sslproxy: true'), not at both. Moodle refuses
        'sslproxy' with an http URL, and a port with a certificate does not answer http.
        VM307 two platforms share a root, or one lies in another's
        A code tree has one config.php and one PHP, and its web server hands out what lies in it. Use one platform, or two trees
        beside each other.
        VM308 a sub-directory hides one of Moodle's own
        On a name that also has a host at its root, '/course' or '/login' belong to that host's code. Choose another sub-directory.
        VM309 hosts on one name differ in scheme or listeners
        Hosts in sub-directories of one name share its virtual server: scheme, 'web.listen', 'web.tls' and 'sslproxy' must agree.
        VM311 an address with and without TLS
        A web server speaks either TLS or plain HTTP on one address and port.
        VM312 one name twice on one address
        Two ports behind one proxy end on the same listener of the web server, which could not tell the hosts apart.
        VM313 a serving alias of a host in a sub-directory
        An alias has no sub-directory, and the pages' links would lead away from it. Use 'mode: redirect'.
        VM314 too many sub-directories on one name
        Apache's virtual host holds one pattern with all of them, and its library compiles no more. 1,000 are allowed. The names of
        'proxy.names' have those of all hosts of their platform.
        VM315 two hosts share a prefix on one session or cache store
        On one redis or memcached the prefix alone keeps hosts apart, sessions and caches alike: a visitor could take a session from
        one site to the other. Servers are compared as VM302 compares them, a redis also by its database; memcached has none.
        Use a pattern: 'session: { prefix: "{id}_" }'.
        VM316 a session cookie reaches another host
        A cookie's domain holds all names below it, and its path all sub-directories: URLs, aliases that serve and Behat's URLs of
        other hosts, on any port; a wildcard is every name in it that nothing else has. Leave 'session.cookie.domain' and
        'session.cookie.path' out: then it belongs to the URL. One that does not even hold the host's own URL is refused as well;
        Moodle would not use it.
        VM318 reverseproxy without a name to ask for
        With 'reverseproxy: true' Moodle expects requests by another name than the URL's and refuses those by the URL's. Add the
        internal name to 'aliases' (another port of the same name is no other name to it), or use 'sslproxy: true', which is what a proxy that keeps the name needs.
        VM319 directories of hosts meet
        cachedir, tempdir, filedir, secretdataroot and their like belong to one host. PHPUnit's and Behat's directories are emptied, so they
        lie apart even from the host's own.
        VM320 test tables meet a site's or other tests'
        PHPUnit and Behat drop all tables of the host's database that begin with their prefix: 't_' drops those of 't_b_' as well.
        Give each a prefix that no other in the database begins with; an empty one begins all.
        VM321 two hosts on one name have one session cookie
        They differ by their ports only, of which cookies know nothing, so that a browser sends one's cookie to the other. Give
        each a 'session.cookie.name' of its own. Aliases that serve count, unless the host is behind a reverse proxy, which alone
        asks by them; so does Behat's URL, where Moodle's own name of the cookie holds, so that another host name is the only way.
        VM322 a sendfile location that is not the host's alone
        nginx hands out files below such a location when the site says so. On one name each belongs to one host with all that lies
        below it, neither holds nor lies in another host's sub-directory, and is no directory of Moodle's. It maps to a directory
        of the host's own. Without 'sendfile_aliases' each host gets one with its id in it.
        VM323 warning: the prefix of a host's tables begins another's
        In one database Moodle takes all tables that begin with its prefix for its own: what it lists, checks or converts is then
        also the other site's. Have prefixes of one length, or a database for each host.
        VM324 no server answers Behat's URL
        The generated servers mount the host's code at the path of its own URL, on Behat's name too, and TLS ends where it ends for
        that URL. So Behat's URL has the same path, or none if that has none, and is https only if that is; http is always possible.
        VM325 a name by which proxies cannot ask
        By a platform's 'proxy.names' trusted proxies ask for whichever of its hosts X-Forwarded-Host says. Such a name is no host's
        own, on whatever port, belongs to one platform, and makes sense only with 'proxies'.
        VM326 commands without a host would end
        'cli.without_host' names a host for commands that name none; commands for disabled and archived hosts end with 69.
        VM327 hosts behind a proxy's name share a sendfile location
        By a name of 'proxy.names' all hosts of the platform share one virtual server, whose internal locations each lead one way.
        Without 'sendfile_aliases' each host gets one with its id in it.
        VM331 a pool of a host's own that requests would pass by
        By a platform's 'proxy.names' all its hosts are asked for in one virtual server, which knows one pool. Put the host on a
        platform without them, or have the proxy ask by the host's own name.
        VM332 two pools of php-fpm's listen at one address
        Each needs one of its own; without 'web.fpm' and 'fpm' they have it.
        VM333 a component cache where it cannot be
        Moodle runs this file: each code tree needs one of its own, outside what web servers serve and what a host writes.
        VM334 warning: files are sent by a header that no web server of the registry knows
        'x-accel-redirect' is for nginx and Caddy, 'x-sendfile' for Apache with mod_xsendfile. To others the fragments don't say it, and
        PHP sends files itself. 'targets' says which web servers there are; without their files the registry is taken at its word.
        VM401 a template's tags do not match or close
        Each '{{#name}}' and '{{^name}}' needs its '{{/name}}', in order.
        VM402 a template uses an unknown name
        docs/templates.md lists what each template may say.
        VM403 a template uses a name as what it is not
        A list or flag opens a section, a text is written; not the other way round.
        VM404 a template has a value where none can be written
        In a comment, or inside quotes of a language that has no escapes for them.
        VM405 a value that a language cannot write
        A line feed in a crontab, for instance. The place is the host's in the registry.
        VM406 a site's own template of fragments changes what their sum is of
        It begins as the built-in one does, up to '{{sum}}', and what it adds stands behind that; or it is of format 1, without a sum.
        VM407 a template is no text, or too long
        A template is UTF-8 without control characters other than tabs and ends of lines, and has at most 1 MB with its partials.
        VM408 a partial that there is not, or that includes itself
        '{{> name}}' puts 'name.tmpl' of 'partials' there, a folder of the target's own or one beside the targets'. What includes itself
        would have no end.
        VM409 warning: a partial that no template shows
        No template names it, or another of the same name lies nearer: a target's own 'partials' hide those of all.
        VM410 warning: a file among the templates that is none
        A site's folder has a '.tmpl' file where no template is: it is used for nothing. 'vmoodle-gen templates' lists all.
        VM411 warning: a site's own template was made from a built-in one that has changed
        The change may be needed in the own one, too. 'templates --diff' shows how they differ. Then write the new digest, which the
        message says, into the comment that 'templates --print' had put into the template.
        VM501 an input file cannot be read
        The system's reason stands in the message.
        VM502 the output cannot be written
        The previous release keeps serving. The system's reason, or who holds the lock, stands in the message.
        VM503 the published table cannot be read
        No release was published in this directory, or it is damaged. 'vmoodle-gen build' makes it anew.
        VM504 the current release cannot be compared with the new one
        Its table or a fragment is damaged or missing, so which hosts change is not known, and nothing is held against the limits of VM505.
        The build goes on: it is what mends this. 'vmoodle-gen status' says what is wrong.
        VM505 a change that has to be confirmed
        More than 30 % of ten or more hosts would change, more than 10 % be removed, or a host's data directory, database or id be another.
        Look at 'vmoodle-gen plan', then build with '--plan-digest' and the digest that it shows, or with '--force'. Exit status 4.
        VM506 a hook has failed, or is not run
        The message says which release serves. What a hook said stands before it. One that others than root and you can write to is not run.
        VM508 a build would have kept what is another by now
        'build --verify' made all anew and got another release than from what the last build noted. The new one is right. Please report it, with
        the two registries: it is a fault of vmoodle-gen.
        VM520 a program refuses the files that were made for it
        'check --with' had nginx, Apache, Caddy, PHP, php-fpm, systemd, logrotate or the rules of cron look at them. The place is the host that the line
        is about, else the file; the notes show the line, and the template's where only one can have written it. Any warning of nginx counts, since it
        drops a server with no more than that.
        VM521 a program could not be asked
        'check --with' needs the program on this machine: it is not installed, was ended after two minutes, or did not say what it should.
        Nothing is known of the files then, and the exit status is 1.
        VM550 an import: the source is not what it was said to be
        A nodelist without its header or a required column, a dump without VMoodle's table, a dump or config.php that was cut off.
        Nothing was carried from the place on; of a config.php that PHP would not run, nothing at all.
        VM551 an import: a host is not carried
        The message says what it lacks. The registry has the other hosts; the exit status is 3.
        VM552 an import: a value is not carried
        What is not a literal, or has no place in a registry. Add it by hand if it is needed.
        VM553 an import: a value is carried in another form
        An id made from a short name, an address in canonical form, a scheme of old. Look whether it is what was meant.
        VM554 an import: a value was assumed
        The source does not say it and the registry needs it, such as the root of the code tree or where TLS ends.
        VM555 an import: the text is not plain UTF-8
        It was read as Windows-1252, or was encoded twice and is carried as it stands.
        VM556 an import: passwords
        They are not carried unless asked for: '--secrets DIR' writes a file for each, '--inline-secrets' writes them into the
        registry. One that only running the source would tell is an error: write it to the file that the message names.
        VM557 an export: a line that VMoodle would cut
        Its reader takes 1,023 bytes of a line and the rest for another host. Shorten the description.
        """
}
