public import Accounts
internal import Law

/// Where one figure of one zone comes from: its parts by ecosystem, the formulas, and what these rest on.
public struct ZoneExplanation: Sendable {
  public var zone: Account.Zone
  public var indicator: Account.IndicatorTotal
  public var priceYear: Int
  public var figure: AccountFigure
  /// Hectares; nil where the account has none for the zone.
  public var area: Double?
  public var ecosystems: [Part]
  public var formulas: [Provenance.FormulaNote]
  public var parameters: [Provenance.ParameterNote]
  public var tables: [Provenance.TableNote]
  public var inputs: [Provenance.InputNote]

  /// What one ecosystem gives.
  public struct Part: Sendable {
    /// Empty for what is not allocated to ecosystems.
    public var ecosystem: String
    public var name: String
    /// Hectares; nil where there is none.
    public var area: Double?
    public var figure: AccountFigure

    /// Quantity and yuan on each hectare; nil without an area.
    public var perHectare: AccountFigure? {
      guard let area, area > 0 else { return nil }
      return AccountFigure(physical: figure.physical / area, value: figure.value / area)
    }
  }
}

/// Why a figure cannot be explained, in the order of the checks.
public enum ExplanationRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// No zone of the account has this code or, alone, this name.
  case noSuchZone(String, near: [String])
  /// The account has no such indicator.
  case noSuchIndicator(String, known: [String])
  /// The indicator was not computed.
  case notComputed(String, why: String)
  /// The indicator has no figure at this zone: it is decided above it and not shared downward, or nothing was
  /// there.
  case noFigure(zone: String, indicator: String, decidedAt: String)

  /// A lasting code.
  public var code: String {
    switch self {
    case .noSuchZone: "explain.no-such-zone"
    case .noSuchIndicator: "explain.no-such-indicator"
    case .notComputed: "explain.not-computed"
    case .noFigure: "explain.no-figure"
    }
  }

  public var description: String {
    let text =
      switch self {
      case .noSuchZone(let zone, let near):
        "没有分区 \(zone)。\(near.isEmpty ? "请用分区代码" : "是否指 \(near.joined(separator: "、"))？")"
      case .noSuchIndicator(let id, let known): "没有指标 \(id)。已核算的指标：\(known.joined(separator: "、"))"
      case .notComputed(let id, let why): "指标 \(id) 未核算：\(why)"
      case .noFigure(let zone, let indicator, let level) where level.isEmpty:
        "分区 \(zone) 没有指标 \(indicator) 的数字：该处没有资料或没有相应的生态系统"
      case .noFigure(let zone, let indicator, let level):
        "分区 \(zone) 没有指标 \(indicator) 的数字：它按\(levelName(level))核定，未向下分摊。请查上级分区"
      }
    return plainText("\(text) [\(code)]")
  }
}

/// Explains one figure of an account.
///
/// - Parameters:
///   - zone: Code of a zone, or a name that only one zone has.
///   - indicator: Id of an indicator, or its Chinese name.
/// - Throws: ``ExplanationRefusal`` in the order of its cases.
public func explainZone(
  _ account: Account, _ provenance: Provenance, zone: String, indicator: String
) throws(ExplanationRefusal) -> ZoneExplanation {
  let zone = try findZone(zone, in: account)
  let indicator = try findIndicator(indicator, in: account)
  let figures = AccountFigures(account)
  guard let figure = figures.figure(zone: zone.code, indicator: indicator.id) else {
    throw .noFigure(zone: zoneName(zone), indicator: indicator.id, decidedAt: indicator.decidedAt)
  }
  let chain = FormulaChain(indicator.id, in: ProvenanceNotes(provenance))
  return ZoneExplanation(
    zone: zone, indicator: indicator, priceYear: account.region.priceYear, figure: figure,
    area: figures.area(zone: zone.code), ecosystems: parts(account, figures, zone, indicator),
    formulas: chain.formulas, parameters: chain.parameters, tables: chain.tables, inputs: chain.inputs)
}

private func findZone(
  _ wanted: String, in account: Account
) throws(ExplanationRefusal) -> Account.Zone {
  if let zone = account.zones.first(where: { $0.code == wanted }) { return zone }
  let named = account.zones.filter { $0.name == wanted }
  if named.count == 1 { return named[0] }
  let near = named.isEmpty ? account.zones.filter { $0.name.contains(wanted) } : named
  throw .noSuchZone(wanted, near: near.prefix(5).map { "\($0.code) \($0.name)" })
}

private func findIndicator(
  _ wanted: String, in account: Account
) throws(ExplanationRefusal) -> Account.IndicatorTotal {
  if let found = account.indicators.first(where: { $0.id == wanted || $0.zh == wanted }) { return found }
  if let gap = account.notComputed.first(where: { $0.indicator == wanted || $0.zh == wanted }) {
    throw .notComputed(gap.indicator, why: gap.why)
  }
  throw .noSuchIndicator(wanted, known: account.indicators.map(\.id))
}

private func parts(
  _ account: Account, _ figures: AccountFigures, _ zone: Account.Zone, _ indicator: Account.IndicatorTotal
) -> [ZoneExplanation.Part] {
  (account.ecosystems.map(\.id) + [""]).compactMap { ecosystem in
    guard
      let figure = figures.figure(zone: zone.code, ecosystem: ecosystem, indicator: indicator.id)
    else { return nil }
    return ZoneExplanation.Part(
      ecosystem: ecosystem, name: ecosystemName(ecosystem, in: account, .zh),
      area: figures.area(zone: zone.code, ecosystem: ecosystem), figure: figure)
  }
}
