import Quantities
import Testing

@testable import Formula

/// Goal: days, half-months, months, years and rows reduce as specified.
/// Method: small tables, reckoned by hand or by plain loops in the test.
@Suite struct DimensionTests {
  static func day(_ year: Int, _ month: Int, _ day: Int) throws -> Double {
    Double(try Day(year: year, month: month, day: day).number)
  }

  static func rain() throws -> TableSignature {
    TableSignature(
      name: "rain", keys: [.init(name: "day", kind: .day)], columns: [try Workbench.column("depth", "mm")])
  }

  /// A depth every third day of three years, by a seeded chance.
  static func threeYears() throws -> (days: [Double], depths: [Double]) {
    var chance = Seeded(3)
    var days: [Double] = []
    var depths: [Double] = []
    for year in [2018, 2019, 2020] {
      for month in 1...12 {
        for day in stride(from: 1, to: 28, by: 3) {
          days.append(try Self.day(year, month, day))
          depths.append(Double.random(in: 0..<40, using: &chance))
        }
      }
    }
    return (days, depths)
  }

  /// Zhang's half-month model from daily rain alone, METHODS 6.1; the loops of the test are its other form.
  @Test func `Half-month erosivity from daily rain`() throws {
    let (days, depths) = try Self.threeYears()
    let formulas = [
      "Pd12 [mm] = mean(rain.depth for d in rain where rain.depth >= threshold)",
      "Py12 [mm] = mean(sum(rain.depth for d in rain where rain.depth >= threshold) for y in year)",
      "beta [1] = 0.8363 + 18.144 / in(Pd12, \"mm\") + 24.455 / in(Py12, \"mm\")",
      "alpha [1] = 21.586 * beta^-7.1891",
      """
      half [1] for halfmonth = mean(alpha * sum(in(rain.depth, "mm")^beta for d in rain where rain.depth >= \
      threshold)
        for y in year)
      """, "R [1] = sum(half for h in halfmonth)",
    ]
    let checked = try Workbench.checked(
      Vocabulary(
        symbols: [try Workbench.symbol("threshold", "mm")], tables: [try Self.rain()],
        formulas: formulas.map { Workbench.text($0) }))
    let bindings = Bindings(
      numbers: ["threshold": 12], tables: ["rain": TableData(keys: [days], columns: ["depth": depths])],
      year: 2022,
      priceYear: 2022)
    let heavy = depths.filter { $0 >= 12 }
    let total = heavy.reduce(0, +)
    let beta = 0.8363 + 18.144 / (total / Double(heavy.count)) + 24.455 / (total / 3)
    let alpha = try LanguageTests.value("21.586 * b^-7.1891", given: ["b": beta])
    let parts = try heavy.map { try LanguageTests.value("d^b", given: ["d": $0, "b": beta]) }
    let expected = alpha * parts.reduce(0, +) / 3
    let found = try evaluate("R", in: checked, bindings: bindings)
    #expect(abs(found - expected) < 1e-9 * expected)
    // January's first half: the days 1 to 15.
    let first = zip(days, depths).filter { day, depth in
      guard depth >= 12, let day = try? Day(number: Int(day)) else { return false }
      return day.month == 1 && day.day <= 15
    }
    let part = try first.map { try LanguageTests.value("d^b", given: ["d": $0.1, "b": beta]) }.reduce(0, +)
    let half = try evaluate("half#1", in: checked, bindings: bindings)
    #expect(abs(half - alpha * part / 3) < 1e-9 * half)
  }

  /// Six days at two stations, north and south; the last depth is missing.
  static func sixDays() throws -> TableData {
    TableData(
      keys: [
        [0, 0, 0, 1, 1, 0],
        [
          try Self.day(2020, 6, 1), try Self.day(2020, 6, 2), try Self.day(2021, 6, 2),
          try Self.day(2020, 7, 1),
          try Self.day(2020, 7, 2), try Self.day(2020, 8, 1),
        ],
      ], columns: ["depth": [10, 20, 40, 80, 3, .nan]])
  }

