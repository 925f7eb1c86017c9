internal import Accounts
internal import Foundation
internal import Geo
internal import GeoFiles
internal import Reports

extension AccountFolder {
  /// The outlines of the finest zones that have any, in degrees.
  func earthlyOutlines() throws(AccountFolderError) -> [AccountEarth.Outline] {
    let shown = try shownZones()
    let tolerance = tolerance(for: shown)
    return shown.map { thinned($0.code, $0.parts, tolerance) }
  }

  /// The outlines of the zones above them.
  func earthlyBorders() throws(AccountFolderError) -> [AccountEarth.Border] {
    let shown = try shownZones()
    let tolerance = tolerance(for: shown)
    do throws(PolygonOverlayError) {
      return try ZonesAbove(account.zones, leaves: shown).dissolved().map {
        AccountEarth.Border(outline: thinned($0.code, $0.parts, tolerance), height: $0.height)
      }
    } catch {
      throw .damaged("\(path)/\(File.package)", reason: "\(error)")
    }
  }

  /// A zone with its land in degrees.
  private typealias EarthlyZone = (code: String, parts: [ZonePolygon.Part])

  private func shownZones() throws(AccountFolderError) -> [EarthlyZone] {
    let found = try earthlyZones()
    let parents = Set(account.zones.map(\.parent))
    let leaves = found.filter { !parents.contains($0.code) }
    return leaves.isEmpty ? found : leaves
  }

  /// A four-thousandth of the region.
  private func tolerance(for zones: [EarthlyZone]) -> Double {
    var box = Extent()
    for point in zones.flatMap({ $0.parts.flatMap(\.outer.points) }) { box.include(point) }
    return max(box.east - box.west, box.north - box.south) / 4000
  }

  private func earthlyZones() throws(AccountFolderError) -> [EarthlyZone] {
    let file = "\(path)/\(File.package)"
    guard FileManager.default.fileExists(atPath: file) else { return [] }
    do throws(GeoFileError) {
      let package = try VectorFile(file)
      let layer = try package.layer("zones")
      guard layer.geometry != .none, layer.coordinateSystem != nil else { return [] }
      let stream = try package.features(layer: "zones", wanted: .polygons, in: PlacedRaster.degrees())
      var found: [EarthlyZone] = []
      while let feature = try stream.next() {
        guard case .polygons(let parts) = feature.shape, let code = feature.attributes.first?.text else {
          continue
        }
        found.append((code, parts))
      }
      return found
    } catch {
      throw .damaged(file, reason: "\(error)")
    }
  }

  /// A screen shows no more than a few thousand points across, and the public no more than it needs.
  private func thinned(
    _ code: String, _ parts: [ZonePolygon.Part], _ tolerance: Double
  ) -> AccountEarth.Outline {
    AccountEarth.Outline(
      code: code,
      polygons: parts.map { part in
        ([part.outer] + part.holes).map { simplified($0, tolerance: tolerance).points.map(coarse) }
          .filter { $0.count > 3 }
      }.filter { !$0.isEmpty })
  }

  /// Five decimals of a degree are a metre.
  private func coarse(_ point: Point) -> Point {
    Point(x: (point.x * 1e5).rounded() / 1e5, y: (point.y * 1e5).rounded() / 1e5)
  }

  /// The values of all maps together, coloured as in the report.
  func earthlyPicture() throws(AccountFolderError) -> AccountEarth.Picture? {
    let maps = "\(path)/\(File.maps)"
    guard let placed = try Self.valuePicture(in: maps), let system = placed.system,
      let breaks = ClassBreaks(placed.picture.values.map(Double.init))
    else { return nil }
    let raster = PlacedRaster(
      width: placed.picture.width, height: placed.picture.height, values: placed.picture.values,
      extent: placed.extent, system: system)
    do throws(GeoFileError) {
      let box = try raster.box()
      let frame = MercatorFrame(box, longest: 640)
      let values = try raster.values(at: frame.middles, isSmooth: false)
      let pixels = values.flatMap { colour(Double($0), breaks) }
      let labels = breaks.labels.enumerated().map {
        AccountEarth.ClassLabel(colour: Palette.steps[breaks.step(of: $0)], text: $1)
      }
      return AccountEarth.Picture(
        png: try pictureFile(width: frame.width, height: frame.height, pixels: pixels), box: box,
        classes: labels)
    } catch {
      throw .damaged(maps, reason: "\(error)")
    }
  }

  private func colour(_ value: Double, _ breaks: ClassBreaks) -> [UInt8] {
    guard let index = breaks.index(of: value),
      let number = Int(Palette.steps[breaks.step(of: index)].dropFirst(), radix: 16)
    else { return [0, 0, 0, 0] }
    return [UInt8(number >> 16 & 255), UInt8(number >> 8 & 255), UInt8(number & 255), 255]
  }

  /// The heights of `relief.tif`; nil where there is none.
  func heights() throws(AccountFolderError) -> PlacedRaster? {
    let file = "\(path)/\(File.relief)"
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    return try namingRelief { () throws(GeoFileError) in
      let raster = try RasterFile(file)
      let frame = raster.facts.frame
      // One that somebody else put there may be of any size.
      guard let system = raster.facts.coordinateSystem, frame.whole.count <= 1 << 22 else { return nil }
      var extent = Extent()
      extent.include(Point(x: frame.west, y: frame.north))
      extent.include(Point(x: frame.east, y: frame.south))
      let values = try raster.values(band: 1, frame.whole, as: .physical).map(Float.init)
      return PlacedRaster(
        width: frame.columns, height: frame.rows, values: values, extent: extent, system: system)
    }
  }

  /// Runs something over the relief, whose faults are those of its file.
  func namingRelief<Result>(
    _ body: () throws(GeoFileError) -> Result
  ) throws(AccountFolderError) -> Result {
    do throws(GeoFileError) {
      return try body()
    } catch {
      throw .damaged("\(path)/\(File.relief)", reason: "\(error)")
    }
  }
}
