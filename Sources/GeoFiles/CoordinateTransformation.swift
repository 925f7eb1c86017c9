internal import CGDAL
public import Geo

/// The way from one reference system to another.
public final class CoordinateTransformation {
  public let source: CoordinateSystem
  public let target: CoordinateSystem
  /// False when PROJ knows no shift between the two datums, as with Beijing 1954 in most places: then
  /// coordinates are changed as if the datums were one, and may be off by 100 m or more.
  public let knowsDatumShift: Bool
  private let handle: OGRCoordinateTransformationH

  /// Finds the way.
  ///
  /// - Parameter around: Where in the source system it will be used; empty when that is not known.
  /// - Throws: ``GeoFileError`` with ``GeoFileFault/noTransformation(from:to:)``.
  public init(
    from source: CoordinateSystem, to target: CoordinateSystem, around box: Extent
  ) throws(GeoFileError) {
    let (made, heard) = listening { make(source, target, ballpark: true) }
    guard let made else {
      let fault = GeoFileFault.noTransformation(from: source.name, to: target.name)
      throw GeoFileError(source.name, fault, said: heard.failures)
    }
    handle = made
    self.source = source
    self.target = target
    knowsDatumShift = knowsShift(source, target, around: box)
  }

  deinit { OCTDestroyCoordinateTransformation(handle) }

  /// Changes points; nil when one of them has no place in the target system.
  public func apply(to points: [Point]) -> [Point]? {
    var xs = points.map(\.x)
    var ys = points.map(\.y)
    var successes = [Int32](repeating: 0, count: points.count)
    let (isDone, _) = listening {
      OCTTransformEx(handle, Int32(points.count), &xs, &ys, nil, &successes)
    }
    guard isDone != 0, successes.allSatisfy({ $0 != 0 }) else { return nil }
    let changed = zip(xs, ys).map { Point(x: $0, y: $1) }
    return changed.allSatisfy { $0.x.isFinite && $0.y.isFinite } ? changed : nil
  }

  /// Changes all points of a shape.
  func apply(to shape: Feature.Shape) -> Result<Feature.Shape, UnusableShape> {
    switch shape {
    case .none: return .success(shape)
    case .points(let points):
      return apply(to: points).map { .success(.points($0)) } ?? .failure(failure)
    case .polygons(let parts):
      let changed = parts.compactMap { apply(to: $0) }
      return changed.count == parts.count ? .success(.polygons(changed)) : .failure(failure)
    }
  }

  private func apply(to part: ZonePolygon.Part) -> ZonePolygon.Part? {
    guard let outer = apply(to: part.outer.points) else { return nil }
    let holes = part.holes.compactMap { apply(to: $0.points).map { Ring($0) } }
    return holes.count == part.holes.count ? ZonePolygon.Part(outer: Ring(outer), holes: holes) : nil
  }

  private var failure: UnusableShape {
    UnusableShape(reason: .notTransformed("\(source.name) → \(target.name)"))
  }
}

private func make(
  _ source: CoordinateSystem, _ target: CoordinateSystem, ballpark: Bool
) -> OGRCoordinateTransformationH? {
  let options = OCTNewCoordinateTransformationOptions()
  defer { OCTDestroyCoordinateTransformationOptions(options) }
  _ = OCTCoordinateTransformationOptionsSetBallparkAllowed(options, ballpark ? 1 : 0)
  return source.withHandle { from in
    target.withHandle { to in OCTNewCoordinateTransformationEx(from, to, options) }
  }
}

/// Asks PROJ to go without its ballpark way, over corners and middle of the box.
private func knowsShift(_ source: CoordinateSystem, _ target: CoordinateSystem, around box: Extent) -> Bool {
  let (way, _) = listening { make(source, target, ballpark: false) }
  guard let way else { return false }
  defer { OCTDestroyCoordinateTransformation(way) }
  guard !box.isEmpty else { return true }
  var xs = [box.west, box.east, box.west, box.east, (box.west + box.east) / 2]
  var ys = [box.south, box.south, box.north, box.north, (box.south + box.north) / 2]
  var successes = [Int32](repeating: 0, count: xs.count)
  let (isDone, _) = listening { OCTTransformEx(way, Int32(xs.count), &xs, &ys, nil, &successes) }
  return isDone != 0 && successes.allSatisfy { $0 != 0 } && xs.allSatisfy(\.isFinite)
}
