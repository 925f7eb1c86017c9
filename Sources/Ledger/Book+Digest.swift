public import Journal

extension Book {
  /// The digest of the whole state: the same for every store, and for a book that was replayed.
  ///
  /// For each table in the order of ``shapes``, digests are chained over its rows in the order of their keys,
  /// beginning with the digest of the table's name; the digest of all tables is that of their digests.
  public func digest(by hash: HashFunction) -> Digest {
    var all = ByteWriter(capacity: 32 * Self.shapes.count)
    for shape in Self.shapes {
      var digest = hash.digest(Array(shape.name.utf8))
      for row in rows(of: shape.name) ?? [] {
        var writer = ByteWriter(capacity: 128)
        writer.digest(digest)
        for cell in row { cell.write(to: &writer) }
        digest = hash.digest(writer.bytes)
      }
      all.digest(digest)
    }
    return hash.digest(all.bytes)
  }
}
