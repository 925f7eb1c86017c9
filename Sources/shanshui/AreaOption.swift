import Foundation
import RegionFiles

/// The options of `account` that ask for parcels or a project area.
enum AreaOption {
  private static let details = ["--area-layer", "--area-code", "--area-name", "--name"]

  /// - Returns: nil when the whole region is asked for.
  static func request(_ arguments: Arguments) throws -> ParcelRequest? {
    guard let file = arguments["--area"] else {
      if let stray = details.first(where: { arguments[$0] != nil }) {
        throw UsageError(message: "\(stray) 只与 --area 同用 · \(stray) goes with --area only")
      }
      return nil
    }
    if arguments["--draws"] != nil {
      throw UsageError(message: "--area 与 --draws 不能同用 · --area and --draws exclude each other")
    }
    let stem = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    let id = String(stem.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "-" })
    return ParcelRequest(
      file: file, layer: arguments["--area-layer"], code: arguments["--area-code"],
      name: arguments["--area-name"], title: arguments["--name"] ?? stem, id: id.isEmpty ? "area" : id)
  }
}
