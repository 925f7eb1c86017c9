import Foundation

/// Sediment and nutrients on a plane that falls west, worked out cell by cell from the formulas of the
/// sources, in Double and with nothing of the program: every cell drains only to the column west of it, so
/// that columns from the east on are an order of the flow.
///
/// By D8 all water goes west. By multiple flow the falls to the north-west and south-west are those to the
/// west over √2; shares are rounded to fifteenths, and a neighbour beyond the grid has none.
struct PlainDelivery {
  let columns: Int
  let rows: Int
  let cell: Double
  /// Rise over run.
  let gradient: Double
  let threshold: Double
  let trace: Double
  let multiple: Bool
  /// Figures of a cell's class.
  let cover: [Double]
  let practice: [Double]
  var nutrient: Nutrient
  let erosivity: Double
  let erodibility: Double
  let rain: [Double]

  /// What is given off, and how it is held back, by cell.
  struct Nutrient {
    var load: [Double]
    var efficiency: [Double]
    var length: [Double]
    var below: [Double]
  }

  /// The same ground with another nutrient.
  func giving(_ nutrient: Nutrient) -> Self {
    var other = self
    other.nutrient = nutrient
    return other
  }

  /// To which cells a cell drains, with its shares.
  private func receivers(_ place: Int) -> [(place: Int, share: Double)] {
    let (column, row) = (place % columns, place / columns)
    guard column > 0 else { return [] }
    guard multiple else { return [(place - 1, 1)] }
    let ways = [-1, 0, 1].filter { row + $0 >= 0 && row + $0 < rows }
    let falls = ways.map { $0 == 0 ? 1 : 1 / (2.0).squareRoot() }
    let sum = falls.reduce(0, +)
    return zip(ways, falls).map { (place + $0 * columns - 1, (0.5 + $1 / sum * 15).rounded(.down)) }
  }

  /// Cells from the east, column by column.
  private var downwards: [Int] {
    (0..<columns).reversed().flatMap { column in (0..<rows).map { $0 * columns + column } }
  }

  private func gathered(_ weights: [Double]) -> [Double] {
    var sums = weights
    for place in downwards {
      let receivers = receivers(place)
      let whole = receivers.reduce(0) { $0 + $1.share }
      for receiver in receivers { sums[receiver.place] += sums[place] * receiver.share / whole }
    }
    return sums
  }

  private func streams(_ counts: [Double], trace: Double) -> [Bool] {
    var reached = counts.map { _ in false }
    for place in downwards.reversed() {
      let receivers = receivers(place)
      reached[place] =
        receivers.isEmpty
        ? counts[place] >= threshold
        : counts[place] >= threshold * trace && receivers.contains { reached[$0.place] }
    }
    var streams = zip(reached, counts).map { $0 && $1 >= threshold }
    for place in downwards where streams[place] {
      for receiver in receivers(place) where reached[receiver.place] { streams[receiver.place] = true }
    }
    return streams
  }

  /// The sum of steps down to the stream; a step is told the cell left and the cell entered.
  private func down(_ streams: [Bool], _ step: (_ left: Int, _ entered: Int) -> Double) -> [Double] {
    var sums = [Double](repeating: 0, count: columns * rows)
    for place in downwards.reversed() where !streams[place] {
      let receivers = receivers(place)
      let whole = receivers.reduce(0) { $0 + $1.share }
      sums[place] = receivers.reduce(0) { $0 + $1.share / whole * (step(place, $1.place) + sums[$1.place]) }
    }
    return sums
  }

  private var counts: [Double] { gathered([Double](repeating: 1, count: columns * rows)) }

  /// D_up without the cover: all slopes are alike, so that their mean upslope is the slope.
  private var upslope: [Double] { counts.map { gradient * ($0 * cell * cell).squareRoot() } }

  /// Potential soil loss of land that is no stream, t/(hm2.a).
  private var potentials: [Double] {
    let (sine, cosine) = (sin(atan(gradient)), cos(atan(gradient)))
    let beta = sine / 0.0896 / (3 * pow(sine, 0.8) + 0.56)
    let m = beta / (1 + beta)
    let steep = 16.8 * sine - 0.5
    return counts.map { count in
      let root = ((count - 1) * cell * cell).squareRoot()
      let length =
        (pow(root + cell * cell, m + 1) - pow(root, m + 1))
        / (pow(cell, m + 2) * pow(sine + cosine, m) * pow(22.13, m))
      return erosivity * erodibility * min(122, length) * steep
    }
  }

