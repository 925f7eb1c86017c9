internal import Accounts
internal import Foundation
internal import Law

/// One file of an account that may be given away.
public struct AccountFile: Hashable, Sendable {
  /// Inside the account's folder: `account.xlsx`, `maps/water-conservation.tif`.
  public let name: String
  /// As the file system has it.
  public let path: String
  public let bytes: Int
  /// The media type (IANA), as `text/csv; charset=utf-8`.
  public let mediaType: String
}

extension AccountLibrary {
  /// The files of an account that the account format knows, in the order of its description; files of other
  /// names that lie in the folder are nobody else's business.
  ///
  /// - Throws: ``AccountFolderError`` when there is no such account.
  public func files(of id: String) throws(AccountFolderError) -> [AccountFile] {
    try open(id).folder.files
  }

  /// One file of an account by its name.
  ///
  /// - Throws: ``AccountFolderError/fileMissing(_:)`` for a name that is not among ``files(of:)``.
  public func file(_ name: String, of id: String) throws(AccountFolderError) -> AccountFile {
    guard let file = try files(of: id).first(where: { $0.name == name }) else {
      throw .fileMissing("\(id)/\(String(name.prefix(80)))")
    }
    return file
  }
}

extension AccountFolder {
  /// The files that lie in the folder now and that the account format knows.
  public var files: [AccountFile] {
    let names = [
      File.workbook, File.table, File.package, File.account, File.provenance, File.uncertainty, File.balance,
      File.balanceTable, File.balanceFlows, File.life, File.seal, File.relief,
    ]
    // A map that lies there under the name of no indicator is not the account's.
    let maps = account.indicators.map { "\(File.maps)/\($0.id).tif" }
    return (names + File.reports + Language.allCases.map(File.paper) + maps).compactMap(describe)
  }

  private func describe(_ name: String) -> AccountFile? {
    let path = "\(self.path)/\(name)"
    guard let facts = try? FileManager.default.attributesOfItem(atPath: path),
      facts[.type] as? FileAttributeType == .typeRegular, let bytes = facts[.size] as? NSNumber
    else { return nil }
    return AccountFile(name: name, path: path, bytes: bytes.intValue, mediaType: mediaType(of: name))
  }
}

/// The media type of a file of an account by its ending.
private func mediaType(of name: String) -> String {
  let types = [
    "json": "application/json", "csv": "text/csv; charset=utf-8", "gpkg": "application/geopackage+sqlite3",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "tif": "image/tiff; application=geotiff; profile=cloud-optimized",
  ]
  return types[String(name.split(separator: ".").last ?? "")] ?? "application/octet-stream"
}
