public import Accounts
internal import Foundation
internal import GeoFiles
internal import Law
internal import Quantities

extension AccountFolder {
  /// The balance sheet that closes with the account; nil where there is none, or one of another account that
  /// lay here before.
  ///
  /// - Throws: ``AccountFolderError`` when the file is there and cannot be read.
  public func balance() throws(AccountFolderError) -> BalanceSheet? {
    try Self.balance(in: path, closing: try accountDigest())
  }

  static func balance(
    in path: String, closing digest: String
  ) throws(AccountFolderError) -> BalanceSheet? {
    let file = "\(path)/\(File.balance)"
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    let json = try readJSON(path, File.balance).json
    let sheet = try decoded(file) { () throws(AccountFormatError) in try BalanceSheet(json: json) }
    return sheet.closingDigest == digest ? sheet : nil
  }

  /// Writes the sheet into the folder of its closing account: `balance.json`, `balance.csv` and, where it has
  /// flows, `balance-flows.csv`; then workbook and reports anew.
  ///
  /// - Returns: The paths of the sheet's own files.
  /// - Throws: ``AccountFolderError``.
  public func write(_ sheet: BalanceSheet) throws(AccountFolderError) -> [String] {
    var files = [File.balance, File.balanceTable].map { "\(path)/\($0)" }
    let flows = "\(path)/\(File.balanceFlows)"
    do {
      try writeWhole(files[0], Array(sheet.json().canonical().utf8))
      try writeCSV(files[1], rows: balanceRows(sheet))
      if sheet.flows.isEmpty {
        if FileManager.default.fileExists(atPath: flows) { try FileManager.default.removeItem(atPath: flows) }
      } else {
        try writeCSV(flows, rows: flowRows(sheet))
        files.append(flows)
      }
    } catch {
      throw .notWritten(files[0], reason: "\(error)")
    }
    _ = try writeWorkbook()
    _ = try writeReports(in: Language.allCases)
    return files
  }
}

private let balanceHeads = [
  "zone", "class", "opening_hm2", "additions_hm2", "from_unknown_hm2", "reductions_hm2", "to_unknown_hm2",
  "closing_hm2", "gross", "opening_yuan", "additions_yuan", "reductions_yuan", "quality_yuan", "price_yuan",
  "unsplit_yuan", "closing_yuan", "coverage_yuan",
]

/// The rows of `balance.csv`; the zone is blank for the whole region.
private func balanceRows(_ sheet: BalanceSheet) -> [[String]] {
  [balanceHeads]
    + sheet.lines.map { line in
      let (land, worth) = (line.land, line.worth)
      let areas = [
        land.opening, land.additions, land.fromUnknown, land.reductions, land.toUnknown, land.closing,
      ]
      let yuan = [
        worth.opening, worth.additions, worth.reductions, worth.quality, worth.price, worth.unsplit,
        worth.closing, worth.coverage,
      ]
      return [harmless(line.zone ?? ""), harmless(line.ecosystem)] + areas.map(text)
        + [land.isGross ? "yes" : "no"] + yuan.map(text)
    }
}

private func flowRows(_ sheet: BalanceSheet) -> [[String]] {
  [["zone", "from", "to", "area_hm2"]]
    + sheet.flows.map { [harmless($0.zone ?? ""), harmless($0.from), harmless($0.to), text($0.area)] }
}

private func text(_ figure: Double?) -> String { figure.flatMap { canonicalNumber($0) } ?? "" }
