/// The template of an official form: what its rows and columns are, who signs, which relations must hold.
public struct OfficialForm: Sendable {
  /// What a row is.
  public enum Rows: String, Hashable, Sendable, CaseIterable {
    /// An indicator, with sums by class and in all.
    case indicator
    /// A zone, with what is not shared downward and the sum.
    case zone
    /// An ecosystem, with what is not allocated and the sum.
    case ecosystem
  }

  /// What stands in a column.
  public enum Content: String, Hashable, Sendable, CaseIterable {
    case code, name, unit, physical, value, area, supply, regulating, cultural, all
    case lastPhysical = "last-physical"
    case lastValue = "last-value"
    /// Left open: the office fills it in.
    case fill
  }

  /// The unit of a column of figures.
  public enum FigureUnit: String, Hashable, Sendable, CaseIterable {
    case yuan = "元"
    case wanYuan = "万元"
    case yiYuan = "亿元"
    case hectare = "hm2"
    /// Each row has its own, which stands in the column `unit`.
    case ofRow = "row"

    /// By what a figure of the account is divided.
    public var divisor: Double {
      switch self {
      case .wanYuan: 1e4
      case .yiYuan: 1e8
      case .yuan, .hectare, .ofRow: 1
      }
    }
  }

  /// A column, called by its content in relations.
  public struct Column: Sendable {
    public let content: Content
    public let head: Label
    /// nil for words and for what the office fills in.
    public let figures: Figures?
  }

  /// How the figures of a column are written.
  public struct Figures: Hashable, Sendable {
    public let unit: FigureUnit
    public let decimals: Int
  }

  /// A relation that must hold (审核关系).
  public enum Relation: Hashable, Sendable {
    /// Sums of rows: members make their class, classes the whole; children and the rest make their zone.
    case rows(Content)
    /// In each row one column is the sum of others.
    case columns(Content, of: [Content])
    /// Against last year's column, no more than so many per cent away; else it must be explained.
    case last(Content, than: Content, percent: Double)
    /// The sum equals that of another form.
    case equal(Content, form: String, Content)
  }

  /// 表号, unique in the pack.
  public let id: String
  public let title: Label
  public let rows: Rows
  public let columns: [Column]
  /// Who signs: 单位负责人, 统计负责人, 填表人 …
  public let signatures: [Label]
  public let relations: [Relation]
  public let source: Citation
  public let place: Place

  /// The place of a column; nil when the form has none of that content.
  public func column(_ content: Content) -> Int? {
    columns.firstIndex { $0.content == content }
  }
}

extension OfficialForm.Rows {
  /// What a column may hold.
  public var contents: Set<OfficialForm.Content> {
    switch self {
    case .indicator: [.code, .name, .unit, .physical, .value, .lastPhysical, .lastValue, .fill]
    case .zone: [.code, .name, .area, .supply, .regulating, .cultural, .all, .fill]
    case .ecosystem: [.code, .name, .area, .value, .fill]
    }
  }
}

extension OfficialForm.Content {
  /// Whether it is a figure.
  public var isFigure: Bool {
    ![.code, .name, .unit, .fill].contains(self)
  }
}
