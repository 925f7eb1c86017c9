public import Journal

extension Book {
  /// The digest of the whole state, as ``StateDigest`` makes it of the rows of any store.
  public func digest(by hash: HashFunction) -> Digest {
    var digest = StateDigest(hash: hash)
    for shape in Self.shapes.sorted(by: { $0.name < $1.name }) {
      digest.table(shape)
      for row in rows(of: shape.name) ?? [] { digest.row(row) }
    }
    return digest.finished()
  }
}
