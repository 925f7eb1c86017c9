import Foundation
import GeoFiles

/// An invented land: hills in the north and west, a plain, a lake in the south-east. Seeded; the same on
/// every machine up to the last bits of the C library's functions, which only the files have to agree on
/// within one run.
struct MadeLand {
  let frame: GridFrame
  let seed: UInt64

  /// Classes of the invented land-use map.
  enum Use: Int, CaseIterable {
    case forest = 1
    case shrub, grass, dryland, paddy, water, urban, wetland
  }

  private func place(_ column: Int, _ row: Int) -> (u: Double, v: Double) {
    ((Double(column) + 0.5) / Double(frame.columns), (Double(row) + 0.5) / Double(frame.rows))
  }

  func chance(_ column: Int, _ row: Int, _ stream: UInt64) -> Double {
    SeededChance.share(seed &* 1000 &+ stream, column, row)
  }

  private func isLake(_ u: Double, _ v: Double) -> Bool {
    let (x, y) = ((u - 0.78) / 0.16, (v - 0.76) / 0.14)
    return x * x + y * y < 1
  }

  func elevation(_ column: Int, _ row: Int) -> Double {
    let (u, v) = place(column, row)
    guard !isLake(u, v) else { return 12 }
    let hills = max(0, 1 - u * 0.9 - v * 0.6) * 420
    let ridges = max(0, sin(u * 19 + v * 7)) * max(0, 0.9 - u) * 90
    return 18 + hills + ridges + chance(column, row, 1) * 1.5
  }

  func use(_ column: Int, _ row: Int) -> Use {
    let (u, v) = place(column, row)
    if isLake(u, v) { return .water }
    if isLake(u * 0.97 + 0.78 * 0.03, v * 0.97 + 0.76 * 0.03) || isLake(u * 0.85 + 0.117, v * 0.85 + 0.114) {
      return .wetland
    }
    let height = elevation(column, row)
    let field = chance(column / 6, row / 6, 2)
    if height > 150 { return field < 0.85 ? .forest : .shrub }
    if height > 70 { return field < 0.5 ? .forest : field < 0.7 ? .shrub : field < 0.85 ? .grass : .dryland }
    return field < 0.45 ? .paddy : field < 0.7 ? .dryland : field < 0.85 ? .urban : .grass
  }

  /// Greenness by class, with a little noise.
  func ndvi(_ column: Int, _ row: Int) -> Double {
    let typical =
      switch use(column, row) {
      case .forest: 0.78
      case .shrub: 0.62
      case .grass: 0.5
      case .dryland: 0.42
      case .paddy: 0.55
      case .water: -0.15
      case .urban: 0.12
      case .wetland: 0.4
      }
    return typical + 0.08 * (chance(column, row, 3) - 0.5)
  }

  /// Carbon that the land keeps, g/(m²·a).
  func carbonKept(_ column: Int, _ row: Int) -> Double {
    let typical =
      switch use(column, row) {
      case .forest: 420.0
      case .shrub: 230.0
      case .grass: 110.0
      case .dryland, .paddy: 70.0
      case .wetland: 180.0
      case .water, .urban: 0.0
      }
    return typical * (0.9 + 0.2 * chance(column, row, 4))
  }

  func rain(_ column: Int, _ row: Int) -> Double {
    let (u, _) = place(column, row)
    return 1140 + 0.45 * elevation(column, row) + 60 * u
  }

  func demand(_ column: Int, _ row: Int) -> Double { 985 - 0.2 * elevation(column, row) }

  func erosivity(_ column: Int, _ row: Int) -> Double {
    let (_, v) = place(column, row)
    return 0.0534 * pow(rain(column, row), 1.6548) * (0.9 + 0.2 * v)
  }

  func sand(_ column: Int, _ row: Int) -> Double { 30 + 14 * place(column, row).u }
  func silt(_ column: Int, _ row: Int) -> Double { 44 - 9 * place(column, row).v }
  func clay(_ column: Int, _ row: Int) -> Double { 100 - sand(column, row) - silt(column, row) }
  func carbon(_ column: Int, _ row: Int) -> Double { use(column, row) == .forest ? 2.1 : 1.2 }
  func plantWater(_ column: Int, _ row: Int) -> Double { 0.11 + 0.05 * place(column, row).v }
  func soilDepth(_ column: Int, _ row: Int) -> Double { 900 + 700 * place(column, row).u }
  func storms(_ column: Int, _ row: Int) -> Double { 0.24 * rain(column, row) }
  func coolEvaporation(_ column: Int, _ row: Int) -> Double { 0.42 * demand(column, row) }

  /// A layer by a rule; a two-thousandth of its cells has no value, as in real ones.
  func layer(_ rule: (Int, Int) -> Double) -> MadeLayer {
    MadeLayer(bands: [cells { chance($0, $1, 9) < 0.0005 ? .nan : rule($0, $1) }], frame: frame)
  }

  func cells(_ rule: (Int, Int) -> Double) -> [Double] {
    (0..<frame.rows).flatMap { row in (0..<frame.columns).map { rule($0, row) } }
  }
}
