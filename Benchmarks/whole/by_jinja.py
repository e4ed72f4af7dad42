"""Does a build's work the way a script of a site's own does it: PyYAML with libyaml, and Jinja2.

    by_jinja.py REGISTRY TEMPLATES OUT REFUSAL
"""
import os
import pathlib
import sys

import jinja2
import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import dialects  # pylint: disable=wrong-import-position
from whole import values  # pylint: disable=wrong-import-position


def main():
    registry, templates, out, refusal = sys.argv[1:]
    with open(registry, "rb") as file:
        views = values.views(yaml.load(file, Loader=yaml.CSafeLoader), refusal)
    environment = jinja2.Environment(
        undefined=jinja2.StrictUndefined, keep_trailing_newline=True, autoescape=False, loader=jinja2.FileSystemLoader(templates))
    environment.filters.update(dialects.FILTERS)
    os.makedirs(f"{out}/fragments")
    fragment = environment.get_template("fragment")
    for view in views["fragment"]:
        with open(f"{out}/fragments/{view['id']}.php", "w", encoding="utf-8") as file:
            file.write(fragment.render(host=view))
    for kind in ("nginx", "apache", "cron"):
        template = environment.get_template(kind)
        with open(f"{out}/{kind}", "w", encoding="utf-8") as file:
            file.writelines(template.render(host=view) for view in views[kind])


if __name__ == "__main__":
    main()
