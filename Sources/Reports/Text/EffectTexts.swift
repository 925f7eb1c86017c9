internal import Accounts
internal import Quantities

/// The texts of one row of a comparison, rounded so that they add up on paper too: change = new − old, and
/// the four parts make the change; what rounding leaves goes to quality.
struct EffectTexts {
  let old: String
  let new: String
  let change: String
  /// The change against the old figure.
  let relative: String
  let area: String
  let quality: String
  let price: String
  let unsplit: String

  init(_ effects: Effects, divisor: Double, decimals: Int) {
    var unit = 1.0
    for _ in 0..<decimals { unit *= 10 }
    func parts(_ x: Double) -> Double { (x / divisor * unit).rounded() }
    func text(_ parts: Double) -> String { formatted(parts / unit, decimals: decimals, grouping: true) }
    let (before, after) = (parts(effects.old), parts(effects.new))
    let (byArea, byPrice, rest) = (parts(effects.area), parts(effects.price), parts(effects.unsplit))
    old = text(before)
    new = text(after)
    change = text(after - before)
    relative = effects.old == 0 ? "—" : percentText(effects.change / effects.old)
    area = text(byArea)
    unsplit = text(rest)
    price = text(byPrice)
    quality = text(after - before - byArea - byPrice - rest)
  }

  var cells: [String] { [old, new, change, relative, area, quality, price, unsplit] }

  /// Dashes where nothing is known: that is no change of nought.
  static func cells(_ effects: Effects?, divisor: Double, decimals: Int) -> [String] {
    effects.map { Self($0, divisor: divisor, decimals: decimals).cells } ?? Array(repeating: "—", count: 8)
  }
}
