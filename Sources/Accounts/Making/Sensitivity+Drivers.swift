import Formula
import Law
import Synchronization

/// What drives the total: each figure alone moved from low to high.
extension Sensitivity {
  /// Where 5 % and 95 % of the draws lie below.
  private static let ends = [0.05, 0.95]
  /// How far a figure without a range is moved.
  private static let tenth = 0.1

  /// Drivers among the figures of known range; members of a group are moved together.
  ///
  /// - Parameters:
  ///   - drawing: How figures are drawn, and what follows from them.
  ///   - total: The account's own total, to which the sample's changes are applied, yuan a year.
  public func drivers(
    of drawing: Drawing, total: Double, sideBySide: (Int, @Sendable (Int) -> Void) -> Void
  ) throws -> [Account.Driver] {
    let base = self.total
    guard base != 0, base.isFinite else { return [] }
    let streams = Set(drawing.figures.map(\.stream)).sorted()
    let found = Mutex<[Int: Result<Double, any Error>]>([:])
    sideBySide(2 * streams.count) { number in
      let moved = Result {
        let drawn = drawing.moved(streams[number / 2], to: Self.ends[number % 2])
        return try self.total(try drawing.data(drawn)) / base
      }
      found.withLock { $0[number] = moved }
    }
    let all = found.withLock { $0 }
    let shares = try (0..<2 * streams.count).map { try all[$0]?.get() ?? .nan }
    return streams.enumerated().map { place, stream in
      let members = drawing.figures.indices.filter { drawing.figures[$0].stream == stream }
      let label = drawing.label(of: members, stream: stream)
      let words = Self.ends.map { end in
        members.map { drawing.words($0, at: end) }.joined(separator: "; ")
      }
      return Account.Driver(
        kind: .range, name: stream, zh: label.zh, en: label.en, low: words[0], high: words[1],
        totalLow: total * shares[2 * place], totalHigh: total * shares[2 * place + 1])
    }
  }

  /// Drivers among assumed figures that have no range, from their shares of the total.
  public static func drivers(
    of assumed: [(AssumedFigure, share: Double)], besides drawn: [DrawnFigure], total: Double
  ) -> [Account.Driver] {
    let ranged = Set(drawn.map(\.place.name))
    return assumed.filter { !ranged.contains($0.0.name) && !$0.0.isFormula }.map { figure, share in
      Account.Driver(
        kind: .assumption, name: figure.name, zh: figure.label.zh, en: figure.label.en, low: "−10 %",
        high: "+10 %", totalLow: total * (1 - tenth * share), totalHigh: total * (1 + tenth * share))
    }
  }

  /// The mightiest first; what moves nothing is left out.
  public static func inOrder(_ drivers: [Account.Driver]) -> [Account.Driver] {
    func reach(_ driver: Account.Driver) -> Double { abs(driver.totalHigh - driver.totalLow) }
    return drivers.filter { reach($0) > 0 }.sorted { (reach($1), $0.name) < (reach($0), $1.name) }
  }
}

extension Drawing {
  /// All figures as the account has them, but one group where a share of its draws lies below.
  func moved(_ stream: String, to chance: Double) -> [Double] {
    figures.indices.map {
      figures[$0].stream == stream ? curves[$0].figure(at: chance) : figures[$0].value
    }
  }

  func label(of members: [Int], stream: String) -> Label {
    guard members.count > 1 else { return members.first.map { figures[$0].label } ?? Label(same: stream) }
    let labels = members.map { figures[$0].label }
    return Label(
      zh: labels.map(\.zh).joined(separator: "、"), en: labels.map(\.en).joined(separator: ", "))
  }

  /// A drawn figure in words: three digits tell a reader enough.
  func words(_ figure: Int, at chance: Double) -> String {
    Study.words(Self.short(curves[figure].figure(at: chance)), figures[figure].unit)
  }

  /// The nearest number of four digits.
  private static func short(_ x: Double) -> Double {
    guard x != 0, x.isFinite else { return x }
    var (scale, size) = (1.0, abs(x))
    while size >= 10_000 {
      size /= 10
      scale *= 10
    }
    while size < 1000 {
      size *= 10
      scale /= 10
    }
    return scale < 1 ? (x / scale).rounded() / (1 / scale).rounded() : (x / scale).rounded() * scale
  }
}

extension DrawnFigure.Place {
  /// The name of the parameter, table, layer or zone value.
  var name: String {
    switch self {
    case .number(let name), .layer(let name), .zones(let name, _): name
    case .column(let table, _, _): table
    }
  }
}

extension AssumedFigure {
  fileprivate var isFormula: Bool { if case .formula = place { true } else { false } }
}
