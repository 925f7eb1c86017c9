extension Account {
  /// Whose account it is, for which year and at which year's prices.
  public struct RegionTitle: Hashable, Sendable {
    /// Short name of the region folder's own choosing.
    public var id: String
    public var zh: String
    public var en: String
    /// The accounting year.
    public var year: Int
    /// The year at whose prices values are given.
    public var priceYear: Int
    /// Whether prices are not this place's own, so that everything priced is marked 演示.
    public var demonstration: Bool

    public init(id: String, zh: String, en: String, year: Int, priceYear: Int, demonstration: Bool) {
      self.id = id
      self.zh = zh
      self.en = en
      self.year = year
      self.priceYear = priceYear
      self.demonstration = demonstration
    }
  }

  /// The method pack that was followed.
  public struct PackTitle: Hashable, Sendable {
    public var id: String
    public var edition: String
    public var zh: String
    public var en: String
    /// Document number of the norm, as 发改基础〔2022〕481号.
    public var number: String
    /// `依据` when somebody has read the clauses themselves, else `参照`.
    public var basis: String
    /// SHA-256 over the pack's files and those of the packs it uses.
    public var digest: String
    /// What the account is of; nil for gross ecosystem product.
    public var subject: Subject?

    public init(
      id: String, edition: String, zh: String, en: String, number: String, basis: String, digest: String,
      subject: Subject? = nil
    ) {
      self.subject = subject
      self.id = id
      self.edition = edition
      self.zh = zh
      self.en = en
      self.number = number
      self.basis = basis
      self.digest = digest
    }
  }

  /// Rules of measuring that change figures, and are therefore named.
  public struct Rules: Hashable, Sendable {
    /// `centre`, `area` or `rows`: how land is given to zones.
    public var zone: String
    /// `grid`, `ellipsoid` or `rows`: how the area of a cell is measured.
    public var area: String
    /// How each layer was brought to the region's grid.
    public var alignment: [Alignment]

    public init(zone: String, area: String, alignment: [Alignment]) {
      self.zone = zone
      self.area = area
      self.alignment = alignment
    }
  }

  /// How one layer was brought to the grid.
  public struct Alignment: Hashable, Sendable {
    /// Name of the input.
    public var layer: String
    /// `same`, `shifted`, or the resampling method.
    public var rule: String

    public init(layer: String, rule: String) {
      self.layer = layer
      self.rule = rule
    }
  }

  /// A choice that the norm leaves open and the region made.
  public struct VariantChoice: Hashable, Sendable {
    public var name: String
    public var choice: String
    public var zh: String
    public var en: String

    public init(name: String, choice: String, zh: String, en: String) {
      self.name = name
      self.choice = choice
      self.zh = zh
      self.en = en
    }
  }

  /// A parameter to which the region gave its own value.
  public struct Override: Hashable, Sendable {
    public var name: String
    public var value: Double
    public var unit: String
    /// Citation in words.
    public var source: String

    public init(name: String, value: Double, unit: String, source: String) {
      self.name = name
      self.value = value
      self.unit = unit
      self.source = source
    }
  }

  /// A figure that nobody has read in a source.
  public struct Assumption: Hashable, Sendable {
    public var name: String
    public var zh: String
    public var en: String
    /// The value in words, with its unit.
    public var value: String
    public var by: String
    public var on: String
    public var why: String
    /// Share of the total value that changes with it: relative change of the total for 1 % of change, times
    /// 100; 0 when it moves nothing.
    public var share: Double

    public init(
      name: String, zh: String, en: String, value: String, by: String, on: String, why: String, share: Double
    ) {
      self.name = name
      self.zh = zh
      self.en = en
      self.value = value
      self.by = by
      self.on = on
      self.why = why
      self.share = share
    }
  }

  /// What `check` warned of and the account was made in spite of.
  public struct Warning: Hashable, Sendable {
    public var code: String
    public var zh: String
    public var en: String

    public init(code: String, zh: String, en: String) {
      self.code = code
      self.zh = zh
      self.en = en
    }
  }
}
