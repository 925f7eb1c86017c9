import Formula
import Law

/// Finds names that the region gives and nothing reads: mostly a misspelt input of the pack. What the region
/// took over from the file that it is laid over is passed by: there it may be read.
struct UnusedInputCheck {
  let study: Study

  func findings() -> [Finding] {
    let declared = Set(study.method.inputs.map(\.name))
    let read = Set(study.checked.formulas.values.flatMap(\.reads))
    let own = study.region.texts.first?.file
    return study.region.inputs.compactMap { input in
      guard own == nil || input.place.position.file == own else { return nil }
      let name = input.name
      guard !declared.contains(name), !read.contains(name), !feedsTerrain(name), name != study.region.surface,
        study.method.names[name] == nil
      else { return nil }
      return finding(name, near: nearest(name, among: declared.sorted()))
    }
  }

  /// Whether a layer of a mechanism is made from it.
  private func feedsTerrain(_ name: String) -> Bool {
    study.region.inputs.contains { input in
      if case .terrain(let terrain) = input.binding, terrain.from == name { return true }
      return input.binding.cellNames.contains(name)
    }
  }

  private func finding(_ name: String, near: String?) -> Finding {
    Finding(
      .warning, code: "input.unused", subject: name,
      message: Label(zh: "没有公式用到这项资料", en: "no formula reads it"),
      remedy: near.map { Label(zh: "是否想写 \($0)？", en: "did you mean \($0)?") }
        ?? Label(
          zh: "用 shanshui packs show \(study.method.pack.id) 核对输入名，或删去它",
          en: "compare the names of shanshui packs show \(study.method.pack.id), or remove it"))
  }
}
