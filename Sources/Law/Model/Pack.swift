/// What a pack describes.
public enum PackKind: String, Hashable, Sendable, CaseIterable {
  /// How to account.
  case method
}

/// A standard as text: the files of one folder, read and put together, not yet joined with the packs it uses.
public struct Pack: Sendable {
  /// The head of the pack, from `pack.json5`.
  public struct Head: Sendable {
    public let id: String
    public let kind: PackKind
    public let edition: String
    public let title: Label
    /// The document as a whole.
    public let document: Citation
    /// Whether somebody has read the clauses themselves.
    public let clausesRead: Bool
    /// The packs whose names are readable here.
    public let uses: [Reference]
    /// Those of them whose indicators count here too.
    public let takes: [Reference]
    /// Names that the pack defines anew, in the place of what they are in the packs it uses.
    public let replaces: [Reference]
    /// Variants of used packs that this pack's norm decides.
    public let settles: [Settlement]
    /// The table and column that `reprice` follows.
    public let priceIndex: PriceIndex?
    /// What its accounts are accounts of; nil for gross ecosystem product.
    public let subject: AccountSubject?
    /// The list of sources by key, in the order of the text.
    public let sources: [(key: String, citation: Citation)]
    public let place: Place
  }

  /// A choice that a used pack leaves open, or makes otherwise, and this pack makes.
  public struct Settlement: Sendable {
    public let variant: Reference
    public let choice: Reference
    public let source: Citation
  }

  /// A column of prices by year.
  public struct PriceIndex: Sendable {
    public let table: String
    public let column: String
    public let place: Place
  }

  public let head: Head
  public let codes: [CodeSet]
  public let parameters: [Parameter]
  public let tables: [PackTable]
  public let inputs: [InputDeclaration]
  public let checks: [PackCheck]
  public let formulas: [PackFormula]
  public let variants: [Variant]
  public let indicators: [Indicator]
  /// What must not be added.
  public let doubleCounts: [DoubleCount]
  public let cases: [WorkedCase]
  /// Templates of official forms.
  public let forms: [OfficialForm]
  /// The texts themselves, by name in their order; an account carries them.
  public let files: [(name: String, text: String)]
  /// Names of entries that could not be read, which has been told; none in a pack that accounts.
  public let lost: Set<String>

  public var id: String { head.id }
  public var title: Label { head.title }
  public var edition: String { head.edition }

  /// What its reports say: 依据 (by) once somebody has read the clauses, before that 参照 (after).
  public var basis: Label {
    head.clausesRead ? Label(zh: "依据", en: "by") : Label(zh: "参照", en: "after")
  }
}

/// A list of codes, such as ecosystem types.
public struct CodeSet: Sendable {
  /// One code; its value in formulas is its place in the list, from 0.
  public struct Code: Hashable, Sendable {
    public let id: String
    public let label: Label
  }

  public let name: String
  public let label: Label
  public let values: [Code]
  public let source: Citation
  public let place: Place
}
