"""What Benchmarks/run-shim and Benchmarks/scale --json wrote."""
import json


def read(paths):
    """Labels of the arms, figures by number of hosts and arm, and loads of the machine by number of hosts; later files go
    before earlier ones."""
    labels, fleets, loads = {}, {}, {}
    for path in paths:
        results = json.loads(path.read_text(encoding="utf-8"))
        labels.update(results["labels"])
        fleets.update({int(hosts): figures for hosts, figures in results["fleets"].items()})
        loads.update({int(hosts): results["load"] for hosts in results["fleets"]})
    return labels, dict(sorted(fleets.items())), loads


def kind(paths):
    """What was measured; of one kind only."""
    kinds = {json.loads(path.read_text(encoding="utf-8")).get("kind", "shim") for path in paths}
    if len(kinds) != 1:
        raise SystemExit("these are figures of different things")
    return kinds.pop()
