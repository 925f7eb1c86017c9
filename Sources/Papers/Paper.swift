/// The paper of all documents: A4 upright, lengths in points (1/72 inch).
///
/// - Source: ISO 216 for the format.
enum Paper {
  static let width = 595.276
  static let height = 841.890
  /// Where text begins and ends.
  static let left = 42.0
  static let right = width - 42
  static let top = 46.0
  static let bottom = height - 54
  /// Where the line of the foot stands.
  static let foot = height - 34

  /// All between the margins.
  static let column = Column(x: left, width: right - left)
  /// Points for one pixel of a page.
  static let pixel = 0.75
}

/// A stretch of the paper's width.
struct Column {
  var x: Double
  var width: Double

  /// The same column, narrower by a margin at its left and at its right.
  func inset(left: Double, right: Double) -> Column {
    Column(x: x + left, width: width - left - right)
  }
}

/// Colours of the page, as parts of one.
struct Colour: Equatable {
  var red: Double
  var green: Double
  var blue: Double

  /// From a number as CSS writes it: `0x1b1f23`.
  init(_ code: Int) {
    red = Double(code >> 16 & 255) / 255
    green = Double(code >> 8 & 255) / 255
    blue = Double(code & 255) / 255
  }

  static let ink = Colour(0x1b1f23)
  static let soft = Colour(0x57606a)
  static let line = Colour(0xd0d7de)
  static let band = Colour(0xf4f6f8)
  static let accent = Colour(0x0b5c4a)
  static let warning = Colour(0x9a3412)
  static let warningBand = Colour(0xfdf3ee)
  static let white = Colour(0xffffff)
}
