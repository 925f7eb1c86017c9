"""The closing lines out of what the runs noted."""
import json
import os
import sys

# What the comparison has promised of CPU time, against InVEST and against exactextract on many polygons.
LESS, FASTER = 20, 1
# Of a raster's total nothing may be lost in sums by polygons. Sums of one polygon may be apart by the last bits of
# parts of cells, which exactextract keeps in single precision.
LOST, APART = 1e-12, 1e-7


def load(*parts):
    with open(os.path.join(*parts)) as file:
        return json.load(file)


def whole(runs, what):
    return sum(run[what] for run in runs.values())


def reached(figure, promise):
    return "reached" if figure >= promise else "NOT reached"


def models(theirs, ours):
    """CPU seconds and memory, model by model."""
    print(f"  {'model':30} {'InVEST CPU':>10} {'ours CPU':>9} {'ratio':>6}   InVEST memory  our memory")
    for model, used in theirs.items():
        own = ours[model]
        print(f"  {model:30} {used['cpu']:8.1f} s {own['cpu']:7.1f} s {used['cpu'] / own['cpu']:6.1f}   "
              f"{used['memory'] / 2**20:9.0f} MiB {own['memory'] / 2**20:7.0f} MiB")
    for name, own in (("all at once, no maps", ours["all"]), ("all at once, 13 maps", ours["maps"])):
        print(f"  {name:30} {whole(theirs, 'cpu'):8.1f} s {own['cpu']:7.1f} s "
              f"{whole(theirs, 'cpu') / own['cpu']:6.1f}   {max(run['memory'] for run in theirs.values()) / 2**20:9.0f} "
              f"MiB {own['memory'] / 2**20:7.0f} MiB")


def polygons(zonal):
    for zones, found in zonal.items():
        ratio = found["exact"]["cpu"] / found["ours"]["cpu"]
        print(f"  {zones:30} exactextract {found['exact']['cpu']:.2f} s, ours {found['ours']['cpu']:.2f} s, "
              f"ratio {ratio:.2f}; memory {found['exact']['memory'] / 2**20:.0f} and "
              f"{found['ours']['memory'] / 2**20:.0f} MiB; sums differ by {found['difference']:.1e}")


def worst(agreement):
    """The indicator that takes up most of what it is allowed, and the one furthest from InVEST as it runs."""
    return (max(agreement, key=lambda line: line["judged"] / line["allowed"]),
            max(agreement, key=lambda line: max(line["total"], line["zone"])))


def main(folder):
    theirs, ours = load(folder, "invest-mfd", "invest.json"), load(folder, "ours-mfd", "ours.json")
    zonal, agreement = load(folder, "zonal", "zonal.json"), load(folder, "agreement-mfd.json")
    agreement += load(folder, "agreement-d8.json")
    models(theirs, ours)
    polygons(zonal)
    ratios = {what: {name: whole(theirs, what) / ours[name][what] for name in ("all", "maps")}
              for what in ("cpu", "wall")}
    many = zonal["zones-100000"]
    faster = many["exact"]["cpu"] / many["ours"]["cpu"]
    judged, as_run = worst(agreement)
    print(f"invest-speedup: {ratios['cpu']['all']:.1f} (CPU {whole(theirs, 'cpu'):.1f} s in {len(theirs)} runs of InVEST, "
          f"{ours['all']['cpu']:.1f} s in one account without maps; {LESS} promised: "
          f"{reached(ratios['cpu']['all'], LESS)}); {ratios['cpu']['maps']:.1f} with 13 maps "
          f"({ours['maps']['cpu']:.1f} s)")
    print(f"invest-wall-speedup: {ratios['wall']['all']:.1f} (wall {whole(theirs, 'wall'):.1f} s and "
          f"{ours['all']['wall']:.1f} s); {ratios['wall']['maps']:.1f} with 13 maps")
    print(f"zonal-speedup: {faster:.2f} (CPU, 100 489 polygons; {reached(faster, FASTER)}; wall "
          f"{many['exact']['wall'] / many['ours']['wall']:.2f}; sums apart by {many['difference']:.1e})")
    print(f"worst-difference: {judged['judged']:.1e} of {judged['indicator']}, {judged['allowed']:.0e} allowed, "
          f"{judged['verdict']}; as InVEST runs {max(as_run['total'], as_run['zone']):.1e} in a zone of "
          f"{as_run['indicator']}")
    wrong = [line["indicator"] for line in agreement if line["judged"] > line["allowed"]]
    wrong += [zones for zones, found in zonal.items() if found["difference"] > APART or found["rest"] > LOST]
    if wrong:
        sys.exit(f"differs by more than is allowed: {', '.join(wrong)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
