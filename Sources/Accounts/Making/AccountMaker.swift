import Formula
import Law
import Quantities

/// Puts an account together: figures, and the circumstances under which they were made.
public struct AccountMaker {
  /// What only the shell knows.
  public struct Circumstances: Sendable {
    public var zoneRule: String
    public var areaRule: String
    public var alignments: [Account.Alignment]
    public var packDigest: String
    public var findings: [Finding]

    public init(
      zoneRule: String, areaRule: String, alignments: [Account.Alignment], packDigest: String,
      findings: [Finding]
    ) {
      self.zoneRule = zoneRule
      self.areaRule = areaRule
      self.alignments = alignments
      self.packDigest = packDigest
      self.findings = findings
    }
  }

  let study: Study
  let circumstances: Circumstances

  public init(study: Study, circumstances: Circumstances) {
    self.study = study
    self.circumstances = circumstances
  }

  /// - Parameters:
  ///   - assumed: Assumed figures with the share of the total that moves with each.
  public func account(_ figures: FigureSet, assumed: [(AssumedFigure, share: Double)]) -> Account {
    Account(
      region: regionTitle, pack: packTitle,
      rules: .init(
        zone: circumstances.zoneRule, area: circumstances.areaRule, alignment: circumstances.alignments),
      variants: variants, overrides: overrides, assumptions: assumed.map(assumption), warnings: warnings,
      ecosystems: ecosystems(figures), zones: figures.zones, indicators: figures.indicators,
      areas: figures.areas, sums: figures.sums, totals: figures.totals, notComputed: notComputed,
      reconciliation: figures.reconciliation, shares: figures.shares,
      overlaps: OverlapCheck(study).overlaps(figures.indicators))
  }

  private var regionTitle: Account.RegionTitle {
    let region = study.region
    return .init(
      id: region.id, zh: region.name.zh, en: region.name.en, year: region.year, priceYear: region.priceYear,
      demonstration: region.demonstration)
  }

  private var packTitle: Account.PackTitle {
    let pack = study.method.pack
    return .init(
      id: pack.id, edition: pack.edition, zh: pack.title.zh, en: pack.title.en,
      number: pack.head.document.number ?? "", basis: pack.basis.zh, digest: circumstances.packDigest,
      subject: pack.head.subject.map(Account.Subject.init(_:)))
  }

  /// In the order of their names, as they are read back from the account's file.
  private var variants: [Account.VariantChoice] {
    study.method.variants.sorted { $0.name < $1.name }.compactMap { variant in
      let id = study.region.variants[variant.name] ?? variant.defaultChoice
      guard let choice = variant.choices.first(where: { $0.id == id }) else { return nil }
      return .init(
        name: variant.name, choice: choice.id, zh: "\(variant.label.zh)：\(choice.label.zh)",
        en: "\(variant.label.en): \(choice.label.en)")
    }
  }

  private var overrides: [Account.Override] {
    study.region.overrides.map {
      .init(
        name: $0.name, value: $0.value.value,
        unit: $0.value.unit.text + ($0.priceYear.map { "（\($0) 年价）" } ?? ""), source: $0.source.text(in: .zh))
    }
      + study.region.cells.map {
        .init(
          name: $0.name, value: $0.value.value, unit: $0.value.unit.text, source: $0.source.text(in: .zh))
      }
  }

  private func assumption(_ assumed: (figure: AssumedFigure, share: Double)) -> Account.Assumption {
    let figure = assumed.figure
    return .init(
      name: figure.name, zh: figure.label.zh, en: figure.label.en, value: figure.value,
      by: figure.source.by ?? "", on: figure.source.on?.description ?? "", why: figure.source.why ?? "",
      share: assumed.share)
  }

  private var warnings: [Account.Warning] {
    circumstances.findings.filter { $0.severity == .warning }.map {
      .init(code: $0.code, zh: "\($0.subject)：\($0.message.zh)", en: "\($0.subject): \($0.message.en)")
    }
  }

  private func ecosystems(_ figures: FigureSet) -> [Account.EcosystemTitle] {
    let present = Set(figures.areas.map(\.ecosystem))
    var titles = study.ecosystems.values.filter { present.contains($0.id) }.map {
      Account.EcosystemTitle(id: $0.id, zh: $0.label.zh, en: $0.label.en)
    }
    if present.contains(FigureBuilder.unknownEcosystem) {
      titles.append(.init(id: FigureBuilder.unknownEcosystem, zh: "类型不明", en: "of unknown type"))
    }
    return titles
  }

  private var notComputed: [Account.NotComputed] {
    study.gaps.map { gap in
      .init(
        indicator: gap.indicator.id, zh: gap.indicator.label.zh, en: gap.indicator.label.en,
        why: gap.reasons.map(\.zh).joined(separator: "；"),
        whyEn: gap.reasons.map(\.en).joined(separator: "; "))
    }
  }
}
