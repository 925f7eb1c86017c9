public import Journal
public import Store

/// A file that a registry adopted: its rules stay with it when their folder is gone.
public struct AdoptedFile: Hashable, Sendable {
  public let name: String
  public let content: [UInt8]

  /// A file of its parts.
  public init(name: String, content: [UInt8]) { (self.name, self.content) = (name, content) }

  public static let shape = TableShape(
    "adopted_files", [.init("place", .integer), .init("name", .text), .init("content", .bytes)], keyCount: 1,
    isAppendOnly: true)

  /// The files of a registry in their order.
  public static func all(in view: any RegistryView) throws -> [AdoptedFile] {
    var files: [AdoptedFile] = []
    try view.eachRow(of: shape.name) { row in
      guard row.count == 3, case .text(let name) = row[1], case .bytes(let content) = row[2] else {
        throw MalformedRow(table: shape.name, row: row)
      }
      files.append(AdoptedFile(name: name, content: content))
    }
    return files
  }

  /// The digest by which the journal names the files.
  public static func digest(of files: [AdoptedFile], by hash: HashFunction) -> Digest {
    var writer = ByteWriter()
    writer.list(files) { $1.write(to: &$0) }
    return hash.digest(writer.bytes)
  }

  func write(to writer: inout ByteWriter) {
    writer.text(name)
    writer.counted(content)
  }

  func row(at place: Int) -> RowChange {
    let key: [Cell] = [.integer(Int64(place))]
    return RowChange(table: Self.shape.name, key: key, row: key + [.text(name), .bytes(content)])
  }
}
