internal import CElementary
public import Formula

/// All draws of an account: which figures move, how, and what follows from each draw.
public struct Drawing: Sendable {
  public let maker: PlanMaker
  public let figures: [DrawnFigure]
  public let count: Int
  public let seed: UInt64
  let curves: [QuantileCurve]
  /// Statistics of all cells for drawn data, in the order in which they rest on each other.
  private let statistics: Statistics
  /// How each quantity of the layout follows the draws.
  public let following: [Following]
  /// Numbers of the quantities that every draw must reckon anew from the cells.
  public let free: [Int]
  let movement: Movement
  /// What the known constants are in the account itself.
  let constants: [String: Double]

  /// Prepares draws.
  ///
  /// - Parameters:
  ///   - count: How many draws, at least two.
  ///   - statistics: Reckons reductions over all cells anew, for a region whose cells are at hand; nil where
  ///     they are on a grid: there they may only follow a ratio.
  /// - Throws: ``DrawRefusal``, or what `statistics` throws.
  public init(
    _ maker: PlanMaker, count: Int, seed: UInt64,
    statistics: (@Sendable (StudyData) throws -> [String: Double])?
  ) throws {
    self.maker = maker
    self.count = count
    self.seed = seed
    figures = maker.study.drawnFigures(maker.data)
    guard !figures.isEmpty else { throw DrawRefusal.nothingDrawn }
    if let (figure, layer) = maker.study.unreached(by: figures) {
      throw DrawRefusal.mechanism(figure: figure, layer: layer)
    }
    curves = figures.map { QuantileCurve($0.spread, around: $0.value) }
    var movement = Movement(
      byRatio: Set(figures.filter(\.isByRatio).map(\.movingName)),
      otherwise: Set(figures.filter { !$0.isByRatio }.map(\.movingName)))
    movement.byRatio.subtract(movement.otherwise)
    if let statistics {
      self.statistics = { data, _ in try statistics(data) }
    } else {
      self.statistics = try Self.ratios(maker, movement)
    }
    let used = maker.study.usedFormulas().union(maker.study.reductions)
    let names = maker.study.checked.movingConstants(movement).filter(used.contains)
    let base = Self.values(of: names, maker.study, maker.data)
    // A ratio to nought or to something negative would prove nothing.
    movement.known = Set(base.filter { $0.value > 0 }.keys)
    let following = maker.layout.quantities.map { maker.study.checked.following($0, movement) }
    (self.movement, constants, self.following) = (movement, base, following)
    free = following.indices.filter { following[$0] == .free }
  }

  /// What chance gives for each figure in one draw.
  ///
  /// - Parameter number: From 0.
  public func drawn(_ number: Int) -> [Double] {
    zip(figures, curves).map { figure, curve in
      curve.figure(at: Philox.chance(stream: figure.stream, draw: number, seed: seed))
    }
  }

  /// The values of formulas and statistics that are one number for the region.
  private static func values(
    of names: [String], _ study: Study, _ data: StudyData
  ) -> [String: Double] {
    var values: [String: Double] = [:]
    let formulas = names.filter { study.checked.formula($0) != nil }
    for name in names { values[name] = data.numbers[name] }
    // A formula that nothing of this account rests on may lack figures: then it is not known.
    for name in formulas {
      guard
        let program = try? Program.compile(
          study.checked, outputs: [name], bindings: data.bindings(of: study, varying: []), traces: false),
        case .constant(let value)? = program.outputs.first
      else { continue }
      values[name] = value
    }
    return values
  }
}

/// Why an account cannot be drawn.
public enum DrawRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// Nothing has a range.
  case nothingDrawn
  /// A statistic over all cells of a grid moves otherwise than by a ratio.
  case statistic(text: String, formula: String)
  /// A layer that is made once, before anything is walked, rests on a figure that is drawn.
  case mechanism(figure: String, layer: String)
  /// A constant that figures are in proportion to came out as nought, below it, or missing.
  case lostProportion(name: String, draw: Int)

  public var description: String {
    switch self {
    case .nothingDrawn:
      "所用的数都没有写 range，无从抽样；见 docs/uncertainty.md · "
        + "nothing that this account rests on has a range; see docs/uncertainty.md"
    case .statistic(let text, let formula):
      "\(formula) 里的 \(text) 随抽样而变，又不成比例，网格上不能逐次重算；请去掉有关的 range，或改写公式 · "
        + "\(text) in \(formula) moves with the draws and not in proportion, which a grid cannot follow; "
        + "remove the range"
    case .mechanism(let figure, let layer):
      "\(layer) 在核算之前只做一次，不随 \(figure) 的抽样变；请在 overrides 里写明 \(figure) 的值而不写 range · "
        + "\(layer) is made once and does not follow the draws of \(figure); "
        + "give \(figure) a value without a range under overrides"
    case .lostProportion(let name, let draw):
      "第 \(draw + 1) 次抽样时 \(name) 不是正数；请收窄有关的 range · "
        + "in draw \(draw + 1) \(name) is not above nought; narrow the ranges it rests on"
    }
  }
}

extension Drawing {
  /// Reckons reductions over all cells for drawn data, from the data and from the ratios of what was drawn.
  typealias Statistics = @Sendable (StudyData, [String: Double]) throws -> [String: Double]

  /// Statistics over the cells of a grid, where each is in proportion to what is drawn.
  private static func ratios(_ maker: PlanMaker, _ movement: Movement) throws -> Statistics {
    var moving: [(id: String, base: Double, powers: [String: Double])] = []
    for reduction in maker.regionReductions {
      switch maker.study.checked.following(reduction.innerName, movement) {
      case .fixed: continue
      case .free: throw DrawRefusal.statistic(text: reduction.text, formula: reduction.formula)
      case .scaled(let powers):
        moving.append((reduction.id, maker.data.numbers[reduction.id] ?? .nan, powers))
      }
    }
    return { [moving] _, ratios in
      var values: [String: Double] = [:]
      for (id, number, powers) in moving { values[id] = number * scale(powers, ratios) }
      return values
    }
  }

  /// The product of powers of ratios.
  static func scale(_ powers: [String: Double], _ ratios: [String: Double]) -> Double {
    powers.sorted { $0.key < $1.key }.reduce(1) { product, power in
      let ratio = ratios[power.key] ?? .nan
      switch power.value {
      case 1: return product * ratio
      case -1: return product / ratio
      default: return product * self.power(ratio, power.value)
      }
    }
  }

  private static func power(_ base: Double, _ exponent: Double) -> Double {
    var (base, exponent, result) = (base, exponent, 0.0)
    elementary_pow(&base, &exponent, &result, 1)
    return result
  }

  private func leafRatios(_ drawn: [Double]) -> [String: Double] {
    var ratios: [String: Double] = [:]
    for (figure, number) in zip(figures, drawn) where figure.isByRatio {
      ratios[figure.movingName] = figure.ratio(number)
    }
    return ratios
  }

  /// The data of one draw, with the statistics that follow from them.
  public func data(_ drawn: [Double]) throws -> StudyData {
    var data = maker.data.drawn(figures, drawn)
    for (name, value) in try statistics(data, leafRatios(drawn)) { data.numbers[name] = value }
    return data
  }

  /// The ratio of every moving thing to what it is in the account.
  func ratios(_ drawn: [Double], _ data: StudyData) throws -> [String: Double] {
    var ratios = leafRatios(drawn)
    let known = movement.known.sorted()
    guard !known.isEmpty else { return ratios }
    let values = Self.values(of: known, maker.study, data)
    for name in known { ratios[name] = (values[name] ?? .nan) / (constants[name] ?? .nan) }
    return ratios
  }
}
