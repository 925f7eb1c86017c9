/// What an account was made from and by which rules: packs, formulas, figures and inputs, each with its
/// source.
///
/// It holds no folder of any machine but ``regionFolder``, which is written as the user gave it.
public struct Provenance: Hashable, Sendable {
  /// Name and version of the program, as `shanshui 0.1.0`.
  public var program: String
  /// The region folder as it was named on the command line.
  public var regionFolder: String
  public var packFiles: [PackFile]
  public var formulas: [FormulaNote]
  public var parameters: [ParameterNote]
  public var tables: [TableNote]
  public var inputs: [InputNote]
  public var workings: [Working]

  public init(
    program: String, regionFolder: String, packFiles: [PackFile], formulas: [FormulaNote],
    parameters: [ParameterNote], tables: [TableNote], inputs: [InputNote], workings: [Working]
  ) {
    self.program = program
    self.regionFolder = regionFolder
    self.packFiles = packFiles
    self.formulas = formulas
    self.parameters = parameters
    self.tables = tables
    self.inputs = inputs
    self.workings = workings
  }
}

extension Provenance {
  /// One file of the packs that were followed, or the region file.
  public struct PackFile: Hashable, Sendable {
    /// Id of the pack; `region` for the region file.
    public var pack: String
    /// File name inside its folder.
    public var name: String
    /// Hexadecimal.
    public var sha256: String

    public init(pack: String, name: String, sha256: String) {
      self.pack = pack
      self.name = name
      self.sha256 = sha256
    }
  }

  /// Where a figure or formula was read, in words, and how much weight that has.
  public struct Source: Hashable, Sendable {
    /// Title, document number and clause in one line.
    public var zh: String
    public var en: String
    /// `law standard plan report literature` or `assumption`; `derived` for what was reckoned from other
    /// names, `definition` for what follows from the words themselves.
    public var standing: String

    public init(zh: String, en: String, standing: String) {
      self.zh = zh
      self.en = en
      self.standing = standing
    }
  }

  /// From which two formulas an indicator's figures come; the names that these read lead to everything else.
  public struct Working: Hashable, Sendable {
    /// Id of the indicator.
    public var indicator: String
    /// Name of the formula, input or parameter that gives the physical quantity.
    public var physical: String
    /// Name of that which gives the value; empty when nothing is valued.
    public var value: String

    public init(indicator: String, physical: String, value: String) {
      self.indicator = indicator
      self.physical = physical
      self.value = value
    }
  }
}
