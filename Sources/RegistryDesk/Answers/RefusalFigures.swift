public import Actions
public import Journal
public import Law
internal import Ledger
internal import Parties
internal import Quantities

/// What the figures and names of a refusal say: what each is called, amounts with the places and the sign of
/// their unit, and accounts, lots, persons by their codes.
public struct RefusalFigures {
  private let refusal: Refusal
  private let names: Names
  private let wish: RefusedWish

  /// The figures of a refusal.
  ///
  /// - Parameter action: What was asked; amounts without it stay in parts.
  public init(_ refusal: Refusal, of action: (any Action)?, in names: Names) {
    (self.refusal, self.names) = (refusal, names)
    wish = RefusedWish(action, step: Int(refusal.step), names)
  }

  /// One text for each figure, then one for each name: `可用 89.5000 亩`.
  public var texts: [Label] {
    let figures = figureTexts
    return figures + refusal.names.map(text(ofName:))
  }

  private var figureTexts: [Label] {
    if let rule = LedgerRefusal(rawValue: refusal.number) {
      let kinds = FigureKind.of(rule)
      return zip(refusal.figures, kinds).map { figure, kind in
        let value = text(figure, kind.kind, rule)
        return Label(zh: "\(kind.label.zh) \(value.zh)", en: "\(kind.label.en) \(value.en)")
      }
    }
    if let rule = PartyRefusal(rawValue: refusal.number) { return texts(of: rule) }
    return refusal.figures.map { Label(same: "\($0)") }
  }

  private func text(_ figure: Int64, _ kind: FigureKind, _ rule: LedgerRefusal) -> Label {
    switch kind {
    case .number: return Label(same: "\(figure)")
    case .place: return Label(same: "\(figure + 1)")
    case .amount: return Label(same: amount(figure, rule))
    case .account: return Label(same: names.code(of: AccountID(clamped(figure))))
    case .lot: return Label(same: names.world.book.lots[LotID(clamped(figure))]?.terms.code ?? "\(figure)")
    case .unit: return Label(same: names.world.book.units[UnitID(clamped(figure))]?.rules.code ?? "\(figure)")
    case .state: return LotState(rawValue: UInt8(clamping: figure))?.label ?? Label(same: "\(figure)")
    case .status: return AccountStatus(rawValue: UInt8(clamping: figure))?.label ?? Label(same: "\(figure)")
    case .day: return Label(same: (try? Day(number: Int(clamping: figure))).map { "\($0)" } ?? "\(figure)")
    case .moment: return Label(same: "\(Moment(milliseconds: figure).day)")
    }
  }

  private func clamped(_ figure: Int64) -> UInt32 { UInt32(clamping: figure) }

  private func amount(_ parts: Int64, _ rule: LedgerRefusal) -> String {
    let lot: Lot?
    switch rule {
    case .unbalanced: lot = refusal.figures.first.flatMap { names.world.book.lots[LotID(clamped($0))] }
    case .overSettled: lot = wish.lot(leg: refusal.figures.first.map { Int($0) }, asked: nil)
    case .offStep, .overflow, .convertsToNothing, .notPositive:
      lot = wish.lot(leg: nil, asked: refusal.figures.first)
    default: lot = wish.lot(leg: nil, asked: refusal.figures.last)
    }
    guard let lot, let unit = names.unit(of: lot) else { return "\(parts)" }
    return Names.text(parts, decimals: unit.decimals) + " " + unit.symbol
  }

  private func text(ofName name: String) -> Label {
    if let field = wish.field(name) { return field.label }
    if let form = VerbForm.all.first(where: { $0.rules.contains(name) }) { return form.summary }
    return Label(same: name)
  }

  /// Parties by their codes; what a limit is of in its unit.
  private func texts(of rule: PartyRefusal) -> [Label] {
    let figures = refusal.figures
    func party(_ place: Int) -> String {
      figures.indices.contains(place) && figures[place] > 0 ? names.party(named: clamped(figures[place])) : ""
    }
    switch rule {
    case .overLimit, .notPositive:
      let decimals = refusal.names.first.flatMap { try? names.unit($0) }?.rules.decimals ?? 0
      let texts = figures.prefix(2).map { Names.text($0, decimals: decimals) }
      guard rule == .overLimit, texts.count == 2 else { return texts.map { Label(same: $0) } }
      let level = figures.count > 2 ? QuantityLimit.Level(rawValue: UInt8(clamping: figures[2])) : nil
      return [
        Label(zh: "\(level?.label.zh ?? "限额") \(texts[0])", en: "\(level?.label.en ?? "limit") \(texts[0])"),
        Label(zh: "申请 \(texts[1])", en: "asked \(texts[1])"),
      ]
    case .notTrusted, .sameAccount, .alreadyTrusted, .notOnList:
      return figures.map { Label(same: names.code(of: AccountID(clamped($0)))) }
    case .samePerson, .sameOrganisation, .notProposer, .approverRoleMissing:
      let parties = figures.indices.dropFirst().map(party).filter { !$0.isEmpty }
      return [Label(zh: "提案 \(figures.first ?? 0)", en: "proposal \(figures.first ?? 0)")]
        + parties.map { Label(same: $0) }
    case .staleProposal, .unknownProposal, .proposalEnded, .proposalLapsed, .proposerBarred:
      return figures.prefix(1).map { Label(zh: "提案 \($0)", en: "proposal \($0)") }
    case .badText, .badLimit, .calendarGap, .endBeforeStart, .sameStatus:
      return rule == .calendarGap ? figures.map { Label(same: "\($0)") } : []
    default: return figures.indices.map(party).filter { !$0.isEmpty }.map { Label(same: $0) }
    }
  }
}
