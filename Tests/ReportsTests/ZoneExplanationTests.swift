import Accounts
import Law
import Reports
import Testing

/// Goal: a zone's figure is led back to land, formulas, parameters and files; what cannot be is refused with
/// a reason.
/// Method: the small account and its provenance.
@Suite struct ZoneExplanationTests {
  @Test func `A figure comes with its parts, formulas and sources`() throws {
    let explanation = try explainZone(smallAccount(), smallProvenance(), zone: "1A", indicator: "water")
    #expect(explanation.figure == AccountFigure(physical: 140_000, value: 700_000))
    #expect(explanation.ecosystems.map(\.ecosystem) == ["forest", "water"])
    #expect(explanation.ecosystems[0].perHectare == AccountFigure(physical: 1000, value: 5000))
    #expect(explanation.formulas.map(\.name) == ["waterRetained", "waterValue"])
    let text = explanation.lines().joined(separator: "\n")
    for part in ["甲镇（1A）", "140,000 m³/a", "70.00 万元", "storagePrice", "式(3)", "rain.tif", "地表径流系数"] {
      #expect(text.contains(part), "\(part) is not in:\n\(text)")
    }
  }

  @Test func `A zone and an indicator may be called by name`() throws {
    let byName = try explainZone(smallAccount(), smallProvenance(), zone: "甲镇", indicator: "水源涵养")
    #expect(byName.zone.code == "1A" && byName.indicator.id == "water")
  }

  @Test func `The JSON says the same`() throws {
    let json = try explainZone(smallAccount(), smallProvenance(), zone: "1A", indicator: "water").json()
    #expect(json["figure"]?["value"] == .number(700_000))
    guard case .array(let parts)? = json["ecosystems"] else {
      Issue.record("no parts")
      return
    }
    #expect(parts[1]["perHectare"]?["physical"] == .number(2000))
  }

  @Test(arguments: [
    ("9", "water", "explain.no-such-zone"), ("1A", "fog", "explain.no-such-indicator"),
    ("1A", "noise", "explain.not-computed"), ("1A", "tourism", "explain.no-figure"),
  ])
  func `What cannot be explained is refused by code`(zone: String, indicator: String, code: String) {
    let refusal = #expect(throws: ExplanationRefusal.self) {
      try explainZone(smallAccount(), smallProvenance(), zone: zone, indicator: indicator)
    }
    #expect(refusal?.code == code)
  }
}
