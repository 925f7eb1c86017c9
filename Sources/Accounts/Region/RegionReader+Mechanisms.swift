import Formula
import Geo
import Law

/// Layers that a mechanism makes from other layers.
extension Form {
  func terrain() -> TerrainBinding? {
    guard let layer = self["terrain"]?.choice(TerrainLayer.self), let from = wanted("from")?.name(),
      suits(layer)
    else { return nil }
    var binding = TerrainBinding(layer: layer, from: from)
    binding.filled = self["filled"]?.flag() ?? false
    binding.flow = self["flow"]?.choice(FlowRule.self) ?? .d8
    binding.streams = self["streams"]?.number()
    binding.trace = self["trace"]?.number() ?? 1
    binding.steps = self["steps"]?.choice(Routing.StepMeasure.self) ?? .metres
    binding.of = self["of"]?.name()
    binding.second = (self["length"] ?? self["ratio"])?.name()
    binding.unit = self["unit"]?.unit()?.text
    guard binding.trace > 0, binding.trace <= 1 else {
      self["trace"]?.report(
        .wrongValue, Label(zh: "trace 应大于 0、不大于 1", en: "trace is above 0 and at most 1"),
        remedy: Label(zh: "写 0.7 之类的数", en: "write a number like 0.7"))
      return nil
    }
    return binding
  }

  /// Whether the keys beside `terrain` are those of the layer.
  private func suits(_ layer: TerrainLayer) -> Bool {
    let (needed, known) = layer.keys
    let all = ["filled", "flow", "streams", "trace", "steps", "of", "length", "ratio", "unit"]
    let stray = all.filter { has($0) && !needed.contains($0) && !known.contains($0) }
    for key in stray {
      self[key]?.report(
        .unknownKey,
        Label(
          zh: "图层 \(layer.rawValue) 用不到“\(key)”", en: "\"\(key)\" means nothing to \(layer.rawValue)"),
        remedy: Label(zh: "删去它", en: "remove it"))
    }
    return needed.allSatisfy { wanted($0) != nil } && stray.isEmpty
  }

  func focal() -> FocalBinding? {
    guard let kernel = self["focal"]?.choice(FocalKernel.Shape.self), let of = wanted("of")?.name(),
      let distance = wanted("distance")?.number()
    else { return nil }
    let reach = self["reach"]?.number() ?? distance * kernel.usualReach
    guard distance > 0, reach > 0 else {
      self["distance"]?.report(
        .wrongValue, Label(zh: "距离应大于 0 米", en: "a distance is more than 0 metres"),
        remedy: Label(zh: "写 distance: 450 之类的数", en: "write a number like distance: 450"))
      return nil
    }
    return FocalBinding(
      kernel: kernel, of: of, distance: distance, reach: reach, isSum: self["add"]?.flag() ?? false,
      unit: self["unit"]?.unit()?.text)
  }
}