  /// Rain by station, year and month, and the wettest of these months by station.
  static func groupings() -> (months: Grouping, stations: Grouping) {
    let position = SourcePosition(file: "test.json5", line: 9, column: 9)
    let grouping = Grouping(
      table: "rain", keys: ["station", "year", "month"], condition: Workbench.text("rain.depth > 5 * unit"),
      columns: [
        .init(name: "total", formula: Workbench.text("total [cm] = sum(rain.depth for d in rain)")),
        .init(name: "days", formula: Workbench.text("count(rain.depth for d in rain)")),
      ], position: position)
    let yearly = Grouping(
      table: "months", keys: ["station"],
      columns: [.init(name: "most", formula: Workbench.text("max(months.total for m in months)"))],
      position: position)
    return (grouping, yearly)
  }

  @Test func `A grouped table has the distinct keys, and columns that reduce over their group`() throws {
    let station = CodeList(name: "station", ids: ["north", "south"])
    let rain = TableSignature(
      name: "rain",
      keys: [.init(name: "station", kind: .code(list: "station")), .init(name: "day", kind: .day)],
      columns: [try Workbench.column("depth", "mm")])
    let (grouping, yearly) = Self.groupings()
    let formulas = [
      "all [mm] = sum(months.total for m in months)", "south [mm] = lookup(stations.most, \"south\")",
      "wettest [1] = max(if(months.total == top, months.month, 0) for m in months)",
      "top [mm] = max(months.total for m in months)",
      "june [mm] = sum(months.total for m in months where months.month == 6)",
      "perMonth [mm] for month = sum(months.total for m in months)",
      "byStation [mm] for stations = sum(rain.depth for d in rain)", "rows [1] = count(1 for m in months)",
      "northDays [1] = sum(months.days for m in months where months.station == \"north\")",
    ]
    let checked = try Workbench.checked(
      Vocabulary(
        symbols: [try Workbench.symbol("unit", "mm")],
        tables: [
          rain, TableSignature(name: "months", grouping: grouping),
          TableSignature(name: "stations", grouping: yearly),
        ],
        codeLists: [station], formulas: formulas.map { Workbench.text($0) }))
    let bindings = Bindings(
      numbers: ["unit": 1], tables: ["rain": try Self.sixDays()], year: 2020, priceYear: 2020)
    let expected = [
      "all": 150.0, "south": 80, "wettest": 7, "top": 80, "june": 70, "perMonth#6": 70, "perMonth#7": 80,
      "perMonth#1": 0,
      "byStation#1": 70, "byStation#2": 83, "rows": 3, "northDays": 3,
    ]
    for (name, value) in expected {
      let found = try evaluate(name, in: checked, bindings: bindings)
      #expect(abs(found - value) < 1e-9, "\(name) \(found)")
    }
  }

  static let calendars: [(String, Double)] = [
    ("count(1 for d in day)", 366), ("count(1 for m in month)", 12), ("count(1 for h in halfmonth)", 24),
    ("sum(m for m in month)", 78), ("count(1 for y in year)", 1), ("sum(y for y in year)", 2020),
    ("year", 2020),
    ("sum(count(1 for d in day) for m in month where m == 2)", 29),
    ("sum(count(1 for h in halfmonth) for m in month)", 24),
    ("sum(count(1 for d in day) for h in halfmonth where h == 4)", 14), ("max(d for d in day)", 366),
    ("mean(if(m > 6, m, 1 / 0) for m in month)", 9.5), ("min(1 / (m - m) for m in month)", .nan),
    ("sum(1 / (m - m) for m in month)", 0), ("percentile(m, 50 for m in month)", 6.5),
    ("percentile(m, 0 for m in month)", 1),
    ("percentile(m, 100 for m in month where m < 4)", 3), ("percentile(m, 25 for m in month)", 3.75),
    ("count(m - 6 for m in month)", 11), ("sum(month for m in month)", 78),
    // A day tells its month.
    ("sum(month for d in day where day == 61)", 3),
  ]

  @Test(arguments: calendars)
  func `Calendar dimensions have their elements`(expression: String, value: Double) throws {
    let checked = try Workbench.checked(Vocabulary(formulas: [Workbench.text("x [1] = \(expression)")]))
    let found = try evaluate("x", in: checked, bindings: Bindings(year: 2020, priceYear: 2020))
    #expect(value.isNaN ? found.isNaN : found == value, "\(found)")
  }

