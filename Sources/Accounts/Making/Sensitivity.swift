public import Formula
import Geo
import Synchronization

/// How much the total moves with an assumed figure: it is raised by one per cent and the account is made
/// again, on a sample of the land that stands for the whole.
public struct Sensitivity: Sendable {
  /// Land that stands for the region: rows with the values of each layer.
  public struct Sample: Sendable {
    public var zones: [UInt32]
    /// Square metres; together as much as the region.
    public var areas: [Double]
    /// One for each layer, in the order of the data's layers.
    public var columns: [[Double]]

    public init(zones: [UInt32], areas: [Double], columns: [[Double]]) {
      self.zones = zones
      self.areas = areas
      self.columns = columns
    }
  }

  let study: Study
  let data: StudyData
  let sample: Sample
  private let account: SampleAccount
  /// What each indicator comes to before anything is moved.
  private let base: [Int: Double]

  /// Makes the account of the sample.
  ///
  /// - Throws: ``FormulaError`` when a formula cannot be compiled, which the account itself would have met.
  public init(study: Study, data: StudyData, sample: Sample) throws(FormulaError) {
    self.study = study
    self.data = data
    self.sample = sample
    account = SampleAccount(study: study, data: data)
    base = try account.values(of: account.all, data, sample)
  }

  /// The total before anything is moved.
  var total: Double { total([:]) }

  /// The total where some indicators have moved; they are added in one order, moved or not.
  private func total(_ moved: [Int: Double]) -> Double {
    account.all.reduce(0) { $0 + (moved[$1] ?? base[$1] ?? 0) }
  }

  /// The total when the figures are these.
  func total(_ data: StudyData) throws(FormulaError) -> Double {
    total(try account.values(of: account.reached(by: data.names(unlike: self.data)), data, sample))
  }

  /// Relative change of the total for a relative change of one, by figure: 1 where the total is in proportion
  /// to it, NaN where there is no number that could be a little more: classes, and formulas.
  ///
  /// - Parameter sideBySide: Calls its second argument for each number below the first, on several threads if
  ///   it can; the accounts do not rest on each other.
  /// - Throws: ``FormulaError`` when a formula cannot be compiled.
  public func shares(
    of figures: [AssumedFigure],
    sideBySide: (Int, @Sendable (Int) -> Void) -> Void = { count, body in (0..<count).forEach(body) }
  ) throws(FormulaError) -> [Double] {
    let base = total
    guard base != 0, base.isFinite else { return figures.map { raised($0) == nil ? .nan : 0 } }
    let found = Mutex<[Int: Result<Double, FormulaError>]>([:])
    sideBySide(figures.count) { number in
      let share: Result<Double, FormulaError>
      do throws(FormulaError) {
        share = .success(try self.share(of: figures[number], base: base))
      } catch {
        share = .failure(error)
      }
      found.withLock { $0[number] = share }
    }
    let shares = found.withLock { $0 }
    var list: [Double] = []
    for number in figures.indices { list.append(try shares[number]?.get() ?? 0) }
    return list
  }

  private func share(of figure: AssumedFigure, base: Double) throws(FormulaError) -> Double {
    guard let (data, sample, layers) = raised(figure) else { return .nan }
    let reached = layers.map { account.reached(by: $0.union(data.names(unlike: self.data))) } ?? account.all
    let moved = total(try account.values(of: reached, data, sample))
    return moved.isFinite ? (moved - base) / base / Self.step : 0
  }

  private static let step = 0.01

  /// The data with one figure raised by a hundredth, and which layers of the sample were; nil for the land
  /// itself, on which everything rests.
  private func raised(_ figure: AssumedFigure) -> (StudyData, Sample, layers: Set<String>?)? {
    let more = 1 + Self.step
    var (data, sample, layers) = (data, sample, Set<String>?([]))
    switch figure.place {
    case .number(let name):
      guard let number = data.numbers[name] else { return nil }
      data.numbers[name] = number * more
    case .table(let name):
      guard let columns = raised(tableNamed: name, by: more) else { return nil }
      data.tables[name]?.columns = columns
    case .cell(let table, let column, let row): data.tables[table]?.columns[column]?[row] *= more
    case .zoneValues(let name): data.zoneValues[name] = data.zoneValues[name]?.map { $0 * more }
    case .layer(let name):
      guard let place = data.layers.firstIndex(of: name) else { return nil }
      sample.columns[place] = sample.columns[place].map { $0 * more }
      layers = [name]
    case .land(let row):
      guard sample.areas.indices.contains(row) else { return nil }
      sample.areas[row] *= more
      layers = nil
    case .formula: return nil
    }
    return (data, sample, layers)
  }

  /// The value columns of a table raised; classes and columns of yes and no are no figures that could be a
  /// little more.
  private func raised(tableNamed name: String, by factor: Double) -> [String: [Double]]? {
    guard let table = data.tables[name] else { return nil }
    let signature = study.vocabulary.tables.first { $0.name == name }
    var columns = table.columns
    for column in signature?.columns ?? [] {
      guard case .number = column.kind, let values = table.columns[column.name],
        !values.allSatisfy({ $0 == 0 || $0 == 1 || $0.isNaN })
      else { continue }
      columns[column.name] = values.map { $0 * factor }
    }
    return columns
  }
}
