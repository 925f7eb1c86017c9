internal import CGDAL
public import Geo

/// The way from one reference system to another.
public final class CoordinateTransformation {
  public let source: CoordinateSystem
  public let target: CoordinateSystem
  /// What is known of the shift between the two datums where the way is used.
  public let datumShift: DatumShift
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
    datumShift = findShift(made, source, target, around: box)
  }

  deinit { OCTDestroyCoordinateTransformation(handle) }

  /// Changes points; nil when one of them has no place in the target system.
  public func apply(to points: [Point]) -> [Point]? { transform(points, by: handle) }

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

/// Compares the way taken with the ways that have a known shift, over corners and middle of the box.
///
/// Where no known shift covers a place, PROJ takes its ballpark way, and the two differ.
private func findShift(
  _ taken: OGRCoordinateTransformationH, _ source: CoordinateSystem, _ target: CoordinateSystem,
  around box: Extent
) -> DatumShift {
  let otherwise: DatumShift = source.isGeocentric && target.isGeocentric ? .small : .unknown
  let (known, _) = listening { make(source, target, ballpark: false) }
  guard let known else { return otherwise }
  defer { OCTDestroyCoordinateTransformation(known) }
  guard !box.isEmpty else { return .known }
  let places = [
    Point(x: box.west, y: box.south), Point(x: box.east, y: box.south), Point(x: box.west, y: box.north),
    Point(x: box.east, y: box.north), Point(x: (box.west + box.east) / 2, y: (box.south + box.north) / 2),
  ]
  // A millimetre, or what is about that in degrees.
  let tolerance = target.kind == .geographic ? 1e-8 : 1e-3
  for place in places {
    let (mine, theirs) = (transform([place], by: taken), transform([place], by: known))
    guard let a = mine?.first, let b = theirs?.first else { return otherwise }
    guard abs(a.x - b.x) < tolerance && abs(a.y - b.y) < tolerance else { return otherwise }
  }
  return .known
}

/// Changes points; nil when one of them has no place in the target system.
private func transform(_ points: [Point], by way: OGRCoordinateTransformationH) -> [Point]? {
  var xs = points.map(\.x)
  var ys = points.map(\.y)
  var successes = [Int32](repeating: 0, count: points.count)
  let (isDone, _) = listening {
    OCTTransformEx(way, Int32(points.count), &xs, &ys, nil, &successes)
  }
  guard isDone != 0, successes.allSatisfy({ $0 != 0 }) else { return nil }
  let changed = zip(xs, ys).map { Point(x: $0, y: $1) }
  return changed.allSatisfy { $0.x.isFinite && $0.y.isFinite } ? changed : nil
}
