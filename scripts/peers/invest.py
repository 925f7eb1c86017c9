"""Runs the models of InVEST on the made-up inputs, one process at a time, and notes CPU, wall and memory.

Each runs without report, in one process (n_workers -1: with more, Carbon waits for ever).
"""
import json
import os
import shutil
import sys

import measured

MODELS = {
    "carbon": "natcap.invest.carbon.carbon",
    "annual_water_yield": "natcap.invest.annual_water_yield.annual_water_yield",
    "urban_cooling_model": "natcap.invest.urban_cooling_model.urban_cooling_model",
    "urban_flood_risk_mitigation": "natcap.invest.urban_flood_risk_mitigation.urban_flood_risk_mitigation",
    "sdr": "natcap.invest.sdr.sdr",
    "ndr": "natcap.invest.ndr.ndr",
}


def arguments(model, folder, tables, workspace, flow):
    place = lambda name: os.path.join(folder, name)
    table = os.path.join(tables, "invest.csv")
    common = {"workspace_dir": workspace, "results_suffix": "", "n_workers": -1}
    own = {
        "carbon": {"lulc_bas_path": place("lulc.tif"), "calc_sequestration": True,
                   "lulc_alt_path": place("lulc-later.tif"), "carbon_pools_path": table, "do_valuation": False},
        "annual_water_yield": {
            "lulc_path": place("lulc.tif"), "depth_to_root_rest_layer_path": place("soil-depth.tif"),
            "precipitation_path": place("precipitation.tif"), "pawc_path": place("pawc.tif"),
            "eto_path": place("et0.tif"), "watersheds_path": place("watersheds.shp"),
            "biophysical_table_path": table, "seasonality_constant": 5},
        "urban_cooling_model": {
            "lulc_raster_path": place("lulc.tif"), "ref_eto_raster_path": place("et0.tif"),
            "aoi_vector_path": place("watersheds.shp"), "biophysical_table_path": table,
            "green_area_cooling_distance": 450, "t_air_average_radius": 510, "t_ref": 21.5, "uhi_max": 3.5,
            "do_energy_valuation": False, "do_productivity_valuation": False, "cc_method": "factors",
            "cc_weight_shade": 0.6, "cc_weight_albedo": 0.2, "cc_weight_eti": 0.2},
        "urban_flood_risk_mitigation": {
            "aoi_watersheds_path": place("watersheds.shp"), "rainfall_depth": 60, "lulc_path": place("lulc.tif"),
            "soils_hydrological_group_raster_path": place("soil-group.tif"), "curve_number_table_path": table},
        "sdr": {
            "dem_path": place("dem.tif"), "erosivity_path": place("erosivity.tif"),
            "erodibility_path": place("erodibility.tif"), "lulc_path": place("lulc.tif"),
            "watersheds_path": place("watersheds.shp"), "biophysical_table_path": table,
            "threshold_flow_accumulation": 1000, "k_param": 2, "sdr_max": 0.8, "ic_0_param": 0.5, "l_max": 122,
            "flow_dir_algorithm": flow},
        "ndr": {
            "dem_path": place("dem.tif"), "lulc_path": place("lulc.tif"),
            "runoff_proxy_path": place("precipitation.tif"), "watersheds_path": place("watersheds.shp"),
            "biophysical_table_path": table, "calc_p": True, "calc_n": True, "threshold_flow_accumulation": 1000,
            "k_param": 2, "subsurface_critical_length_n": 150, "subsurface_eff_n": 0.5,
            "flow_dir_algorithm": flow},
    }
    return {**common, **own[model]}


def run(model, args):
    """CPU, wall and memory of one model in a process of its own."""
    code = ("import importlib, json, logging, sys\nlogging.disable(logging.CRITICAL)\n"
            "importlib.import_module(sys.argv[1]).execute(json.loads(sys.argv[2]))\n")
    return measured.run([sys.executable, "-c", code, MODELS[model], json.dumps(args)], f"InVEST {model}")


def main(folder, tables, out, flow, *models):
    results = {}
    for model in models or MODELS:
        workspace = os.path.join(out, model)
        shutil.rmtree(workspace, ignore_errors=True)
        results[model] = run(model, arguments(model, folder, tables, workspace, flow))
    with open(os.path.join(out, "invest.json"), "w") as file:
        json.dump(results, file, indent=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
