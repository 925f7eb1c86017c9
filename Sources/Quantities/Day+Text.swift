extension Day {
  /// Reads a day in the ISO 8601 form `2022-03-31`: four, two and two plain digits.
  ///
  /// - Throws: ``DayRefusal``.
  public init(parsing text: some StringProtocol) throws(DayRefusal) {
    let codes = Array(text.utf8)
    let dash = UInt8(ascii: "-")
    guard codes.count == 10, codes[4] == dash, codes[7] == dash,
      let year = Self.number(codes[0..<4]), let month = Self.number(codes[5..<7]),
      let day = Self.number(codes[8..<10])
    else { throw .notISO(text: String(text)) }
    try self.init(year: year, month: month, day: day)
  }

  /// The value of plain digits; nil when anything else stands among them.
  private static func number(_ codes: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for code in codes {
      guard (48...57).contains(code) else { return nil }
      value = value * 10 + Int(code - 48)
    }
    return value
  }
}

extension Day: CustomStringConvertible {
  /// The day in the ISO 8601 form, `2022-03-31`.
  public var description: String {
    "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  private func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: width - digits.count) + digits
  }
}
