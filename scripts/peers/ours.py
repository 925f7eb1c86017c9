"""Accounts the made-up region with Shanshui: all indicators in one account without and with maps, and each
model's alone, every time in a fresh folder.
"""
import csv
import json
import os
import shutil
import sys

import measured

MODELS = {
    "carbon": ["carbon-storage", "carbon-gained"],
    "annual_water_yield": ["water-yield"],
    "urban_cooling_model": ["heat-mitigation", "air-excess"],
    "urban_flood_risk_mitigation": ["storm-retained"],
    "sdr": ["soil-loss", "sediment-export", "sediment-deposition", "avoided-export"],
    "ndr": ["nitrogen-surface", "nitrogen-subsurface", "phosphorus-surface"],
}
# What InVEST does by each way of flow. By D8 a stream has more cells than the threshold, by MFD as many.
ROUTING = {"mfd": {"FLOW": "mfd", "TRACE": "0.7", "STEPS": "cells", "STREAMS": "1000"},
           "d8": {"FLOW": "d8", "TRACE": "1", "STEPS": "cellsLeft", "STREAMS": "1001"}}


def region(inputs, tables, folder, flow, models):
    """A region folder that lies over the inputs and counts only what the models count."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for name in os.listdir(inputs):
        os.symlink(os.path.abspath(os.path.join(inputs, name)), os.path.join(folder, name))
    os.symlink(os.path.abspath(os.path.join(tables, "invest.csv")), os.path.join(folder, "invest.csv"))
    with open(os.path.join(tables, "invest.csv")) as file:
        classes = {row["lucode"]: row["code"] for row in csv.DictReader(file)}
    with open(os.path.join(tables, "region.json5")) as file:
        text = file.read()
    left_out = [name for model in MODELS if model not in models for name in MODELS[model]]
    why = "这里只比一个模型"
    words = {**ROUTING[flow], "CLASSES": json.dumps(classes),
             "EXCLUDED": json.dumps([{"indicator": name, "why": why} for name in left_out])}
    for word, value in words.items():
        text = text.replace(word, value)
    with open(os.path.join(folder, "region.json5"), "w") as file:
        file.write(text)


def median(runs):
    """The run in the middle by CPU: other work on the machine makes single ones longer."""
    return sorted(runs, key=lambda run: run["cpu"])[len(runs) // 2]


def account(program, folder, out, what, *options):
    shutil.rmtree(out, ignore_errors=True)
    return measured.run([program, "account", folder, "--out", out, "--quiet", *options], what)


def main(program, inputs, tables, out, flow, memory, *models):
    os.makedirs(out, exist_ok=True)
    place = lambda name: os.path.join(out, name)
    options = ["--memory", memory]
    region(inputs, tables, place("region"), flow, models or MODELS)
    results = {"all": median([account(program, place("region"), place("account"), "Shanshui, all in one account",
                                      "--no-maps", *options) for _ in range(1 if models else 3)])}
    if not models:
        results["maps"] = median([account(program, place("region"), place("account-maps"), "Shanshui, with 13 maps",
                                          *options) for _ in range(3)])
        shutil.rmtree(place("account-maps"))
        for model in MODELS:
            region(inputs, tables, place("region-one"), flow, [model])
            results[model] = account(program, place("region-one"), place("account-one"), f"Shanshui {model}",
                                     "--no-maps", *options)
        shutil.rmtree(place("account-one"))
    with open(place("ours.json"), "w") as file:
        json.dump(results, file, indent=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
