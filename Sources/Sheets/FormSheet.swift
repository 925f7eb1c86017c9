/// A sheet laid out cell by cell, as official forms are: merged heads, cells that may be filled in and cells
/// that are locked.
public struct FormSheet: Hashable, Sendable {
  /// A cell, or several that are one.
  public struct Cell: Hashable, Sendable {
    /// From 0.
    public var row: Int
    public var columns: ClosedRange<Int>
    public var content: SheetCell
    public var look: Look

    public init(row: Int, columns: ClosedRange<Int>, content: SheetCell, look: Look) {
      self.row = row
      self.columns = columns
      self.content = content
      self.look = look
    }
  }

  /// What a cell is, as far as its looks and its lock go.
  public enum Look: Hashable, Sendable {
    case title, head, plain
    case text(isTotal: Bool)
    case number(NumberStyle, isTotal: Bool)
    /// Not locked: somebody fills it in.
    case open
  }

  /// As of ``Sheet/name``.
  public var name: String
  /// In characters of the usual font.
  public var widths: [Double]
  public var cells: [Cell]
  /// Rows, from 0, that stand on each page again.
  public var heads: ClosedRange<Int>

  public init(name: String, widths: [Double], cells: [Cell], heads: ClosedRange<Int>) {
    self.name = name
    self.widths = widths
    self.cells = cells
    self.heads = heads
  }
}
