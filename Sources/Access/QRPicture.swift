internal import CQrencode
internal import Glibc

/// A square of dark and light fields that a telephone's camera reads (ISO/IEC 18004).
public struct QRPicture: Sendable {
  /// Fields on each side, without the light margin of four that must surround them.
  public let width: Int
  private let isDark: [Bool]

  /// The picture of a text; `nil` when it is too long for one.
  public init?(_ text: String) {
    guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
    defer { QRcode_free(code) }
    width = Int(code.pointee.width)
    isDark = (0..<width * width).map { code.pointee.data[$0] & 1 == 1 }
  }

  /// Whether the field in a column of a row is dark.
  public func isDark(_ column: Int, _ row: Int) -> Bool { isDark[row * width + column] }

  /// The dark fields as a path of SVG, a field being one unit long and the margin four.
  public var path: String {
    var path = ""
    for row in 0..<width {
      var column = 0
      while column < width {
        let start = column
        while column < width, isDark(column, row) { column += 1 }
        if column > start { path += "M\(start + 4) \(row + 4)h\(column - start)v1h-\(column - start)z" }
        column += 1
      }
    }
    return path
  }
}
