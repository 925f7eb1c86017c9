"""The closing lines out of what the runs noted."""
import json
import os
import sys


def load(*parts):
    with open(os.path.join(*parts)) as file:
        return json.load(file)


def main(folder):
    theirs, ours = load(folder, "invest-mfd", "invest.json"), load(folder, "ours-mfd", "ours.json")
    zonal, agreement = load(folder, "zonal", "zonal.json"), load(folder, "agreement-mfd.json")
    agreement += load(folder, "agreement-d8.json")
    print(f"  {'model':30} {'InVEST CPU':>10} {'ours CPU':>9} {'ratio':>6}   InVEST memory  our memory")
    for model, used in theirs.items():
        own = ours[model]
        print(f"  {model:30} {used['cpu']:8.1f} s {own['cpu']:7.1f} s {used['cpu'] / own['cpu']:6.1f}   "
              f"{used['memory'] / 2**20:9.0f} MiB {own['memory'] / 2**20:7.0f} MiB")
    cpu, wall = (sum(used[what] for used in theirs.values()) for what in ("cpu", "wall"))
    one, maps = ours["all"], ours["maps"]
    for zones, found in zonal.items():
        ratio = found["exact"]["cpu"] / found["ours"]["cpu"]
        print(f"  {zones:30} exactextract {found['exact']['cpu']:.2f} s, ours {found['ours']['cpu']:.2f} s, "
              f"ratio {ratio:.2f}; memory {found['exact']['memory'] / 2**20:.0f} and "
              f"{found['ours']['memory'] / 2**20:.0f} MiB; sums differ by {found['difference']:.1e}")
    as_run = max(agreement, key=lambda line: max(line["total"], line["zone"]))
    judged = max(agreement, key=lambda line: line["judged"] / line["allowed"])
    many = zonal["zones-100000"]
    print(f"invest-speedup: {cpu / one['cpu']:.1f} (CPU {cpu:.1f} s in six models, {one['cpu']:.1f} s in one account "
          f"without maps; with maps {cpu / maps['cpu']:.1f})")
    print(f"invest-wall-speedup: {wall / one['wall']:.1f} (wall {wall:.1f} s and {one['wall']:.1f} s; "
          f"with maps {wall / maps['wall']:.1f})")
    print(f"zonal-speedup: {many['exact']['cpu'] / many['ours']['cpu']:.2f} (CPU, 100 489 polygons; wall "
          f"{many['exact']['wall'] / many['ours']['wall']:.2f})")
    print(f"worst-difference: {judged['judged']:.1e} of {judged['indicator']}, {judged['allowed']:.0e} allowed, "
          f"{judged['verdict']}; as InVEST runs {max(as_run['total'], as_run['zone']):.1e} in a zone of "
          f"{as_run['indicator']}")
    if any(line["judged"] > line["allowed"] for line in agreement):
        sys.exit("an indicator differs")


if __name__ == "__main__":
    main(*sys.argv[1:])
