import Accounts
import Formula
import Law
import Testing

/// Draws of an account against what is known of them.
@Suite struct DrawTests {
  private static let water = Toy.price(
    "waterPrice", "2 元/m3", #"{ distribution: "normal", sd: "0.2 元/m3", min: "0 元/m3" }"#)
  private static let fish = Toy.price("fishPrice", "10 元/t", #"["8 元/t", "14 元/t"]"#)

  /// Everything at once: prices, a layer, a column by row, values of zones by row, a group.
  private static let all = Toy.ranged(
    overrides: water + fish
      + Toy.price(
        "treatmentPrice", "3000 元/t",
        #"{ distribution: "lognormal", sd: 0.3, drawnWith: "yuan" }"#)
      + Toy.price(
        "tripPrice", "7 元/人次",
        #"{ distribution: "triangular", min: "5 元/人次", max: "12 元/人次", drawnWith: "yuan" }"#),
    rain: #"range: { distribution: "uniform", min: 0.8, max: 1.1 },"#,
    load: #"range: { distribution: "normal", sd: 0.5, per: "column" },"#,
    quota: #"range: { distribution: "uniform", min: 0.5, max: 2, per: "row" },"#)

  private static let columns = Toy.figures.replacing(
    #"columns: [ { name: "share", unit: "1" } ]"#,
    with: #"columns: [ { name: "share", unit: "1", range: { distribution: "triangular", min: 0.5, "#
      + #"max: 1.5, per: "row" } } ]"#)

  @Test func `Draws are, draw by draw, what accounts made anew would be`() throws {
    let bench = try DrawBench(Self.all, figures: Self.columns, count: 12)
    #expect(bench.drawing.figures.count == 10)
    let free = try bench.free()
    for number in 0..<12 {
      let drawn = bench.drawing.drawn(number)
      let outcome = try bench.figures.outcome(number, drawn, free: free[number])
      let anew = try bench.anew(drawn)
      for (place, indicator) in anew.indicators.enumerated() {
        #expect(near(outcome.value[place], indicator.valueTotal), "\(indicator.id)")
        #expect(near(outcome.physical[place], indicator.physicalTotal), "\(indicator.id)")
      }
      #expect(!outcome.lost)
    }
  }

  private func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 * max(abs(a), abs(b)) }

  @Test func `What is only in proportion is not reckoned anew`() throws {
    let prices = try DrawBench(Toy.ranged(overrides: Self.water + Self.fish))
    #expect(prices.drawing.free.isEmpty)
    let layer = try DrawBench(
      Toy.ranged(overrides: Self.fish, rain: #"range: { distribution: "uniform", min: 0.8, max: 1.1 },"#))
    // The cap of the rain is no ratio: water is reckoned anew, in quantity and value, and nothing else.
    let names = layer.drawing.maker.layout.quantities
    #expect(layer.drawing.free.map { names[$0] } == ["kept", "keptValue"])
  }

  /// 550 000 m³ and 2 t: the total is 550 000 × N(2, 0.2) + 2 × U(8, 14) + 15 000 + 77.
  @Test func `Mean, deviation and quantiles of a linear case are those of theory`() throws {
    let bench = try DrawBench(Toy.ranged(overrides: Self.water + Self.fish), count: 2000, seed: 11)
    let told = try bench.uncertainty()
    let all = try #require(told.totals.last?.value)
    let mean = 550_000 * 2 + 2 * 11 + 15_077.0
    let sd = (550_000 * 0.2 * 550_000 * 0.2 + 4 * 3.0).squareRoot()
    let ofMean: Double = sd / 2000.0.squareRoot()
    #expect(abs(all.mean - mean) < 4 * ofMean)
    // The deviation of a deviation of n normal figures is σ/√(2n).
    let ofDeviation: Double = sd / 4000.0.squareRoot()
    #expect(abs(all.sd - sd) < 4 * ofDeviation)
    // That of a quantile is √(p(1−p)/n)/f(q): 0.05 and the density of the normal at 1.6449 is 0.1031/σ.
    for (quantile, z) in [(all.low, -1.6449), (all.median, 0), (all.high, 1.6449)] {
      let density = z == 0 ? 0.3989 : 0.1031
      let p = z == 0 ? 0.5 : 0.05
      let deviation: Double = sd * (p * (1 - p) / 2000).squareRoot() / density
      let known: Double = mean + z * sd
      #expect(abs(quantile - known) < 4 * deviation)
    }
    let fish = try #require(told.indicators.first { $0.id == "fish" }?.value)
    // 1 × 1 + 2 × 0.5 = 2 t at a price even between 8 and 14: 5 % lie below 8.3, 95 % below 13.7.
    let ofQuantile: Double = 12 * (0.05 * 0.95 / 2000).squareRoot()
    #expect(abs(fish.low - 16.6) < 4 * ofQuantile)
    #expect(abs(fish.high - 27.4) < 4 * ofQuantile)
  }

  /// An interval between ranks of n draws holds, on average, 0.9 (n − 1)/(n + 1) of what is drawn.
  @Test func `Intervals hold as much of what comes next as they should`() throws {
    let (runs, draws) = (150, 60)
    var hits = 0
    let maker = try Bench().maker(Toy.ranged(overrides: Self.water + Self.fish))
    for seed in 1...runs {
      let bench = try DrawBench(maker, count: draws, seed: UInt64(seed))
      let told = try #require(try bench.uncertainty().totals.last?.value)
      // The next draw is none of those that made the interval.
      let next = try bench.figures.outcome(draws, bench.drawing.drawn(draws), free: [:])
      let total = next.value.reduce(0, +)
      if told.low <= total && total <= told.high { hits += 1 }
    }
    let share = 0.9 * 59 / 61
    let deviation = (Double(runs) * share * (1 - share)).squareRoot()
    let expected: Double = Double(runs) * share
    #expect(abs(Double(hits) - expected) < 3.5 * deviation, "\(hits) of \(runs)")
  }

  @Test func `Members of a group rise and fall together`() throws {
    let bench = try DrawBench(Self.all, count: 50)
    let places = ["treatmentPrice", "tripPrice", "waterPrice"].compactMap { name in
      bench.drawing.figures.firstIndex { $0.name == name }
    }
    let draws = (0..<50).map { bench.drawing.drawn($0) }
    let order = (0..<50).sorted { draws[$0][places[0]] < draws[$1][places[0]] }
    #expect(order == (0..<50).sorted { draws[$0][places[1]] < draws[$1][places[1]] })
    #expect(order != (0..<50).sorted { draws[$0][places[2]] < draws[$1][places[2]] })
  }

  @Test func `A draw does not hang on how many there are, nor on other ranges`() throws {
    let few = try DrawBench(Toy.ranged(overrides: Self.water), count: 3)
    let many = try DrawBench(Self.all, count: 30)
    let place = try #require(many.drawing.figures.firstIndex { $0.name == "waterPrice" })
    #expect(few.drawing.drawn(2)[0] == many.drawing.drawn(2)[place])
  }

  @Test func `An account without ranges cannot be drawn, and says so`() throws {
    #expect(throws: DrawRefusal.nothingDrawn) { try DrawBench(Toy.region) }
  }

  @Test func `What was drawn, and by which chance, is told`() throws {
    let told = try DrawBench(Self.all, count: 5).uncertainty()
    #expect(told.figures.map(\.drawnWith).filter { $0 == "yuan" }.count == 2)
    #expect(told.generator == "Philox4x32-10" && told.seed == "1")
  }
}
