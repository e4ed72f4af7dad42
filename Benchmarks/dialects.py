"""The project's Mustache templates in the languages of others: Jinja2's, and PHP itself.

Quoting is what the values of Benchmarks/fleet.py need.
"""
import re

TEMPLATES = {
    "fragment": "php/fragment.php.tmpl", "nginx": "nginx/server.conf.tmpl", "apache": "apache/virtualhost.conf.tmpl",
    "cron": "cron/crontab.tmpl"}
TAG = re.compile(r"\{\{([#^/!]?)\s*(.*?)\s*\}\}", re.S)
# Fields of time and the user are written as they are.
BARE = {"cron": {"minute", "hour", "user"}}


def tokens(text):
    """Text, and tags with their kind and name; a line that holds nothing but a tag that writes nothing is none."""
    found, at = [], 0
    for match in TAG.finditer(text):
        start, end = match.span()
        if match[1]:
            line = text.rfind("\n", 0, start) + 1
            feed = text.find("\n", end)
            if not text[line:start].strip(" ") and feed >= 0 and not text[end:feed].strip(" ") and line >= at:
                start, end = line, feed + 1
        found.append(("text", text[at:start]))
        found.append(({"#": "open", "^": "without", "/": "close", "!": "comment", "": "hole"}[match[1]], match[2]))
        at = end
    return found + [("text", text[at:])]


class Names:
    """What the names of a template are, by the values that were written for them."""

    def __init__(self, views):
        self.lists = {}
        for view in views:
            self._look(view)

    def _look(self, view):
        for name, value in view.items():
            # A literal may be a list of texts.
            if isinstance(value, list) and all(isinstance(item, dict) for item in value):
                for item in value:
                    self.lists.setdefault(name, set()).update(item)
                    self._look(item)
                self.lists.setdefault(name, set())

    def scope(self, name, open_lists):
        """The list whose items have a name; None: the host's own."""
        return next((outer for outer in reversed(open_lists) if name in self.lists[outer]), None)


def translated(kind, text, names, write):
    """Goes through a template: `write` has a method for each thing that there is in it."""
    lists, sections, line = [], [], ""
    for what, value in tokens(text):
        if what == "text":
            write.text(value)
            line = (line + value).rpartition("\n")[2]
        elif what == "hole":
            quoting = "bare" if value in BARE.get(kind, ()) else "inner" if line.count('"') % 2 else "token"
            write.hole(names.scope(value, lists), value, f"{kind}_{quoting}")
            line += "x"
        elif what == "open":
            is_list = value in names.lists
            write.begin(names.scope(value, lists), value, is_list)
            sections.append(is_list)
            if is_list:
                lists.append(value)
        elif what == "without":
            write.without(names.scope(value, lists), value)
            sections.append(False)
        elif what == "close":
            is_list = sections.pop()
            if is_list:
                lists.pop()
            write.end(is_list)


class Jinja:
    """A template in Jinja2's language."""

    def __init__(self):
        self.out = []

    @staticmethod
    def _name(scope, name):
        return f"{scope or 'host'}_item.{name}" if scope else f"host.{name}"

    def text(self, text):
        """Braces of Jinja2's own do not occur: `{%` and `{{` would be errors of the comparison."""
        self.out.append(text)

    def hole(self, scope, name, quoting):
        self.out.append("{{ " + self._name(scope, name) + " | " + quoting + " }}")

    def begin(self, scope, name, is_list):
        self.out.append(
            "{% for " + name + "_item in " + self._name(scope, name) + " %}" if is_list else "{% if " + self._name(scope, name) + " %}")
        self.out.append("")

    def without(self, scope, name):
        self.out.append("{% if not " + self._name(scope, name) + " %}")

    def end(self, is_list):
        self.out.append("{% endfor %}" if is_list else "{% endif %}")


