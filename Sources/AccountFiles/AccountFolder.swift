public import Accounts
public import Geo
public import GeoFiles
internal import Law

/// An account as it lies in a folder.
///
/// `account.json` says that a folder holds a whole account: it is the last file to get its name, and the
/// first to lose it when another account takes the place.
public struct AccountFolder: Sendable {
  /// As it was given.
  public let path: String
  public let account: Account
  public let provenance: Provenance

  /// Names of the files of an account.
  enum File {
    static let account = "account.json"
    static let provenance = "provenance.json"
    static let table = "account.csv"
    static let uncertainty = "uncertainty.csv"
    static let workbook = "account.xlsx"
    static let package = "account.gpkg"
    static func report(_ language: Language) -> String { "report.\(language.rawValue).html" }
    static func paper(_ language: Language) -> String { "report.\(language.rawValue).pdf" }
    static let reports = Language.allCases.map(report)
    static let maps = "maps"
    static let relief = "relief.tif"
    static let life = "life.json"
    static let geodatabase = "account.gdb"
    /// What is made after the account and goes with it.
    static let later = [
      uncertainty, balance, balanceTable, balanceFlows, geodatabase, relief,
    ]
    static let balance = "balance.json"
    static let balanceTable = "balance.csv"
    static let balanceFlows = "balance-flows.csv"
    static let seal = "life-seal.json"
  }
}

/// The outlines of an account's zones in full, for the GeoPackage.
public struct AccountGeometry: Sendable {
  public var system: CoordinateSystem
  /// Zone code → its polygons, in coordinates of the system.
  public var zones: [String: [ZonePolygon.Part]]

  public init(system: CoordinateSystem, zones: [String: [ZonePolygon.Part]]) {
    self.system = system
    self.zones = zones
  }
}
