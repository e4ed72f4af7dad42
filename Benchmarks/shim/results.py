"""What Benchmarks/run-shim --json wrote."""
import json


def read(paths):
    """Labels of the arms, and figures by number of hosts and arm; later files go before earlier ones."""
    labels, fleets = {}, {}
    for path in paths:
        results = json.loads(path.read_text(encoding="utf-8"))
        labels.update(results["labels"])
        fleets.update({int(hosts): figures for hosts, figures in results["fleets"].items()})
    return labels, dict(sorted(fleets.items()))
