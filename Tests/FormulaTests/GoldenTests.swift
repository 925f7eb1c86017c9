import Quantities
import Testing

@testable import Formula

/// Goal: the figures that the methods' documents print come out of formulas, not of code. Method: each
/// formula is written here as a pack would; expectations are METHODS.md's [C] values, to the digits printed
/// there.
@Suite struct GoldenTests {
  /// Evaluates the last formula; parameters in their own unit.
  private func value(
    _ formulas: [FormulaText], symbols: [Symbol] = [], given: [String: Double] = [:]
  ) throws -> Double {
    let checked = try Workbench.checked(Vocabulary(symbols: symbols, formulas: formulas))
    let bindings = Bindings(numbers: given, year: 2022, priceYear: 2022)
    return try evaluate(try #require(checked.order.last), in: checked, bindings: bindings)
  }

  /// METHODS 6.2: the four Benggang samples, with C the table's value; US units, then SI.
  @Test(arguments: [
    ((40.2, 25.2, 34.6, 0.489), 0.2584, 0.03403), ((36.6, 27.6, 35.8, 0.447), 0.2718, 0.03579),
    ((40.7, 26.8, 32.5, 0.212), 0.2672, 0.03519), ((41.3, 24.0, 34.7, 0.292), 0.2546, 0.03352),
  ])
  func `Erodibility by EPIC`(soil: (Double, Double, Double, Double), us: Double, si: Double) throws {
    let symbols = [
      try Workbench.symbol("sand", "%"), try Workbench.symbol("silt", "%"), try Workbench.symbol("clay", "%"),
      try Workbench.symbol("carbon", "%"), try Workbench.symbol("usToSI", "t.hm2.h/(hm2.MJ.mm)"),
    ]
    let epic = Workbench.text(
      """
      K_EPIC [1] = let SAN = in(sand, "%"); let SIL = in(silt, "%"); let CLA = in(clay, "%");
        let C = in(carbon, "%"); let SN1 = 1 - SAN / 100;
        (0.2 + 0.3 * exp(-0.0256 * SAN * (1 - SIL / 100))) * (SIL / (CLA + SIL))^0.3
          * (1 - 0.25 * C / (C + exp(3.72 - 2.95 * C))) * (1 - 0.7 * SN1 / (SN1 + exp(-5.51 + 22.9 * SN1)))
      """)
    let given = ["sand": soil.0, "silt": soil.1, "clay": soil.2, "carbon": soil.3, "usToSI": 0.1317]
    let american = try value([epic], symbols: symbols, given: given)
    #expect(abs(american - us) < 0.00005)
    let metric = try value(
      [epic, Workbench.text("K [t.hm2.h/(hm2.MJ.mm)] = K_EPIC * usToSI")], symbols: symbols, given: given)
    #expect(abs(metric - si) < 0.000005)
  }

  /// METHODS 6.1: P_d12 = 25, P_y12 = 900, D = {20, 30} gives β = 1.589232, α = 0.772353, R = 262.1630.
  @Test func `Half-month erosivity by Zhang, exponents given`() throws {
    let symbols = [try Workbench.symbol("Pd12", "mm"), try Workbench.symbol("Py12", "mm")]
    let rain = TableSignature(
      name: "rain", keys: [.init(name: "day", kind: .day)], columns: [try Workbench.column("depth", "mm")])
    let formulas = [
      Workbench.text("beta [1] = 0.8363 + 18.144 / in(Pd12, \"mm\") + 24.455 / in(Py12, \"mm\")"),
      Workbench.text("alpha [1] = 21.586 * beta^-7.1891"),
      Workbench.text(
        "R [MJ.mm/(hm2.h.a)] = alpha * sum(in(rain.depth, \"mm\")^beta for d in rain)", empirical: true),
    ]
    let checked = try Workbench.checked(Vocabulary(symbols: symbols, tables: [rain], formulas: formulas))
    let days = try [Day(year: 2022, month: 6, day: 1), Day(year: 2022, month: 6, day: 2)]
    let bindings = Bindings(
      numbers: ["Pd12": 25, "Py12": 900],
      tables: ["rain": TableData(keys: [days.map { Double($0.number) }], columns: ["depth": [20, 30]])],
      year: 2022, priceYear: 2022)
    #expect(abs(try evaluate("beta", in: checked, bindings: bindings) - 1.589232) < 5e-7)
    #expect(abs(try evaluate("alpha", in: checked, bindings: bindings) - 0.772353) < 5e-7)
    #expect(abs(try evaluate("R", in: checked, bindings: bindings) - 262.1630) < 5e-5)
  }

  /// METHODS 6.1: monthly rain {40 … 35} gives 176.9024 before the factor 17.02.
  @Test func `Wischmeier's monthly erosivity`() throws {
    let rain: [Double] = [40, 55, 90, 110, 140, 230, 200, 150, 90, 60, 50, 35]
    let symbols = [try Workbench.symbol("monthly", "mm", for: ["month"])]
    let formulas = [
      Workbench.text("annual [mm] = sum(monthly for m in month)"),
      Workbench.text(
        """
        erosivity [1] = sum(1.735 * 10^(1.5 * log10(in(monthly, "mm")^2 / in(annual, "mm")) - 0.8188)
          for m in month)
        """),
    ]
    let checked = try Workbench.checked(Vocabulary(symbols: symbols, formulas: formulas))
    let numbers = Dictionary(uniqueKeysWithValues: rain.enumerated().map { ("monthly#\($0 + 1)", $1) })
    let bindings = Bindings(numbers: numbers, year: 2022, priceYear: 2022)
    #expect(abs(try evaluate("erosivity", in: checked, bindings: bindings) - 176.9024) < 5e-5)
  }

  /// METHODS 6.3.
  @Test(arguments: [(3.0, 0.5952), (5, 0.9642), (8, 1.8381), (10, 2.8446), (20, 6.5337)])
  func `Slope steepness by degrees`(degrees: Double, steepness: Double) throws {
    let formula = Workbench.text(
      """
      S [1] = let d = in(slope, "degree"); let s = sin(slope);
        if(d < 5, 10.8 * s + 0.03, if(d < 10, 16.8 * s - 0.5, 21.91 * s - 0.96))
      """)
    let found = try value(
      [formula], symbols: [try Workbench.symbol("slope", "degree")], given: ["slope": degrees])
    #expect(abs(found - steepness) < 5e-5)
  }

  /// METHODS 6.5: 707.1273 mm; Zhang 2001: forest 956.9005, grass 686.4785 mm.
  @Test func `Evapotranspiration by Fu and by Zhang`() throws {
    let symbols = [
      try Workbench.symbol("P", "mm/a"), try Workbench.symbol("PET", "mm/a"), try Workbench.symbol("w", "1"),
    ]
    let fu = Workbench.text("AET [mm/a] = let phi = PET / P; P * (1 + phi - (1 + phi^w)^(1 / w))")
    let found = try value([fu], symbols: symbols, given: ["P": 1200, "PET": 900, "w": 2.6])
    #expect(abs(found - 707.1273) < 5e-5)
    let zhang = Workbench.text("AET [mm/a] = P * (1 + w * PET / P) / (1 + w * PET / P + P / PET)")
    let forest = try value([zhang], symbols: symbols, given: ["P": 1200, "PET": 1410, "w": 2])
    let grass = try value([zhang], symbols: symbols, given: ["P": 1200, "PET": 1100, "w": 0.5])
    #expect(abs(forest - 956.9005) < 5e-5)
    #expect(abs(grass - 686.4785) < 5e-5)
  }

  /// METHODS 1.8: A = 50 km², T = 1, in 10⁴ m³.
  @Test(arguments: [
    (4.924, 1.128, 11347.60), (4.904, 0.927, 5066.70), (6.636, 0.678, 10811.35), (5.808, 0.866, 9855.77),
    (5.653, 0.680, 4077.24),
  ])
  func `Lakes store by regression`(a: Double, b: Double, volume: Double) throws {
    let symbols = [
      try Workbench.symbol("A", "km2"), try Workbench.symbol("a", "1"), try Workbench.symbol("b", "1"),
    ]
    let formula = Workbench.text("lake [万m3] = exp(a) * in(A, \"km2\")^b", empirical: true)
    let found = try value([formula], symbols: symbols, given: ["A": 50, "a": a, "b": b])
    #expect(abs(found - volume) < 5e-3)
  }

  /// METHODS 6.4.
  @Test(arguments: [(1.0, 0.6508), (10, 0.3072), (30, 0.1433), (60, 0.0398), (78, 0.0007), (80, 0), (0, 1)])
  func `Cover management by Cai`(cover: Double, factor: Double) throws {
    let formula = Workbench.text(
      """
      C [1] = let f = in(cover, "%"); if(f == 0, 1, if(f < 78.3, min(1, 0.6508 - 0.3436 * log10(f)), 0))
      """)
    let found = try value([formula], symbols: [try Workbench.symbol("cover", "%")], given: ["cover": cover])
    #expect(abs(found - factor) < 5e-5)
  }

  /// METHODS 1.6: S_L = 0.78988, S_LP = 5.22454 kg/m², retained 4.43466.
  @Test func `Wind erosion by RWEQ`() throws {
    let symbols = [
      try Workbench.symbol("WF", "1"), try Workbench.symbol("EF", "1"), try Workbench.symbol("SCF", "1"),
      try Workbench.symbol("K", "1"), try Workbench.symbol("C", "1"), try Workbench.symbol("z", "m"),
    ]
    let body = "let s = 150.71 * x^-0.3711; let Q = 109.8 * x; let y = in(z, \"m\");"
    let rest = "2 * y / s^2 * Q * exp(-(y / s)^2)"
    let formulas = [
      Workbench.text("SL [kg/m2] = let x = WF * EF * SCF * K * C; \(body) \(rest)", empirical: true),
      Workbench.text("SLP [kg/m2] = let x = WF * EF * SCF * K; \(body) \(rest)", empirical: true),
      Workbench.text("kept [kg/m2] = SLP - SL"),
    ]
    let given = ["WF": 20, "EF": 0.6, "SCF": 0.5, "K": 0.8, "C": 0.3, "z": 50]
    #expect(abs(try value([formulas[0]], symbols: symbols, given: given) - 0.78988) < 5e-6)
    #expect(abs(try value([formulas[1]], symbols: symbols, given: given) - 5.22454) < 5e-6)
    #expect(abs(try value(formulas, symbols: symbols, given: given) - 4.43466) < 5e-6)
  }

  /// METHODS 1.6: 779.42×10⁴ t cover 60.89 km² and are worth 2.2835 亿元.
  @Test func `Sand fixing is valued in money`() throws {
    let symbols = [
      try Workbench.symbol("kept", "万t/a"), try Workbench.symbol("density", "t/m3"),
      try Workbench.symbol("depth", "m"), try Workbench.symbol("cost", "元/m2", year: 2010),
    ]
    let formulas = [
      Workbench.text("area [km2/a] = kept / (density * depth)"), Workbench.text("V [亿元/a] = area * cost"),
    ]
    let given = ["kept": 779.42, "density": 1.28, "depth": 0.1, "cost": 3.75]
    #expect(abs(try value([formulas[0]], symbols: symbols, given: given) - 60.89) < 5e-3)
    #expect(abs(try value(formulas, symbols: symbols, given: given) - 2.2835) < 5e-5)
  }

  /// METHODS 7.1: silt 38.86×10⁸ t × 0.24 / 0.93 at 15.58 元/m³ is 156.24 亿元 (10.0284 × 15.58).
  @Test func `Silt that stays is worth its dredging`() throws {
    let symbols = [
      try Workbench.symbol("kept", "亿t/a"), try Workbench.symbol("share", "1"),
      try Workbench.symbol("density", "t/m3"), try Workbench.symbol("dredging", "元/m3", year: 2010),
    ]
    let found = try value(
      [Workbench.text("V [亿元/a] = share * kept / density * dredging")], symbols: symbols,
      given: ["kept": 38.86, "share": 0.24, "density": 0.93, "dredging": 15.58])
    #expect(abs(found - 156.24) < 5e-3)
  }
}
