internal import Accounts
internal import Foundation
internal import GeoFiles
public import Law
public import Reports
internal import Seals
internal import Sheets

extension AccountFolder {
  /// Writes an account with all its files: first beside, then under their names, `account.json` last.
  ///
  /// A new folder appears whole. In an older account's place the old `account.json` goes first, so that
  /// whoever reads in between, or after a crash, finds no account rather than half of two. Files of other
  /// names stay untouched.
  ///
  /// - Parameters:
  ///   - document: The account with its provenance; a map of its report that is not there is drawn from
  ///     geometry and maps.
  ///   - geometry: Outlines for the GeoPackage; nil for an account from tables alone.
  ///   - maps: A folder whose `.tif` files are moved to `maps/`; nil for none.
  ///   - relief: A raster of heights that becomes `relief.tif`; nil for none.
  ///   - path: The folder; its parents are made.
  ///   - threads: How many files are made at the same time.
  /// - Throws: ``AccountFolderError``; then no file of the folder has changed, unless moving itself failed.
  public static func write(
    _ document: ReportDocument, geometry: AccountGeometry?, maps: String?, relief: String? = nil,
    to path: String, threads: Int = 1
  ) throws(AccountFolderError) {
    let staging = try StagingFolder(for: path)
    defer { staging.remove() }
    var document = document
    document.life = try life(in: path)
    do {
      try writeFiles(document, geometry, maps: maps, of: path, into: staging.path, threads: threads)
    } catch {
      throw error as? AccountFolderError ?? .notWritten(path, reason: "\(error)")
    }
    if let maps { try staging.take(mapsOf: maps) }
    if let relief { try staging.take(relief: relief) }
    try staging.settle()
  }

  /// Writes the report of an account anew, beside its other files.
  ///
  /// - Returns: The paths, one for each language.
  /// - Throws: ``AccountFolderError``.
  public func writeReports(in languages: [Language]) throws(AccountFolderError) -> [String] {
    let document = try document()
    var files: [String] = []
    for language in languages {
      files.append(try write(File.report(language)) { Array(reportHTML(document, in: language).utf8) })
    }
    return files
  }

  /// Writes the workbook of an account anew.
  ///
  /// - Returns: Its path.
  /// - Throws: ``AccountFolderError``.
  public func writeWorkbook() throws(AccountFolderError) -> String {
    let (file, document) = ("\(path)/\(File.workbook)", try document())
    do {
      try accountWorkbook(document).write(to: file)
    } catch {
      throw .notWritten(file, reason: "\(error)")
    }
    return file
  }

  /// Writes `account.gdb`, a file geodatabase with what `account.gpkg` holds.
  ///
  /// - Returns: Its path.
  /// - Throws: ``AccountFolderError``.
  public func writeGeodatabase() throws(AccountFolderError) -> String {
    let (package, file) = ("\(path)/\(File.package)", "\(path)/\(File.geodatabase)")
    guard FileManager.default.fileExists(atPath: package) else { throw .fileMissing(package) }
    do {
      try GeoFiles.writeGeodatabase(file, fromPackage: package)
    } catch {
      throw .notWritten(file, reason: "\(error)")
    }
    return file
  }

  /// What its reports show.
  ///
  /// - Throws: ``AccountFolderError`` when the map cannot be read.
  public func document() throws(AccountFolderError) -> ReportDocument {
    ReportDocument(
      account: account, provenance: provenance, map: try map(), life: try life(), digest: try accountDigest(),
      balance: try balance())
  }

  /// Writes a further report of the account into its folder, first beside and then under its name.
  ///
  /// - Parameters:
  ///   - ending: Of the file's name, as `pdf`.
  ///   - bytes: Makes the content.
  /// - Returns: The path.
  /// - Throws: ``AccountFolderError/notWritten(_:reason:)``.
  public func writeReport(
    in language: Language, ending: String, bytes: () throws -> [UInt8]
  ) throws(AccountFolderError) -> String {
    try write("report.\(language.rawValue).\(ending)", bytes)
  }

  private func write(_ name: String, _ bytes: () throws -> [UInt8]) throws(AccountFolderError) -> String {
    let file = "\(path)/\(name)"
    do {
      try writeWhole(file, bytes())
    } catch {
      throw .notWritten(file, reason: "\(error)")
    }
    return file
  }

  private static func writeFiles(
    _ document: ReportDocument, _ geometry: AccountGeometry?, maps: String?, of path: String,
    into folder: String, threads: Int
  ) throws {
    let account = document.account
    // Workbook and reports name the digest of `account.json`, which is therefore the first that is made.
    let digest = Awaited<String>()
    let (figures, map) = (Awaited<AccountFigures>(), Awaited<ReportMap?>())
    let whole = { @Sendable in
      var document = document
      document.digest = try digest.value()
      document.balance = try balance(in: path, closing: document.digest)
      document.figures = try figures.value()
      document.map = try map.value()
      return document
    }
    let reports = Language.allCases.map { language in
      { @Sendable in
        try writeWhole("\(folder)/\(File.report(language))", Array(reportHTML(whole(), in: language).utf8))
      }
    }
    try sideBySide(
      threads: threads,
      [
        { try digest.keep { try writeJSON(of: document, into: folder) } },
        {
          try figures.keep { AccountFigures(account) }
          try map.keep { try document.map ?? Self.map(of: account, geometry, maps: maps) }
        },
        { try writePackage("\(folder)/\(File.package)", account, figures.value(), geometry) },
        { try writeTables(document, into: folder) },
        { try accountWorkbook(whole()).write(to: "\(folder)/\(File.workbook)") },
      ] + reports)
  }

  /// Writes the tables as text.
  private static func writeTables(_ document: ReportDocument, into folder: String) throws {
    let account = document.account
    let leftOut = indicatorsLeftOut(account, document.provenance)
    try writeCSV("\(folder)/\(File.table)", rows: csvRows(account, leftOut: leftOut))
    guard let told = account.uncertainty else { return }
    try writeCSV("\(folder)/\(File.uncertainty)", rows: uncertaintyTable(account, told))
  }

  /// Writes account and provenance.
  ///
  /// - Returns: The digest of the account.
  private static func writeJSON(of document: ReportDocument, into folder: String) throws -> String {
    let account = Array(document.account.json().canonical().utf8)
    let digest = ContentDigest(of: account, by: .sha256).description
    try writeWhole("\(folder)/\(File.account)", account)
    try writeWhole("\(folder)/\(File.provenance)", provenanceBytes(document.provenance, digest))
    return digest
  }

  /// The provenance with the digest of its account, by which a reader tells that both are of one run.
  private static func provenanceBytes(_ provenance: Provenance, _ digest: String) -> [UInt8] {
    guard case .object(let members) = provenance.json() else { return [] }
    return Array(JSONValue.object(members + [("accountDigest", .string(digest))]).canonical().utf8)
  }
}
