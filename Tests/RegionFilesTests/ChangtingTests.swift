import Accounts
import Formula
import Foundation
import GeoFiles
import RegionFiles
import Testing

/// The Youwuzhen watershed: 6.58 km² in Beijing 1954, daily rain with mixed date forms, five measured
/// soils. The sample `Samples/changting` over the real data.
///
/// Expected figures: the data's own description (rain 1710 mm, R 9660, LS 4.1, 0.77 Mt retained), cell
/// counts by
/// `gdalinfo -hist`, and a reckoning outside of this program by the printed formulas.
@Suite(.enabled(if: RealData.isThere, RealData.comment)) struct ChangtingTests {
  private let region: TemporaryRegion
  init() throws {
    region = try TemporaryRegion()
    try region.copySample("changting", data: "changting")
    try region.write("changting/soils.csv", Self.topLayers())
  }

  /// The first layer of each soil; the data join layers by dashes and give organic matter, of which 1/1.724
  /// is carbon.
  private static func topLayers() throws -> String {
    let text = try String(
      contentsOfFile: RealData.path("changting/lookup/soil_properties_lookup.csv"), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }.map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map {
        String($0.split(separator: "-").first ?? "")
      }
    }
    let head = try #require(lines.first)
    let places = ["SEQN", "SOL_SAND", "SOL_SILT", "SOL_CLAY", "SOL_OM"].compactMap(head.firstIndex)
    let rows = try lines.dropFirst().map { cells in
      let numbers = places.map { cells[$0] }
      let matter = try #require(Double(numbers[4]))
      return (numbers.dropLast() + ["\(matter / 1.724)"]).joined(separator: ",")
    }
    return (["SEQN,SAND,SILT,CLAY,CARBON"] + rows).joined(separator: "\n") + "\n"
  }

  private func value(_ name: String, _ prepared: PreparedRegion, soil: Double? = nil) throws -> Double {
    try evaluate(
      name, in: prepared.study.checked, bindings: prepared.maker.bindings,
      given: soil.map { ["soilUnit": $0] } ?? [:])
  }

  /// 7797 would mean that the two other ways of writing a date were lost, and 600 days with them.
  @Test func `Every day of the rain is read, and each soil has the erodibility of its top layer`() throws {
    let (_, prepared) = try region.sample("changting", threads: 2)
    #expect(prepared.maker.data.tables["rain"]?.rowCount == 2192)
    #expect(abs(try value("precipitationFromDaily", prepared) - 1709.633333) < 1e-5)
    #expect(abs(try value("erosivityZhangHalfmonth", prepared) - 9660.123469) < 1e-5)
    // EPIC reckoned outside of this program, sand, silt and clay as shares of fine earth (the table counts
    // stones).
    let wanted = [201: 0.024101344, 202: 0.025029464, 203: 0.032898861, 204: 0.027147545, 205: 0.027041680]
    for (soil, erodibility) in wanted {
      #expect(
        isNear(try value("erodibilityEPICMetric", prepared, soil: Double(soil)), erodibility, within: 1e-7))
    }
    #expect(try prepared.alignment("ecosystem") == .same)
    #expect(try prepared.alignment("soilUnit") == .same)
    // The elevation begins two rows further north and has eleven more below.
    #expect(try prepared.alignment("slope") == .shifted(columns: 0, rows: -2))
    // The mean over the soil map's cells, likewise reckoned outside: 0.027719.
    #expect(isNear(try prepared.mean(of: "K"), 0.027719, within: 0.01))
    // A steepest-descent reckoning outside of this program, slopes by Horn: 8.22.
    #expect(isNear(try prepared.mean(of: "LS"), 8.22, within: 0.03))
  }

  @Test func `The watershed is accounted for`() throws {
    let (opened, prepared) = try region.sample("changting", threads: 2)
    let account = try region.account(of: opened, prepared)
    // 1329 + 764 + 1569 + 3157 + 63 + 300 + 128 cells of 900 m².
    let wanted = [
      ("paddy", 1.1961), ("orchard", 0.6876), ("mixedForest", 1.4121), ("evergreenNeedleleaf", 2.8413),
      ("water", 0.0567), ("urban", 0.3852),
    ]
    for (type, area) in wanted {
      #expect(isNear(account.squareKilometres(type), area, within: 1e-9), "\(type)")
    }
    #expect(account.indicators.map(\.id).contains("soil-silt"))
    #expect(account.indicators.map(\.id).contains("water-conservation"))
    // No more soil is kept than may be lost: 9660 × 0.0277 × 8.22 t on each of the 657.9 hectares, of which
    // 0.24 silts up at 1.35 t/m³; water and towns do not count.
    let most = 9660 * 0.0277 * 8.22 * 657.9 * 0.24 / 1.35
    #expect((0.7 * most...most).contains(try #require(account.total("soil-silt")).physicalTotal))
    // Rain of 1709.6 mm on the same land is 11.2 million m³.
    #expect((1e6...11.25e6).contains(try #require(account.total("water-conservation")).physicalTotal))
    // The data count stones beside sand, silt and clay; as shares of fine earth the three add up.
    #expect(!account.warnings.contains { $0.en.contains("do not add up to 100 %") })
    #expect(account.rules.alignment.contains { $0.layer == "slope" && $0.rule.contains("2") })
  }
}
