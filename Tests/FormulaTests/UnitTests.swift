import Testing

@testable import Formula

/// Goal: units read, print and convert as people write them.
/// Method: texts from the methods' documents; factors by arithmetic on paper.
@Suite struct UnitTests {
  static let texts = [
    "1", "%", "‰", "permille", "ppm", "m", "km2", "hm2", "ha", "m3", "mm/a", "亩", "t/(hm2.a)",
    "MJ.mm/(hm2.h.a)", "t.hm2.h/(hm2.MJ.mm)", "元/m3", "kg/(hm2.a)", "kJ/(m2.d)", "元/(hm2.a)", "kWh/m3",
    "m3/a",
    "万元", "亿元", "万元/亩", "万m3", "亿m3", "万t", "万人次/a", "人次", "床", "头", "株", "只", "羽", "户", "人",
    "dB", "degC", "°C", "K", "rad", "degree", "°", "L", "mg/L", "g/s", "J", "MJ", "kWh", "元/(km.dB.a)", "d/a",
    "10000 m3", "1e4 m3/a", "m·s⁻¹", "m3.s-1", "(1e4 m3)2", "m/s/s", "元/万m3", "万m3.万m3", "1/d", "床.d",
  ]

  @Test(arguments: texts)
  func `A unit's text reads back as itself`(text: String) throws {
    let unit = try Workbench.unit(text)
    let again = try Workbench.unit(unit.text)
    #expect(again == unit)
    #expect(try #require(Workbench.units).same(unit, again))
  }

  static let factors: [(String, String, Double)] = [
    ("mm", "m3/hm2", 10), ("亩", "hm2", 1.0 / 15), ("hm2", "亩", 15), ("万元", "元", 1e4), ("亿m3", "万m3", 1e4),
    ("万m3", "m3", 1e4), ("t/(hm2.a)", "kg/(hm2.a)", 1000), ("kWh", "J", 3.6e6), ("%", "1", 0.01),
    ("mg/L", "g/m3", 1), ("km2", "hm2", 100), ("kJ/(m2.d)", "kWh/(hm2.d)", 10000.0 / 3600),
    ("t/km2", "kg/hm2", 10.0),
    ("degree", "rad", Double.pi / 180), ("ha", "hm2", 1), ("元/亩", "元/hm2", 15), ("1e4 m3", "万m3", 1),
    ("g/s", "kg/d", 86.4), ("L", "m3", 0.001), ("m/s/s", "m/s2", 1),
  ]

  @Test(arguments: factors)
  func `Factors are those of paper`(from: String, to: String, factor: Double) throws {
    let units = try #require(Workbench.units)
    #expect(units.factor(from: try Workbench.unit(from), to: try Workbench.unit(to)) == factor)
  }

  @Test(arguments: [
    ("头", "床"), ("人次", "人"), ("元", "1"), ("a", "d"), ("s", "1/s"), ("t", "m3"), ("dB", "1"), ("头", "1"),
    ("degC", "K"),
  ])
  func `Different things do not cancel or convert`(from: String, to: String) throws {
    let units = try #require(Workbench.units)
    #expect(units.factor(from: try Workbench.unit(from), to: try Workbench.unit(to)) == nil)
  }

  @Test func `Degrees Celsius have a zero of their own`() throws {
    let units = try #require(Workbench.units)
    let (celsius, kelvin) = (try Workbench.unit("°C"), try Workbench.unit("K"))
    #expect(units.isAffine(celsius))
    #expect(units.isAffine(try Workbench.unit("degC")))
    #expect(!units.isAffine(kelvin))
    #expect(!units.isAffine(try Workbench.unit("mm")))
    #expect(units.convert(20, from: celsius, to: kelvin) == 293.15)
    #expect(units.convert(293.15, from: kelvin, to: celsius) == 20)
    #expect(units.same(celsius, try Workbench.unit("degC")))
  }

  @Test func `Products cancel like names and keep the rest`() throws {
    let units = try #require(Workbench.units)
    let erosivity = try Workbench.unit("MJ.mm/(hm2.h.a)")
    let erodibility = try Workbench.unit("t.hm2.h/(hm2.MJ.mm)")
    #expect(units.multiply(erosivity, erodibility).text == "t/(hm2.a)")
    #expect(units.divide(erosivity, erosivity) == .one)
    #expect(units.root(try Workbench.unit("m2"), 2)?.text == "m")
    #expect(units.root(try Workbench.unit("m3"), 2) == nil)
    #expect(units.power(try Workbench.unit("万m3"), 2).text == "万m3.万m3")
    #expect(units.isDimensionless(try Workbench.unit("rad")))
  }

  static let wrong: [(String, String?)] = [
    ("", nil), ("t/", nil), ("t//a", nil), ("(t", nil), ("t)", nil), ("kgg", "kg"), ("元角", nil),
    ("hm2a", nil),
    ("mm/yr", nil), ("m^", nil), ("m99", nil), ("0 m", nil), ("亿", nil),
  ]

  @Test(arguments: wrong)
  func `What is no unit is refused, with the nearest`(text: String, near: String?) throws {
    let units = try #require(Workbench.units)
    let error = #expect(throws: UnitError.self) { try units.parse(text) }
    if case .unknown(_, _, let found) = error, let near { #expect(found == near) }
  }

  @Test func `Units may be read from many threads at once`() async throws {
    let units = try #require(Workbench.units)
    let counts = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask { Self.texts.count { (try? units.parse($0)) != nil } }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts.allSatisfy { $0 == Self.texts.count })
  }

  @Test func `A file that is no definition file is refused`() {
    #expect(throws: UnitError.definitions(path: "/nowhere.xml")) {
      try UnitSystem(definitions: "/nowhere.xml")
    }
  }
}
