/// A pack that reads terrain, stations, statistics of the region and figures of zones.
enum LabPack {
  static let head = """
    { pack: "lab", kind: "method", edition: "1", title: { zh: "小包", en: "Lab" },
      document: { title: "小包", standing: "report" }, clausesRead: true, priceIndex: "cpi.index",
      sources: { S: { title: "小包", clause: "1", standing: "report" } } }
    """

  static let rules = """
    { codes: [ { name: "ecosystem", label: { zh: "类型", en: "Type" }, source: { ref: "S" },
        values: [ { id: "forest", zh: "林", en: "Forest" }, { id: "marsh", zh: "沼", en: "Marsh" } ] } ],
      parameters: [ { name: "price", unit: "元/m3", priceYear: 2020, label: { zh: "价", en: "Price" },
        values: [ { from: "always", value: 2, source: { ref: "S" } } ] } ],
      tables: [ { name: "cpi", label: { zh: "指数", en: "Index" }, keys: [ { name: "year", number: true } ],
        columns: [ { name: "index", unit: "1" } ], source: { ref: "S" }, rows: [ [2020, 100] ] } ],
      inputs: [
        { name: "ecosystem", label: { zh: "类型", en: "Type" }, code: "ecosystem", context: "cell", resample: \
        "nearest" },
        { name: "rain", label: { zh: "雨", en: "Rain" }, unit: "mm/a", context: "cell", resample: "bilinear" },
        { name: "share", label: { zh: "份", en: "Share" }, unit: "1", context: "zone", default: 0.5,
          source: { ref: "S" } },
        { name: "load", label: { zh: "污", en: "Load" }, unit: "m3/a", context: "zone" },
        { name: "slope", label: { zh: "坡", en: "Slope" }, unit: "degree", context: "cell",
          resample: "bilinear" },
        { name: "upslopeArea", label: { zh: "汇", en: "Area" }, unit: "m2", context: "cell",
          resample: "nearest" },
        { name: "aspectLength", label: { zh: "向", en: "Aspect" }, unit: "1", context: "cell",
          resample: "nearest" },
        { name: "people", label: { zh: "人", en: "People" }, unit: "1", context: "cell",
          resample: "nearest" } ],
      formulas: [
        { text: "kept [m3/(hm2.a)] = rain * share", source: { ref: "S" } },
        { text: "keptValue [元/(hm2.a)] = kept * reprice(price)", source: { ref: "S" } },
        { text: "key [m3/(hm2.a)] = 1 * rain", source: { ref: "S" } },
        { text: "cleaned [m3/a] = min(load, sum(key for c in cell))", source: { ref: "S" } },
        { text: "cleanedValue [元/a] = cleaned * reprice(price)", source: { ref: "S" } },
        { text: 'ground [m3/(hm2.a)] = rain * sin(slope) * aspectLength * in(upslopeArea, "m2")',
          source: { ref: "S" } },
        { text: "groundValue [元/(hm2.a)] = ground * reprice(price)", source: { ref: "S" } },
        { text: "low [mm/a] = percentile(rain, 5 for c in region)", source: { ref: "S" } },
        { text: "high [mm/a] = percentile(rain, 95 for c in region)", source: { ref: "S" } },
        { text: "middle [mm/a] = mean(rain for c in region)", source: { ref: "S" } },
        { text: "least [mm/a] = min(rain for c in region)", source: { ref: "S" } },
        { text: "most [mm/a] = max(rain for c in region)", source: { ref: "S" } },
        { text: "fallen [m3/(hm2.a)] = 1 * rain", source: { ref: "S" } },
        { text: "water [m3/a] = sum(fallen for c in region)", source: { ref: "S" } },
        { text: "crowd [1] = sum(people for c in region)", source: { ref: "S" } },
        { text: "spread [m3/(hm2.a)] = (rain - low + high + middle + least + most) * crowd / crowd + 0 * \
        (rain * (water / water))",
          source: { ref: "S" } },
        { text: "spreadValue [元/(hm2.a)] = spread * reprice(price)", source: { ref: "S" } } ],
      indicators: [
        { id: "water", group: "g", class: "regulating", label: { zh: "水", en: "Water" }, physical: "kept",
          value: "keptValue", per: "area", unit: "m3/a", seea: "w", source: { ref: "S" } },
        { id: "clean", group: "g", class: "regulating", label: { zh: "净", en: "Clean" }, physical: "cleaned",
          value: "cleanedValue", per: "zone", share: "key", unit: "m3/a", seea: "c", source: { ref: "S" } },
        { id: "ground", group: "g", class: "regulating", label: { zh: "地", en: "Ground" }, physical: "ground",
          value: "groundValue", per: "area", unit: "m3/a", seea: "w", source: { ref: "S" } },
        { id: "spread", group: "g", class: "regulating", label: { zh: "散", en: "Spread" }, physical: "spread",
          value: "spreadValue", per: "area", unit: "m3/a", seea: "w", source: { ref: "S" } } ] }
    """
}
