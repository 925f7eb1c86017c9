// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target of ours: Swift 6 mode, imports visible per file, warnings refused.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// Targets without Foundation must link the mathematics library themselves.
let mathematics: [LinkerSetting] = [.linkedLibrary("m", .when(platforms: [.linux]))]

/// A room of the house; `upstream` lists all that it may import.
func room(_ name: String, _ upstream: [Target.Dependency] = [], linker: [LinkerSetting] = []) -> Target {
  .target(name: name, dependencies: upstream, swiftSettings: house, linkerSettings: linker)
}

func tests(_ name: String, _ upstream: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: upstream, exclude: exclude, swiftSettings: house)
}

let package = Package(
  name: "shanshui",
  products: [.executable(name: "shanshui", targets: ["shanshui"])],
  targets: [
    // Libraries of the system, and two small C targets: vector elementary functions, digests abreast.
    .systemLibrary(name: "CUdunits", providers: [.apt(["libudunits2-dev"])]),
    .systemLibrary(name: "CGDAL", pkgConfig: "gdal", providers: [.apt(["libgdal-dev"])]),
    .systemLibrary(name: "CXlsxwriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .systemLibrary(
      name: "CPapers", pkgConfig: "pangocairo cairo-pdf librsvg-2.0",
      providers: [.apt(["libpango1.0-dev", "libcairo2-dev", "librsvg2-dev"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(
      name: "CMicrohttpd", pkgConfig: "libmicrohttpd", providers: [.apt(["libmicrohttpd-dev"])]),
    .systemLibrary(name: "CQrencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .target(name: "CElementary", linkerSettings: [.linkedLibrary("sleef")]),
    .target(name: "CDigests"),
    .target(name: "CJoinedLog", linkerSettings: [.linkedLibrary("sqlite3")]),
    // A disk that fails, for tests of the stores alone.
    .target(name: "CFaultyDisk", linkerSettings: [.linkedLibrary("sqlite3")]),

    // Ground.
    room("Quantities", linker: mathematics),
    room("Formula", ["Quantities", "CElementary", "CUdunits"], linker: mathematics),
    room("Law", ["Quantities", "Formula"]),
    room("Geo", ["Quantities", "CElementary"], linker: mathematics),
    room("Journal", ["Quantities"]),
    room("Ledger", ["Quantities", "Journal"]),
    room("Parties", ["Quantities", "Journal"]),

    // Rooms, in the order of the flow.
    room("Land", ["Quantities", "Formula", "Law", "Geo"]),
    room("Accounts", ["Quantities", "Formula", "Law", "Geo", "Land", "CElementary"]),
    room("Reports", ["Quantities", "Formula", "Law", "Geo", "Land", "Accounts"]),

    // Shell: whatever touches the world.
    room("GeoFiles", ["Quantities", "Geo", "CElementary", "CGDAL"]),
    room("Sheets", ["Quantities", "CXlsxwriter"]),
    room("Store", ["Journal"]),
    room("SQLiteStore", ["Journal", "Store", "CSQLite", "CJoinedLog"]),
    room("PostgresStore", ["Journal", "Store", "CPostgres"]),
    room("Seals", ["Quantities", "Journal", "Law", "CCrypto", "CSodium", "CDigests"]),
    room("Papers", ["Quantities", "Law", "Reports", "CPapers"]),
    room(
      "RegionFiles",
      ["Quantities", "Formula", "Law", "Geo", "Land", "Accounts", "GeoFiles", "Seals"]),
    room(
      "AccountFiles",
      ["Quantities", "Formula", "Law", "Geo", "Land", "Accounts", "Reports", "GeoFiles", "Sheets", "Seals"]),
    room("Actions", ["Quantities", "Law", "Journal", "Ledger", "Parties", "Store"]),
    room(
      "RegistryDesk",
      [
        "Quantities", "Law", "Journal", "Ledger", "Parties", "Store", "SQLiteStore", "PostgresStore",
        "Actions",
        "Seals", "Sheets", "GeoFiles",
      ]),
    room(
      "Access",
      [
        "Journal", "Law", "Parties", "Seals", "Store", "SQLiteStore", "CSQLite", "CSodium", "CCrypto",
        "CQrencode",
      ]),
    room("Serving", ["CMicrohttpd", "CCrypto"]),
    room("Features", ["Law", "Geo", "Accounts", "AccountFiles", "Serving"]),
    room(
      "API",
      [
        "Quantities", "Law", "Journal", "Ledger", "Parties", "Store", "Actions", "RegistryDesk", "Seals",
        "Access", "Serving",
      ]),
    room(
      "Web",
      [
        "Quantities", "Law", "Geo", "Accounts", "Reports", "Seals", "AccountFiles", "RegistryDesk", "Serving",
        "Access", "API", "Actions", "Ledger", "Parties", "Journal", "Store",
      ]),
    .executableTarget(
      name: "shanshui",
      dependencies: [
        "Journal", "Store", "Actions", "RegistryDesk", "Quantities", "Formula", "Law", "Geo", "Land",
        "Accounts", "Reports", "GeoFiles", "Sheets", "Seals",
        "RegionFiles", "AccountFiles", "Papers", "Parties", "Access", "API", "Web", "Serving", "Features",
      ],
      swiftSettings: house),
    // Prove the ledger: seeded runs on a disk that fails, beside a second reading of docs/ledger.md that may
    // not know the first; no part of the program.
    room("LedgerOracle"),
    room("Simulation", ["Quantities", "Journal", "Ledger", "LedgerOracle"]),
    .executableTarget(
      name: "simulator", dependencies: ["Simulation", "Ledger", "Journal"], swiftSettings: house,
      linkerSettings: mathematics),
    // Measures the program from outside; no part of it.
    .executableTarget(
      name: "bench", dependencies: ["Geo", "GeoFiles", "Seals", "CGDAL"], swiftSettings: house),
    // Measures the ledger, and kills it again and again; no part of the program.
    .executableTarget(
      name: "ledgerbench",
      dependencies: [
        "Journal", "Ledger", "Parties", "Store", "SQLiteStore", "PostgresStore", "Actions", "Seals",
      ],
      swiftSettings: house),

    tests("QuantitiesTests", ["Quantities"]),
    tests("FormulaTests", ["Formula", "Quantities"]),
    tests("LawTests", ["Law", "Formula", "Quantities"]),
    tests("GeoTests", ["Geo", "Quantities"]),
    tests("JournalTests", ["Journal", "Quantities"]),
    // A throw-away PostgreSQL, for the tests of several targets.
    .target(name: "Servers", path: "Tests/Servers", swiftSettings: house),
    tests(
      "StoreTests",
      [
        "Servers", "Store", "SQLiteStore", "PostgresStore", "Journal", "CSQLite", "CPostgres", "CFaultyDisk",
        "shanshui",
      ],
      exclude: ["Data"]),
    tests("PartiesTests", ["Parties", "Seals", "Journal", "Quantities"]),
    tests("LedgerTests", ["Ledger", "Journal", "Quantities"], exclude: ["Journals"]),
    tests("GeoFilesTests", ["GeoFiles", "Geo", "Quantities"]),
    tests("SheetsTests", ["Sheets", "GeoFiles"]),
    tests("SealsTests", ["Seals", "Law", "Journal", "Quantities"]),
    tests("PapersTests", ["Papers", "Reports", "Law"]),
    tests("AccountsTests", ["Accounts", "Land", "Law", "Formula", "Geo", "Quantities"]),
    tests(
      "ReportsTests",
      [
        "Reports", "AccountFiles", "Accounts", "Land", "Law", "Formula", "Geo", "GeoFiles", "Sheets",
        "Quantities",
      ]),
    tests(
      "RegionFilesTests",
      ["RegionFiles", "Accounts", "Land", "Law", "Formula", "Geo", "GeoFiles", "Seals", "Quantities"]),
    tests("ProgramTests", ["shanshui", "GeoFiles", "Geo"]),
    tests("PackTests", ["Law", "Formula", "Quantities"]),
    tests("SimulationTests", ["Simulation", "LedgerOracle", "Journal", "simulator"]),
    tests(
      "ActionsTests",
      ["Actions", "Simulation", "Ledger", "Parties", "Store", "Seals", "Journal", "Quantities"]),
    tests(
      "RegistryDeskTests",
      [
        "RegistryDesk", "Actions", "Ledger", "Parties", "Store", "Seals", "Journal", "Quantities", "Law",
        "Sheets",
      ], exclude: ["Data"]),
    tests("AccessTests", ["Access", "Parties", "Journal", "Store", "CSQLite"]),
    tests(
      "WebTests",
      [
        "Web", "Serving", "AccountFiles", "Accounts", "Reports", "GeoFiles", "Geo", "Law", "Journal", "Seals",
      ]),
    tests(
      "RegistryPagesTests",
      [
        "Web", "API", "Access", "RegistryDesk", "Actions", "Parties", "Journal", "Law", "Serving", "Ledger",
        "Store", "Seals", "Servers",
      ]),
    tests("BrowserTests", ["GeoFiles", "shanshui"]),
    tests("ServingTests", ["Serving"]),
    tests("TidyTests", []),
  ]
)
