internal import Accounts
internal import Quantities

/// The texts of one row of a comparison, rounded so that they add up on paper too: change = new − old, and
/// the three parts make the change; what rounding leaves goes to intensity.
struct EffectTexts {
  let old: String
  let new: String
  let change: String
  /// The change against the old figure.
  let relative: String
  let area: String
  let intensity: String
  let unsplit: String

  init(_ effects: Effects, divisor: Double, decimals: Int) {
    var unit = 1.0
    for _ in 0..<decimals { unit *= 10 }
    func parts(_ x: Double) -> Double { (x / divisor * unit).rounded() }
    func text(_ parts: Double) -> String { formatted(parts / unit, decimals: decimals, grouping: true) }
    let (before, after) = (parts(effects.old), parts(effects.new))
    let (byArea, rest) = (parts(effects.area), parts(effects.unsplit))
    old = text(before)
    new = text(after)
    change = text(after - before)
    relative = effects.old == 0 ? "—" : percentText(effects.change / effects.old)
    area = text(byArea)
    unsplit = text(rest)
    intensity = text(after - before - byArea - rest)
  }

  var cells: [String] { [old, new, change, relative, area, intensity, unsplit] }
}
