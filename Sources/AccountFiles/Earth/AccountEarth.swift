internal import Accounts
internal import Foundation
public import Geo
internal import GeoFiles
internal import Reports
internal import Synchronization

/// What a map of the web shows of an account: outlines in degrees, a picture of its value, its relief. Each
/// is made when it is first asked for and kept as long as the account.
public final class AccountEarth: Sendable {
  /// A picture with the box in degrees over which it lies.
  public struct Picture: Sendable {
    public let png: [UInt8]
    public let box: Extent
    /// The classes of its colours in words, from the lowest, in 元/(hm²·a); as many as it has colours.
    public let classes: [ClassLabel]
  }

  /// A colour with what it stands for.
  public struct ClassLabel: Hashable, Sendable {
    public let colour: String
    public let text: String
  }

  /// The outline of one zone: polygons of rings, in degrees, the outer ring first.
  public struct Outline: Sendable {
    public let code: String
    public let polygons: [[[Point]]]
  }

  /// The relief's box in degrees, and its least and greatest height in metres.
  public struct Relief: Sendable {
    public let box: Extent
    public let heights: ClosedRange<Double>
    /// The closest tiles that show more than those before.
    public let closest: Int
  }

  let folder: AccountFolder
  /// The outline of a zone above others: that of all the finest zones below it, without what lies between.
  public struct Border: Sendable {
    public let outline: Outline
    /// How many levels it stands above the finest zones: 1 for the next.
    public let height: Int
  }

  private let outlined = Mutex<[Outline]?>(nil)
  private let bordered = Mutex<[Border]?>(nil)
  private let pictured = Mutex<Picture??>(nil)
  private let relieved = Mutex<PlacedRaster??>(nil)
  private let tiles = Mutex<[String: [UInt8]]>([:])

  init(_ folder: AccountFolder) { self.folder = folder }

  /// The outlines of the finest zones that have any, with as many points as a screen can show; none for an
  /// account from tables.
  ///
  /// - Throws: ``AccountFolderError``.
  public func outlines() throws(AccountFolderError) -> [Outline] {
    if let known = outlined.withLock({ $0 }) { return known }
    let made = try folder.earthlyOutlines()
    outlined.withLock { $0 = made }
    return made
  }

  /// The outlines of the zones above them, the lowest first. The first time takes as long as GEOS needs.
  ///
  /// - Throws: ``AccountFolderError``.
  public func borders() throws(AccountFolderError) -> [Border] {
    if let known = bordered.withLock({ $0 }) { return known }
    let made = try folder.earthlyBorders()
    bordered.withLock { $0 = made }
    return made
  }

  /// The value of each cell as a picture; nil for an account without maps.
  ///
  /// - Throws: ``AccountFolderError``.
  public func picture() throws(AccountFolderError) -> Picture? {
    if let known = pictured.withLock({ $0 }) { return known }
    let made = try folder.earthlyPicture()
    pictured.withLock { $0 = .some(made) }
    return made
  }

  /// The account's relief; nil where it has none.
  ///
  /// - Throws: ``AccountFolderError``.
  public func relief() throws(AccountFolderError) -> Relief? {
    guard let raster = try heights() else { return nil }
    let known = raster.values.filter(\.isFinite)
    guard let low = known.min(), let high = known.max() else { return nil }
    let box = try folder.namingRelief { () throws(GeoFileError) in try raster.box() }
    // Tiles of 256 pixels: the zoom at which a pixel is about a cell.
    let across = (box.east - box.west) / 360
    let zoom = log2(Double(raster.width) / 256 / across).rounded(.up)
    return Relief(box: box, heights: Double(low)...Double(high), closest: min(14, max(0, Int(zoom))))
  }

  /// One tile of the relief, heights in the colours of a PNG: metres = red × 256 + green + blue / 256
  /// − 32 768.
  ///
  /// - Returns: nil when there is no relief, or no such tile.
  /// - Throws: ``AccountFolderError``.
  public func reliefTile(zoom: Int, column: Int, row: Int) throws(AccountFolderError) -> [UInt8]? {
    guard let raster = try heights(), let frame = MercatorFrame(tile: zoom, column, row) else { return nil }
    let name = "\(zoom)/\(column)/\(row)"
    if let known = tiles.withLock({ $0[name] }) { return known }
    let made = try folder.namingRelief { () throws(GeoFileError) in try Self.tile(raster, frame) }
    tiles.withLock { tiles in
      if tiles.count >= 256 { tiles.removeAll() }
      tiles[name] = made
    }
    return made
  }

  private func heights() throws(AccountFolderError) -> PlacedRaster? {
    if let known = relieved.withLock({ $0 }) { return known }
    let made = try folder.heights()
    relieved.withLock { $0 = .some(made) }
    return made
  }

  /// Where no height is known it is the least of all, so that the land has no cliffs at its edge.
  private static func tile(_ raster: PlacedRaster, _ frame: MercatorFrame) throws(GeoFileError) -> [UInt8] {
    let least = raster.values.filter(\.isFinite).min() ?? 0
    var pixels: [UInt8] = []
    pixels.reserveCapacity(frame.width * frame.height * 4)
    for height in try raster.values(at: frame.middles, isSmooth: true) {
      let metres = Double(height.isNaN ? least : height)
      let steps = Int(((min(32_767, max(-32_767, metres)) + 32_768) * 256).rounded())
      pixels += [UInt8(steps >> 16 & 255), UInt8(steps >> 8 & 255), UInt8(steps & 255), 255]
    }
    return try pictureFile(width: frame.width, height: frame.height, pixels: pixels)
  }
}
