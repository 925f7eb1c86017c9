import Actions
import Foundation
import Journal
import Ledger
import RegistryDesk
import Testing

/// Goal: the Californian offset issuances and compliance surrenders become lots, holdings and retirements
/// whose totals are the source's, and every row that cannot is named.
/// Method: the figures were summed in Python from the cells' own XML (zipfile, ElementTree), with no part of
/// this program; what a lot cannot give was found there by subtracting in the same order (surrenders, Québec,
/// voluntary, intentional reversals). The sums of the periods are also those that CarbonPlan drew from the
/// same reports (`user_data_v4.0.json`), which leaves out the 1 045 of the misspelt CAFR00029-C.
@Suite(.enabled(if: RealData.isThere, RealData.comment), .serialized) struct CalifornianRecordsTests {
  /// The registry is made once for all tests of the suite.
  private static let loaded = Result<(found: Reconciliation, place: RegistryPlace), any Error> {
    let place = RegistryPlace(try emptyFolder() + "/california.db")
    let mapping = RealData.checkout + "/Samples/registry/california/offsets.json5"
    return (try load(mapping, data: RealData.path("markets/california"), at: place), place)
  }

  private static let totals: [(kind: String, rows: Int, source: Int64, loaded: Int64)] = [
    ("issue COP", 1419, 242_331_760, 242_331_760),
    ("issue EA", 449, 24_187_917, 24_187_917),
    ("buffer", 771, 34_792_490, 34_792_490),
    ("retired 2013-2014", 437, 12_773_097, 12_773_097),
    ("retired 2015-2017", 1079, 62_717_868, 62_717_868),
    ("retired 2018-2020", 995, 63_355_073, 63_355_073),
    ("retired 2021-2023", 1133, 26_211_583, 26_115_552),
    ("retired quebec", 232, 18_945_136, 18_945_136),
    ("retired voluntary", 105, 3_046_988, 3_034_834),
    ("retired intentional-reversal", 20, 1_380_039, 1_131_050),
    ("retired buffer", 241, 7_152_391, 7_152_391),
  ]

  @Test func `Each kind has the rows and the total of its source`() throws {
    let found = try Self.loaded.get().found
    #expect(found.kinds == Self.totals.map(\.kind))
    for expected in Self.totals {
      let total = found.total(of: expected.kind)
      #expect(total.rows == expected.rows, "\(expected.kind)")
      #expect(total.source == expected.source, "\(expected.kind)")
      #expect(total.loaded == expected.loaded, "\(expected.kind)")
    }
  }

  @Test func `The issues of each vintage have their source's total`() throws {
    let found = try Self.loaded.get().found
    let vintages: [String: Int64] = [
      "2004": 9_602, "2005": 188_025, "2006": 386_841, "2007": 3_022_109, "2008": 1_310_044,
      "2009": 1_844_841,
      "2010": 2_690_300, "2011": 5_324_410, "2012": 5_065_813, "2013": 8_414_466, "2014": 14_753_967,
      "2015": 18_900_784, "2016": 53_368_968, "2017": 40_556_454, "2018": 31_013_434, "2019": 34_044_758,
      "2020": 15_109_727, "2021": 15_109_665, "2022": 8_313_246, "2023": 5_103_322, "2024": 1_988_901,
    ]
    var sums: [String: Int64] = [:]
    for sum in found.sums where sum.kind.hasPrefix("issue ") { sums[sum.year, default: 0] += sum.loaded }
    #expect(sums == vintages)
  }

  @Test func `The 1 918 rows are 1 868 lots and 50 rows that issue nothing`() throws {
    let (found, place) = try Self.loaded.get()
    let desk = try Desk(place, clock: { .now })
    defer { desk.close() }
    let world = try desk.read(\.world)
    let lots = world.book.lots.unordered
    #expect(lots.count == 1868)
    #expect(found.withoutUnits.count == 50)
    #expect(Set(found.withoutUnits.map(\.figure)) == ["n/a", "reforest defer"])
    #expect(lots.reduce(0) { $0 + $1.totals.issued } == 266_519_677)
    #expect(lots.reduce(0) { $0 + $1.totals.retired } == 195_225_001)
    #expect(world.book.brokenLaws().isEmpty)
    #expect(try retired(by: "CA1000", in: world.book) == 17_600)
    #expect(try retired(by: "CA1075", in: world.book) == 26_488_084)
  }

  /// What an account gave up of all lots.
  private func retired(by code: String, in book: Book) throws -> Int64 {
    let account = try #require(book.account(coded: code))
    return book.lots.unordered.reduce(0) { $0 + book.holding(account.id, $1.id)[.retired] }
  }

  @Test func `Each row that cannot be reconciled is named, with its sheet, row and lot`() throws {
    let named = try Self.loaded.get().found.unreconciled.map {
      "\($0.sheet)|\($0.row)|\($0.lot)|\($0.figure)"
    }
    #expect(
      named.sorted() == [
        "ARB Offset Credit Issuance|1658|CAFR0042-A|852", "ARB Offset Credit Issuance|1659|CAFR0042-B|1468",
        "ARB Offset Credit Issuance|1660|CAFR0042-C|1764", "ARB Offset Credit Issuance|217|CAFR5055-B|8070",
        "ARB Offset Credit Issuance|853|CAFR5253-C|248989", "CP4 Offset Detail|1052|CAFR5417-A|3030",
        "CP4 Offset Detail|230|CAOD-6458-A|84267", "CP4 Offset Detail|250|CAOD6310-A|8734",
      ])
  }

  @Test func `Where two tables of the source differ, the lot is named with both figures`() throws {
    let found = try Self.loaded.get().found
    let named = found.differences.map { "\($0.column.prefix(11))|\($0.lot)|\($0.stated)|\($0.summed)" }
    #expect(
      named == [
        "Retired 2nd|CALS5040-C|20421|1554", "Retired 3rd|CAFR0058-D|0|224",
        "Retired 3rd|CAFR5072-B|60689|61801",
        "Retired 3rd|CAFR5253-A|2453082|2455980", "Retired 3rd|CALS5021-F|4497|4459",
        "Retired 3rd|CALS5123-D|14116|10106",
      ])
  }

  @Test func `The chain holds, and its story told anew makes the same tables`() throws {
    #expect(try faults(at: Self.loaded.get().place).isEmpty)
  }
}

extension Result where Failure == any Error {
  fileprivate init(_ body: () throws -> Success) { self.init(catching: body) }
}