class PHP:
    """A template as a function of PHP's."""

    def __init__(self):
        self.out = []

    @staticmethod
    def _name(scope, name):
        return f"${scope or 'host'}_item['{name}']" if scope else f"$host['{name}']"

    def text(self, text):
        if text:
            self.out.append("$out .= '" + text.replace("\\", "\\\\").replace("'", "\\'") + "';")

    def hole(self, scope, name, quoting):
        self.out.append(f"$out .= {quoting}({self._name(scope, name)});")

    def begin(self, scope, name, is_list):
        self.out.append(
            f"foreach ({self._name(scope, name)} as ${name}_item) {{" if is_list else f"if ({self._name(scope, name)}) {{")

    def without(self, scope, name):
        self.out.append(f"if (!{self._name(scope, name)}) {{")

    def end(self, _):
        self.out.append("}")


def jinja(kind, text, names):
    """A template in Jinja2's language."""
    writer = Jinja()
    translated(kind, text, names, writer)
    return "".join(writer.out)


def php(kind, text, names):
    """A template as a function of PHP's, which has the kind's name."""
    writer = PHP()
    translated(kind, text, names, writer)
    return f"function {kind}(array $host): string\n{{\n$out = '';\n" + "\n".join(writer.out) + "\nreturn $out;\n}\n"


# How values are quoted: by language, and where they stand.

PLAIN = r"^[A-Za-z0-9_./:@,=+*-]+$"
_IS_PLAIN = re.compile(PLAIN).match
# Between single quotes, and of other texts what may stand between double ones as it is.
_ASCII = re.compile(r"[ -~]*").fullmatch
_OTHER = re.compile(rb"[^A-Za-z0-9 ._/:@-]")


def _inner(value):
    return value.replace("\\", "\\\\").replace('"', '\\"')


def _token(value):
    return value if _IS_PLAIN(value) else f'"{_inner(value)}"'


def _word(value):
    if _IS_PLAIN(value):
        return value
    quoted = "'" + value.replace("'", "'\\''") + "'"
    return quoted.replace("\\", "\\\\").replace("%", "\\%")


def _literal(value):
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]"
    if isinstance(value, dict):
        return f"[{', '.join(f'{_literal(key)} => {_literal(item)}' for key, item in value.items())}]"
    if _ASCII(value):
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return '"' + _OTHER.sub(lambda match: b"\\x%02x" % match[0][0], value.encode()).decode() + '"'


FILTERS = {
    "nginx_inner": _inner, "nginx_token": _token, "apache_inner": _inner, "apache_token": _token, "cron_token": _word, "cron_bare": str,
    "fragment_token": _literal}
PHP_HEAD = r"""<?php
function inner(string $value): string
{
    return strpbrk($value, "\\\"") === false ? $value : addcslashes($value, "\\\"");
}
function token(string $value): string
{
    return preg_match('~PLAIN~D', $value) ? $value : '"' . inner($value) . '"';
}
function nginx_inner(string $value): string { return inner($value); }
function nginx_token(string $value): string { return token($value); }
function apache_inner(string $value): string { return inner($value); }
function apache_token(string $value): string { return token($value); }
function cron_bare(string $value): string { return $value; }
function cron_token(string $value): string
{
    return preg_match('~PLAIN~D', $value)
        ? $value : strtr("'" . str_replace("'", "'\\''", $value) . "'", ['\\' => '\\\\', '%' => '\\%']);
}
function fragment_token($value): string
{
    if (is_bool($value)) {
        return $value ? 'true' : 'false';
    } elseif (is_int($value)) {
        return (string) $value;
    } elseif (is_array($value)) {
        $items = [];
        foreach ($value as $key => $item) {
            $items[] = array_is_list($value) ? fragment_token($item) : fragment_token($key) . ' => ' . fragment_token($item);
        }
        return '[' . implode(', ', $items) . ']';
    } elseif (preg_match('/^[ -~]*$/D', $value)) {
        return "'" . addcslashes($value, "'\\\\") . "'";
    }
    return '"' . preg_replace_callback('~[^A-Za-z0-9 ._/:@-]~', static fn ($match) => sprintf('\\x%02x', ord($match[0])), $value) . '"';
}
""".replace("PLAIN", PLAIN)
