public import Journal
public import Quantities

/// What makes a lot the lot it is; fixed when it is opened.
public struct LotTerms: Hashable, Sendable {
  /// A named property: soil class, basin, species.
  public struct Attribute: Hashable, Sendable {
    /// A code without `=`.
    public let key: String
    public let value: String

    /// A property of its parts.
    public init(_ key: String, _ value: String) { (self.key, self.value) = (key, value) }
  }

  /// The first and the last day of the performance that the units stand for.
  public struct Vintage: Hashable, Sendable {
    public let from: Day
    public let to: Day

    /// A period of its days.
    public init(from: Day, to: Day) { (self.from, self.to) = (from, to) }
  }

  public let code: String
  public let unit: UnitID
  /// The class (method) by which the units are made; words.
  public let assetClass: String
  public let project: String
  public let place: String
  public let vintage: Vintage?
  /// Keys strictly ascending by their bytes.
  public let attributes: [Attribute]
  /// The last day on which units can be used; `nil` for no end.
  public let expiry: Day?
  /// What proves the right to issue: the digest of a file of evidence.
  public let evidence: Digest

  /// Terms of their parts.
  public init(
    code: String, unit: UnitID, assetClass: String = "", project: String = "", place: String = "",
    vintage: Vintage? = nil, attributes: [Attribute] = [], expiry: Day? = nil, evidence: Digest = .none
  ) {
    (self.code, self.unit, self.assetClass, self.project) = (code, unit, assetClass, project)
    (self.place, self.vintage, self.attributes, self.expiry) = (place, vintage, attributes, expiry)
    self.evidence = evidence
  }
}

extension LotTerms {
  /// The attributes as one text, a line `key=value` for each: the form of the table.
  var attributeText: String { attributes.map { $0.key + "=" + $0.value }.joined(separator: "\n") }

  static func attributes(of text: String) -> [Attribute]? {
    var attributes: [Attribute] = []
    // By bytes: a mark that combines with the sign before it would hide the sign from Swift's characters.
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      guard let sign = line.firstIndex(of: UInt8(ascii: "=")),
        let key = String(line[..<sign]), let value = String(line[line.index(after: sign)...])
      else { return nil }
      attributes.append(Attribute(key, value))
    }
    return attributes
  }
}
