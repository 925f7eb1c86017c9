public import Formula

/// What is evaluated on every cell (or row of an area table), compiled, with the way each input is fed.
public struct CellPlan: Sendable {
  /// Where the values of one input of the program come from.
  public enum Feed: Hashable, Sendable {
    /// A layer of the tile, by its number.
    case layer(Int)
    /// One value for each zone number, 0 being outside.
    case zone([Double])
    /// The area of the cell, m².
    case area
    /// The side of the cell, m.
    case size
  }

  public let program: Program
  public let feeds: [Feed]
  /// Which output gives the ecosystem.
  public let ecosystem: Int
  /// Output of each quantity of the layout, in its order.
  public let outputs: [Int]
  public let layout: SumLayout
  /// Quantities of the layout that are figures of whole cells: they are divided by the cell's area, since
  /// sums multiply by it.
  public let perCell: [Int]
  /// Quantities whose missing figures are followed to the formula in which they arose.
  public let traced: [Int]
  public let zoneCount: Int
  /// Types of the code list; 0 where all land is one.
  public var ecosystemCount: Int
  /// The output that tells the true surface of a cell by its plan area, and the quantities that are
  /// multiplied by
  /// it; nil where land is measured in plan.
  public let surface: (output: Int, quantities: Set<Int>)?

  public init(
    program: Program, feeds: [Feed], ecosystem: Int, outputs: [Int], layout: SumLayout, perCell: [Int],
    traced: [Int], zoneCount: Int, ecosystemCount: Int,
    surface: (output: Int, quantities: Set<Int>)? = nil
  ) {
    self.program = program
    self.feeds = feeds
    self.ecosystem = ecosystem
    self.outputs = outputs
    self.layout = layout
    self.perCell = perCell
    self.traced = traced
    self.zoneCount = zoneCount
    self.ecosystemCount = ecosystemCount
    self.surface = surface
  }
}
