import Accounts
import Foundation
import Geo
import GeoFiles
import Law

/// Looks at how layers are bound, beside what is in them.
struct BindingCheck {
  let study: Study
  let folder: URL

  func findings() throws -> [Finding] { sameBands() + (try otherSystems()) }

  private var layers: [(name: String, layer: LayerBinding)] {
    study.region.inputs.compactMap { input in
      guard study.needed.contains(input.name), case .layer(let layer) = input.binding else { return nil }
      return (input.name, layer)
    }
  }

  /// Two measured quantities from one band: one of them was copied and not changed.
  private func sameBands() -> [Finding] {
    let measured = layers.filter { $0.layer.classes.isEmpty }
    return measured.enumerated().compactMap { index, second in
      let first = measured[..<index].first {
        $0.layer.file == second.layer.file && $0.layer.band == second.layer.band
      }
      guard let first else { return nil }
      return Finding(
        .warning, code: "layer.twice", subject: second.name,
        message: Label(
          zh: "与“\(first.name)”用的是同一个文件的同一波段：\(second.layer.file) 第 \(second.layer.band) 波段",
          en:
            "the same band of the same file as \"\(first.name)\": "
            + "\(second.layer.file), band \(second.layer.band)"
        ),
        remedy: Label(zh: "核对 layer 和 band", en: "check layer and band"))
    }
  }

  /// A reference system that is stated although the file names another one.
  private func otherSystems() throws -> [Finding] {
    try layers.compactMap { name, layer in
      guard let text = layer.crs else { return nil }
      let facts = try RasterFile(folder.appendingPathComponent(layer.file).path).facts
      let given = try CoordinateSystem(text)
      let corner = Point(x: facts.frame.west, y: facts.frame.north)
      // Old files name their system in other words; five metres apart is another system.
      guard let own = facts.coordinateSystem, own.distance(to: given, at: corner) > 0.00005 else {
        return nil
      }
      return Finding(
        .warning, code: "layer.other-system", subject: name,
        message: Label(
          zh: "\(layer.file) 自己写的坐标系是 \(own.name)，region.json5 写的是 \(given.name)",
          en: "\(layer.file) names the reference system \(own.name), region.json5 says \(given.name)"),
        remedy: Label(zh: "删去 crs，除非文件写错了", en: "leave crs out, unless the file is wrong"))
    }
  }
}
