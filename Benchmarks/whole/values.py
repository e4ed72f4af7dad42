"""What a script of a site's own would make of a registry of Benchmarks/fleet.py: its fields merged, patterns filled in, and the values that
the project's templates ask for. Nothing is checked. values.php is the same in PHP."""
import binascii
import re

MINUTES = {"m": 1, "h": 60}
LAYERS = ("groups", "hosts")


def merged(*layers):
    """One map of many: maps go into each other, what comes later replaces the rest."""
    whole = {}
    for layer in layers:
        for name, value in layer.items():
            whole[name] = merged(whole.get(name) or {}, value) if isinstance(value, dict) else value
    return whole


def filled(value, texts):
    """A value with what stands in braces filled in."""
    if isinstance(value, str):
        return re.sub(r"\{(\w+)\}", lambda match: texts[match[1]], value) if "{" in value else value
    if isinstance(value, dict):
        return {name: filled(item, texts) for name, item in value.items()}
    return [filled(item, texts) for item in value] if isinstance(value, list) else value


def hosts(registry):
    """All hosts, by id."""
    for number, own in sorted(registry["hosts"].items()):
        layers = [registry["groups"][group] for group in own.get("groups", ())] + [own]
        platform = next((layer["platform"] for layer in reversed(layers) if "platform" in layer), registry["defaults"]["platform"])
        layers = [registry["defaults"], registry["platforms"][platform].get("defaults", {}), *layers]
        key = own["url"].removeprefix("https://")
        texts = {"id": number, "name": own.get("name", number), "host": key.partition("/")[0]}
        host = filled(merged(*layers), texts)
        host["db"] = {"prefix": "mdl_", **host["db"]}
        name, slash, path = key.partition("/")
        period = host["cron"]["every"] if host["cron"].get("enabled", True) else None
        yield {
            **host, "id": number, "key": key, "host": name, "path": slash + path, "state": host.get("state", "enabled"),
            "platform": registry["platforms"][platform], "period": period and int(period[:-1]) * MINUTES[period[-1]]}


# --- PHP -----------------------------------------------------------------------------------------------------------


def serialized(value):
    """As PHP's serialize() writes it."""
    if isinstance(value, bool):
        return b"b:%d;" % value
    if isinstance(value, int):
        return b"i:%d;" % value
    if isinstance(value, str):
        value = value.encode()
        return b's:%d:"%s";' % (len(value), value)
    items = value.items() if isinstance(value, dict) else enumerate(value)
    return b"a:%d:{%s}" % (len(value), b"".join(serialized(key) + serialized(item) for key, item in items))


def fragment(host, registry):
    """Of a host's file of settings."""
    server = registry["dbservers"][host["db"]["server"]]
    settings = {
        "wwwroot": host["url"], "dataroot": host["dataroot"], "dbtype": server["type"], "dblibrary": "native", "dbhost": server["host"],
        "dbname": host["db"]["name"], "dbuser": host["db"]["user"], "prefix": host["db"]["prefix"],
        "dboptions": {"dbport": server["port"]} if "port" in server else {}}
    if host["sslproxy"]:
        settings["sslproxy"] = True
    if host["period"]:
        settings["expectedcronfrequency"] = 60 * host["period"]
    settings["noreplyaddress"] = host["mail"]["no_reply"]
    if "support" in host["mail"]:
        settings["supportemail"] = host["mail"]["support"]
    settings.update(sorted(host["config"].items()))
    settings.update(vmoodleroot=host["url"], vmoodlename=host["key"], vhost=host["key"].partition(".")[0])
    files = {"dbpass": host["db"]["password"]["file"]}
    said = ["vmoodle-gen fragment 2", host["id"], settings, files]
    return {
        "id": host["id"], "settings": [{"name": name, "value": value} for name, value in settings.items()],
        "secret_files": [{"name": name, "path": path} for name, path in files.items()], "inner_secret_files": [],
        "sends_files": False, "sum": binascii.crc32(serialized(said))}


# --- servers -------------------------------------------------------------------------------------------------------

HANDLER = "proxy:unix:/run/php/php-fpm.sock|fcgi://vmoodle"


def pattern(path):
    """A regular expression for a path."""
    return path.replace(".", "\\.")


