import Formula
import Law
import Testing

/// Goal: one choice decides several names together, and an indicator may be left out unless asked for.
/// Expected: of 3 t, half the price makes 4 元/m3 and a tenth of it 0.4 元/m3 (reckoned by hand).
@Suite struct SeveralNamesTests {
  let units: UnitSystem
  init() throws { units = try projectUnits() }

  private static let two = [
    ("defines: \"storagePrice\",", "defines: [\"storagePrice\", \"tidePrice\"],"),
    ("formula: \"storagePriceFull\",", "formula: [\"storagePriceFull\", \"storagePriceHalf\"],"),
    ("formula: \"storagePriceHalf\", label", "formula: [\"storagePriceHalf\", \"storagePriceTenth\"], label"),
    (
      "{ text: \"siltVolume ",
      "{ text: \"storagePriceTenth [元/m3] = storagePriceFull / 10\", "
        + "source: { ref: \"S\", clause: \"式(8)\" } },"
        + " { text: \"siltVolume "
    ),
    ("tideValue [元/a] = tide * storagePrice", "tideValue [元/a] = tide * tidePrice"),
    // A tenth of 8 元/m3 at 120/100, times 10 m3/a: 9.6 元/a.
    ("expect: \"48 元/a\"", "expect: \"9.6 元/a\""),
  ]

  private func files(_ changes: [(String, String)]) -> [(String, String)] {
    SamplePack.files.map { file in
      (file.0, changes.reduce(file.1) { $0.replacing($1.0, with: $1.1) })
    }
  }

  @Test func `One choice decides two names`() throws {
    let loaded = load(files(Self.two), units: units)
    let method = try #require(loaded.method, "\(loaded.problems)")
    #expect(method.runCases(units: units)[2].outcome == .passed)
    #expect(method.variants(readBy: "tideValue").map(\.name) == ["storage"])
    #expect(method.variants(readBy: "waterRetainedValue").map(\.name) == ["storage"])
    let sheet = PackSheet.describe(method, language: .en).lines.joined(separator: "\n")
    #expect(sheet.contains("→ storagePrice, tidePrice"))
    #expect(sheet.contains("half = storagePriceHalf, storagePriceTenth"))
  }

  @Test func `A choice that lacks a formula for one of the names is refused`() {
    let changes = Self.two.filter { !$0.0.hasPrefix("formula: \"storagePriceHalf\"") }
    let loaded = load(files(changes), units: units)
    #expect(loaded.method == nil)
    #expect(
      loaded.errors.contains { $0.message.en == "the variant defines 2 names, and here are 1 formulas" })
  }

  @Test func `Choices of the second name have one unit as well`() {
    let changes = Self.two.map {
      ($0.0, $0.1.replacing("Tenth [元/m3] = storagePriceFull / 10", with: "Tenth [1] = 10"))
    }
    let loaded = load(files(changes), units: units)
    #expect(loaded.errors.contains { $0.message.en.contains("storagePriceTenth is 1") }, "\(loaded.errors)")
  }

  @Test func `An indicator that is off says why in the sheet`() throws {
    let loaded = load(
      files([("seea: \"water flow regulation\",", "off: { zh: \"另有约定\", en: \"by agreement\" },")]),
      units: units)
    let method = try #require(loaded.method, "\(loaded.problems)")
    #expect(method.indicators.first?.off?.en == "by agreement")
    let sheet = PackSheet.describe(method, language: .en).lines.joined(separator: "\n")
    #expect(sheet.contains("off: by agreement"))
  }
}
