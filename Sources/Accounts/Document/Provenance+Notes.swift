extension Provenance {
  /// One formula that took part.
  public struct FormulaNote: Hashable, Sendable {
    public var name: String
    public var zh: String
    public var en: String
    /// The formula as it stands in the pack or the region file.
    public var text: String
    public var unit: String
    public var source: Source
    /// Ids of the indicators in whose workings it appears.
    public var indicators: [String]
    /// Whether the unit is stated by the source and not derived (an empirical formula).
    public var empirical: Bool
    /// Names that it reads, in the order in which they appear.
    public var reads: [String]
    /// Its value where it is the same everywhere in the region, in ``unit``.
    public var constant: Double?

    public init(
      name: String, zh: String, en: String, text: String, unit: String, source: Source, indicators: [String],
      empirical: Bool, reads: [String], constant: Double?
    ) {
      self.name = name
      self.zh = zh
      self.en = en
      self.text = text
      self.unit = unit
      self.source = source
      self.indicators = indicators
      self.empirical = empirical
      self.reads = reads
      self.constant = constant
    }
  }

  /// One parameter at the value that was in force.
  public struct ParameterNote: Hashable, Sendable {
    public var name: String
    public var zh: String
    public var en: String
    public var value: Double
    public var unit: String
    public var source: Source
    /// The year of a price, nil for what is no price.
    public var priceYear: Int?

    public init(
      name: String, zh: String, en: String, value: Double, unit: String, source: Source, priceYear: Int?
    ) {
      self.name = name
      self.zh = zh
      self.en = en
      self.value = value
      self.unit = unit
      self.source = source
      self.priceYear = priceYear
    }
  }

  /// One look-up table, row by row as text, so that a reader can find the figure that was used.
  public struct TableNote: Hashable, Sendable {
    public var name: String
    public var zh: String
    public var en: String
    /// Heads of the columns, with units.
    public var heads: [String]
    /// As many cells in each row as there are heads.
    public var rows: [[String]]
    public var source: Source

    public init(name: String, zh: String, en: String, heads: [String], rows: [[String]], source: Source) {
      self.name = name
      self.zh = zh
      self.en = en
      self.heads = heads
      self.rows = rows
      self.source = source
    }
  }

  /// One input as the region gave it.
  public struct InputNote: Hashable, Sendable {
    public var name: String
    public var zh: String
    public var en: String
    public var unit: String
    /// How it is bound, in words: `图层第 1 波段`, `统计表 so2 列`, `由 erosivity 推导`.
    public var binding: String
    /// Name of the file, without folders; empty when it comes from no file.
    public var file: String
    /// Hexadecimal; empty when it comes from no file.
    public var sha256: String
    /// Year of the data, nil when it has none.
    public var year: Int?
    /// How it was brought to the grid; empty when it was not.
    public var alignment: String
    public var source: Source

    public init(
      name: String, zh: String, en: String, unit: String, binding: String, file: String, sha256: String,
      year: Int?, alignment: String, source: Source
    ) {
      self.name = name
      self.zh = zh
      self.en = en
      self.unit = unit
      self.binding = binding
      self.file = file
      self.sha256 = sha256
      self.year = year
      self.alignment = alignment
      self.source = source
    }
  }
}