  /// Soil loss, export, deposition and avoided export of the cells.
  func sediment() -> (loss: [Double], export: [Double], settled: [Double], avoided: [Double]) {
    let streams = streams(counts, trace: trace)
    let above = zip(gathered(cover), counts).map { $0 / $1 }
    let weights = cover.map { 1 / ($0 * gradient) }
    let below = down(streams) { weights[multiple ? $1 : $0] }
    let (upslope, potentials) = (upslope, potentials)
    let ratio = streams.indices.map { place in
      if streams[place] { return 1.0 }
      return 0.8 / (1 + exp((0.5 - log10(above[place] * upslope[place] / below[place])) / 2))
    }
    let loss = streams.indices.map { streams[$0] ? 0 : potentials[$0] * cover[$0] * practice[$0] }
    let settled = settled(streams.indices.map { loss[$0] * (1 - ratio[$0]) }, ratio)
    let avoided = streams.indices.map { place in
      streams[place] ? 0 : (potentials[place] - loss[place]) * ratio[place] + settled[place]
    }
    return (loss, zip(loss, ratio).map(*), settled, avoided)
  }

  private func settled(_ loads: [Double], _ ratio: [Double]) -> [Double] {
    var (arriving, settled) = (loads.map { _ in 0.0 }, loads)
    for place in downwards {
      let receivers = receivers(place)
      let whole = receivers.reduce(0) { $0 + $1.share }
      let below = receivers.reduce(0) { $0 + ratio[$1.place] * $1.share / whole }
      let part = ratio[place] == 1 ? 1 : (max(below, ratio[place]) - ratio[place]) / (1 - ratio[place])
      settled[place] = part * arriving[place]
      let on = (1 - part) * arriving[place] + loads[place]
      for receiver in receivers { arriving[receiver.place] += on * receiver.share / whole }
    }
    return settled
  }

  /// Export over land and below ground of the cells, kg/(hm2.a).
  func nutrients() -> (surface: [Double], below: [Double]) {
    let streams = streams(counts, trace: 1)
    let way = down(streams) { left, entered in
      left / columns == entered / columns ? cell : (2 * cell * cell).squareRoot()
    }
    let paths = down(streams) { _, _ in 1 / gradient }
    let upslope = upslope
    let index = streams.indices.map { log10(upslope[$0] / paths[$0]) }
    let known = index.filter(\.isFinite)
    let middle = ((known.min() ?? 0) + (known.max() ?? 0)) / 2
    let held = held(streams)
    let mean = rain.reduce(0, +) / Double(rain.count)
    var made: (surface: [Double], below: [Double]) = ([], [])
    for place in streams.indices {
      let load = nutrient.load[place] * rain[place] / mean
      let connected = 1 / (1 + exp((middle - index[place]) / 2))
      // The index has no figure where the way down is 0: as in ndr.py, streams themselves give nothing off.
      let surface = load * (1 - nutrient.below[place]) * (1 - held[place]) * connected
      made.surface.append(streams[place] ? 0 : surface)
      let kept = 0.5 * (1 - exp(-5 * way[place] / cell / 150))
      made.below.append(load * nutrient.below[place] * (1 - kept))
    }
    return made
  }

  private func held(_ streams: [Bool]) -> [Double] {
    var held = [Double](repeating: 0, count: columns * rows)
    for place in downwards.reversed() where !streams[place] {
      let receivers = receivers(place)
      let whole = receivers.reduce(0) { $0 + $1.share }
      let most = nutrient.efficiency[place]
      held[place] = receivers.reduce(0) { sum, receiver in
        let slant = receiver.place / columns != place / columns
        let step = slant ? (2 * cell * cell).squareRoot() : cell
        let passed = exp(-5 * step / nutrient.length[place])
        let below = held[receiver.place]
        return sum + receiver.share / whole * (most > below ? below * passed + most * (1 - passed) : below)
      }
    }
    return held
  }
}
