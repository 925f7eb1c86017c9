import Formula
import Law

/// Finds an account that prices a place at prices of another one and does not say so.
struct PriceCheck {
  let study: Study

  func findings() -> [Finding] {
    guard !study.region.demonstration else { return [] }
    let overridden = Set(study.region.overrides.map(\.name))
    let foreign = study.method.parameters(on: study.method.day(ofYear: study.region.year)).filter {
      $0.parameter.priceYear != nil && study.needed.contains($0.parameter.name)
        && !overridden.contains($0.parameter.name)
    }
    guard !foreign.isEmpty else { return [] }
    let names = foreign.prefix(6).map(\.parameter.label.zh).joined(separator: "、")
    return [
      Finding(
        .warning, code: "price.of-the-pack", subject: study.region.id,
        message: Label(
          zh: "\(foreign.count) 项价格取自方法包，不是本地价格：\(names)\(foreign.count > 6 ? "……" : "")",
          en: "\(foreign.count) prices are the method pack's, not this place's"),
        remedy: Label(
          zh: "在 overrides 中写本地价格；只作演示的，写 demonstration: true",
          en: "write local prices under overrides; for a demonstration write demonstration: true"))
    ]
  }
}
