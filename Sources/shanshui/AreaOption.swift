import Foundation
import RegionFiles

/// The options of `account` that ask for parcels or a project area.
enum AreaOption {
  private static let details = ["--area-layer", "--area-code", "--area-name", "--name"]

  /// Why an account of parcels has no maps.
  static let noMaps = [
    "地块账不出图：边界上的像元分给几个地块，图上各像元相加不等于地块的数；不带 --area 核算本区，所得的图在地块内就是同样的数 · "
      + "no maps of parcels: cells on their borders are divided, so that a map would not add up "
      + "to them; account "
      + "the region without --area, its maps hold the same figures inside the parcels"
  ]

  /// - Returns: nil when the whole region is asked for.
  static func request(_ arguments: Arguments) throws -> ParcelRequest? {
    guard let file = arguments["--area"] else {
      if let stray = details.first(where: { arguments[$0] != nil }) {
        throw UsageError(message: "\(stray) 只与 --area 同用 · \(stray) goes with --area only")
      }
      return nil
    }
    if arguments["--draws"] != nil {
      throw UsageError(
        message: "--area 与 --draws 不能同用：抽样只按最上级分区给出区间，不给地块。请另写一个以 base 叠在本区上的地区文件，"
          + "把 zones 换成地块文件，再 account --draws · --area and --draws exclude each other: draws give "
          + "intervals for "
          + "zones at the top, not for parcels; lay a region file over this one by base, with the "
          + "parcels as its "
          + "zones, and account that with --draws")
    }
    let stem = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    let id = String(stem.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "-" })
    return ParcelRequest(
      file: file, layer: arguments["--area-layer"], code: arguments["--area-code"],
      name: arguments["--area-name"], title: arguments["--name"] ?? stem, id: id.isEmpty ? "area" : id)
  }
}