def mount(host, below):
    """A site under a name; `below` has the paths of the others that are below it."""
    root = host["platform"]["root"] + ("/public" if host["platform"].get("public") else "")
    address = host["platform"].get("fpm")
    inner = f"(?!/(?:{'|'.join(pattern(path.removeprefix('/')) for path in below)})(?:/|$))" if below else ""
    return {
        "prefix": host["path"], "slash_prefix": host["path"] + "/", "prefix_pattern": pattern(host["path"]), "at_root": not host["path"],
        "extent": f"^{pattern(host['path'])}{inner}(?:/|$)", "docroot": root, "slash_docroot": root + "/", "key": host["key"],
        "fastcgi": address or "unix:/run/php/php-fpm.sock", "handler": f"proxy:fcgi://{address}" if address else HANDLER,
        "max_body": "1073741824", "enabled": host["state"] == "enabled", "refused": host["state"] != "enabled",
        "maintenance": host["state"] == "maintenance", "disabled": host["state"] == "disabled", "archived": False, "limits_body": False,
        "limits_wait": False, "sends_hsts": False, "routed": False, "overridden": False, "headers": [], "extra": [], "files": [],
        "sends_by_path": False, "sent_paths": []}


def server(names, host, mounts, location, refusal):
    """Names that are answered alike."""
    tls = host["web"].get("tls")
    certificate = {"certificate": tls["certificate"], "certificate_key": tls["key"]} if tls else {}
    return names[0], {
        "names": [{"name": name} for name in names], "name": names[0], "other_names": [{"name": name} for name in names[1:]],
        "listens": [{"listen": "80" if host["sslproxy"] else "443"}], "tls": bool(tls), **certificate, "redirect": location is not None,
        "location": location, "mounts": mounts, "rootless": False, "shared": False, "sends_files": False, "http2_listen": False,
        "http2_directive": False, "has_challenges": False, "limits_proxy": False, "refusal": refusal, "retry_after": "300"}


def servers(all_hosts, refusal):
    """Of all names, in their order."""
    of_name = {}
    for host in all_hosts:
        of_name.setdefault(host["host"], []).append(host)
    made = []
    for name, sites in of_name.items():
        sites.sort(key=lambda host: (-len(host["path"]), host["path"]))
        names = [name]
        for host in sites:
            for alias in host.get("aliases", ()):
                if isinstance(alias, dict):
                    made.append(server([alias["host"]], host, [], host["url"], refusal))
                elif len(sites) == 1:
                    names.append(alias)
                else:
                    made.append(server([alias], host, [mount(host, ())], None, refusal))
        mounts = [mount(host, [other["path"] for other in sites if other["path"].startswith(host["path"] + "/")]) for host in sites]
        made.append(server(names, sites[-1], mounts, None, refusal))
    return [values for _, values in sorted(made, key=lambda pair: pair[0])]


def apache(values):
    """A server as Apache is told of it."""
    return {**values, "listens": [{"listen": f"*:{address['listen']}"} for address in values["listens"]]}


# --- cron ----------------------------------------------------------------------------------------------------------


def crontab(all_hosts):
    """Of the hosts whose cron runs."""
    lines = []
    for host in all_hosts:
        period = host["period"]
        if not period or host["state"] != "enabled":
            continue
        start = binascii.crc32(host["id"].encode()) % period
        lines.append({
            "id": host["id"], "url": host["url"], "cron": True, "logs_to_file": False, "jobs": [], "hour": "*",
            "minute": f"{start}-59/{period}" if period < 60 else str(start), "user": host["platform"]["user"],
            "lock": f"/run/lock/vmoodle-{host['id']}", "timeout": "21600", "nice": "10", "php": host["platform"].get("php", "/usr/bin/php"),
            "script": host["platform"]["root"] + "/admin/cli/cron.php", "keeps_alive": True, "keep_alive": "0"})
    return {"hosts": lines}


def views(registry, refusal):
    """What each template is asked for, once a text."""
    every = list(hosts(registry))
    of_servers = servers(every, refusal)
    return {
        "fragment": [fragment(host, registry) for host in every if host["state"] in ("enabled", "maintenance")], "nginx": of_servers,
        "apache": [apache(values) for values in of_servers], "cron": [crontab(every)]}
