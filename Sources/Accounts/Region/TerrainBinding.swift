public import Geo

/// A layer that follows from the elevation of neighbouring cells, or of all land upslope or downslope.
public enum TerrainLayer: String, CaseIterable, Sendable {
  case slope, aspectLength
  /// The true area of a sloping cell by its plan area, 1 / cos of the slope.
  case surface
  /// Of what drains into a cell, the cell itself not counted.
  case upslopeArea, flowAccumulation
  case slopeLength
  /// Of what drains through a cell, the cell itself counted.
  case contributingArea, contributingCells
  /// Of the figures of all land that drains through a cell.
  case upslopeMean, upslopeSum
  case stream, streamDistance, downslopeSum
  case retention, deposition
}

/// How a layer follows from a layer of heights.
public struct TerrainBinding: Hashable, Sendable {
  public var layer: TerrainLayer
  /// The layer of heights.
  public var from: String
  /// Whether slopes are those of the surface with its hollows filled.
  public var filled = false
  public var flow = FlowRule.d8
  /// Cells that must drain through a cell to make it a stream.
  public var streams: Double?
  /// The part of ``streams`` that is enough below a stream.
  public var trace = 1.0
  public var steps = Routing.StepMeasure.metres
  /// What is summed or averaged along the flow: a layer or a formula of cells.
  public var of: String?
  /// Of retention, the critical length; of deposition, the delivery ratio.
  public var second: String?
  /// Unit of a name of the region's own.
  public var unit: String?

  /// The names of cells' figures that it rests on.
  public var names: [String] { [of, second].compactMap { $0 } }

  /// All that it depends on beside the figures of cells.
  public var words: String {
    var parts = [from]
    switch layer {
    case .slope, .aspectLength, .surface: if filled { parts.append("filled") }
    case .slopeLength: break
    default: parts.append(flow.rawValue)
    }
    if let streams { parts += ["streams \(streams)", "trace \(trace)"] }
    if layer == .downslopeSum { parts.append(steps.rawValue) }
    return "\(layer.rawValue)(\((parts + names).joined(separator: ", ")))"
  }
}

extension TerrainLayer {
  /// Unit of the layer that the mechanism makes; nil where it is that of the figures it rests on.
  public var unit: String? {
    switch self {
    case .slope: "rad"
    case .aspectLength, .surface, .flowAccumulation, .contributingCells, .stream, .retention: "1"
    case .upslopeArea, .contributingArea: "m2"
    case .slopeLength, .streamDistance: "m"
    case .upslopeMean, .upslopeSum, .downslopeSum, .deposition: nil
    }
  }

  /// Keys of a region file that mean something for the layer; those of `needed` must be there.
  var keys: (needed: [String], known: [String]) {
    switch self {
    case .slope, .aspectLength, .surface: ([], ["filled"])
    case .slopeLength: ([], [])
    case .upslopeArea, .flowAccumulation, .contributingArea, .contributingCells: ([], ["flow"])
    case .upslopeMean, .upslopeSum: (["of"], ["flow", "unit"])
    case .stream, .streamDistance: (["streams"], ["flow", "trace"])
    case .downslopeSum: (["of", "streams"], ["flow", "trace", "steps", "unit"])
    case .retention: (["of", "length", "streams"], ["flow", "trace"])
    case .deposition: (["of", "ratio"], ["flow", "unit"])
    }
  }
}

/// A layer that follows from what surrounds each cell.
public struct FocalBinding: Hashable, Sendable {
  /// How the weight of a neighbour follows from its distance.
  public var kernel: FocalKernel.Shape
  /// The figures of cells that are averaged.
  public var of: String
  /// Metres at which the weight has fallen to 1/e, one standard deviation, or the radius of the disc.
  public var distance: Double
  /// Metres beyond which nothing weighs.
  public var reach: Double
  /// Whether the figures are added up instead of averaged.
  public var isSum: Bool
  /// Unit of a name of the region's own.
  public var unit: String?

  /// All that it depends on beside the figures of cells.
  public var words: String {
    "\(isSum ? "sum" : "mean") \(kernel.rawValue)(\(of), \(distance) m, \(reach) m)"
  }
}

extension InputBinding {
  /// Figures of cells that must be known in every cell before the layer can be made.
  public var cellNames: [String] {
    switch self {
    case .terrain(let terrain): terrain.names
    case .focal(let focal): [focal.of]
    default: []
    }
  }
}