  @Test func `A dated row tells its month, half-month and year`() throws {
    let formulas = [
      "warm [1] for month = if(month >= 5 and month <= 9, 0.3937, 0.3101)",
      "weighted [mm] = sum(rain.depth * warm for d in rain)",
      "parts [1] = sum(rain.year * 1000000 + rain.month * 10000 + rain.halfmonth * 100 + rain.day for d in "
        + "rain where rain.month == 3)",
    ]
    let checked = try Workbench.checked(
      Vocabulary(tables: [try Self.rain()], formulas: formulas.map { Workbench.text($0) }))
    let data = TableData(
      keys: [[try Self.day(2020, 3, 16), try Self.day(2020, 5, 1), .nan]],
      columns: ["depth": [10, 100, 1000]])
    let bindings = Bindings(tables: ["rain": data], year: 2022, priceYear: 2022)
    let weighted = try evaluate("weighted", in: checked, bindings: bindings)
    let (march, may) = (3.101, 39.37)
    #expect(weighted == march + may)
    let parts = try evaluate("parts", in: checked, bindings: bindings)
    // 2020, March, its second half, the 76th day.
    #expect(parts == 2_020_030_676)
  }

  @Test func `Rows of two tables meet where they share a key`() throws {
    let list = CodeList(name: "eco", ids: ["a", "b", "c"])
    let key = TableSignature.Key(name: "eco", kind: .code(list: "eco"))
    let tables = [
      TableSignature(name: "area", keys: [key], columns: [try Workbench.column("size", "hm2")]),
      TableSignature(
        name: "worth", keys: [key, .init(name: "service", kind: .number)],
        columns: [try Workbench.column("e", "1")]),
    ]
    let checked = try Workbench.checked(
      Vocabulary(
        tables: tables, codeLists: [list],
        formulas: [
          Workbench.text("total [hm2] = sum(area.size * sum(worth.e for w in worth) for r in area)"),
          Workbench.text("all [1] = sum(worth.e for w in worth)"),
          Workbench.text("product [hm2] = sum(area.size * all for r in area)"),
        ]))
    let bindings = Bindings(
      tables: [
        "area": TableData(keys: [[0, 1, 2]], columns: ["size": [1, 10, 100]]),
        "worth": TableData(keys: [[0, 0, 1], [1, 2, 1]], columns: ["e": [2, 3, 7]]),
      ], year: 2022, priceYear: 2022)
    #expect(try evaluate("total", in: checked, bindings: bindings) == 75)
    // Another formula does not see the row it is read from.
    #expect(try evaluate("product", in: checked, bindings: bindings) == 1332)
  }

  @Test func `Years count where every table read year by year has rows`() throws {
    let flow = TableSignature(
      name: "flow", keys: [.init(name: "year", kind: .number)], columns: [try Workbench.column("q", "mm")])
    let checked = try Workbench.checked(
      Vocabulary(
        tables: [try Self.rain(), flow],
        formulas: [
          Workbench.text(
            "a [1] = mean(sum(rain.depth for d in rain) / sum(flow.q for f in flow) for y in year)"),
          Workbench.text("p [mm] for year = sum(rain.depth for d in rain)"),
          Workbench.text("b [mm] = mean(p for y in year)"),
          Workbench.text("c [mm] for year, month = sum(rain.depth for d in rain)"),
          Workbench.text("e [mm] for month = mean(c for y in year)"),
        ]))
    let days = [try Self.day(2019, 1, 1), try Self.day(2020, 1, 1), try Self.day(2021, 7, 1)]
    let bindings = Bindings(
      tables: [
        "rain": TableData(keys: [days], columns: ["depth": [30, 60, 90]]),
        "flow": TableData(keys: [[2020, 2021, 2022]], columns: ["q": [10, 30, 5]]),
      ], year: 2022, priceYear: 2022)
    #expect(try evaluate("a", in: checked, bindings: bindings) == 4.5)
    #expect(try evaluate("b", in: checked, bindings: bindings) == 60)
    #expect(try evaluate("p#2021", in: checked, bindings: bindings) == 90)
    #expect(try evaluate("c#2021#7", in: checked, bindings: bindings) == 90)
    #expect(try evaluate("e#1", in: checked, bindings: bindings) == 30)
  }
}
