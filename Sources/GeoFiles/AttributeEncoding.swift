/// Which encoding a shapefile's attributes are to be read in.
struct EncodingChoice {
  /// For the driver's `ENCODING` option; nil leaves it to the driver.
  var option: String?
  var notes: [String] = []
}

/// Finds the encoding of the attributes beside a `.shp`, or of a lone `.dbf`, from their bytes.
///
/// The driver takes attributes without a `.cpg` file for Latin-1 and so turns Chinese into nonsense, and
/// it believes a wrong `.cpg`.
func chooseEncoding(of path: String, given: String?) throws(GeoFileError) -> EncodingChoice {
  if let given { return EncodingChoice(option: given) }
  guard let table = attributeTable(of: path) else { return EncodingChoice() }
  let texts = textBytes(ofTable: try readBytes(table))
  let foreign = texts.filter { $0.contains { $0 >= 0x80 } }
  if foreign.isEmpty { return EncodingChoice() }
  if areUTF8(foreign) { return EncodingChoice(option: "UTF-8") }
  guard foreign.allSatisfy({ isGB18030($0) || isGB18030($0.dropLast()) }) else {
    throw GeoFileError(table, .unknownEncoding)
  }
  if areWesternNames(foreign) {
    let note = "属性表按 ISO-8859-1 读取 / attributes are read as ISO-8859-1"
    return EncodingChoice(option: "ISO-8859-1", notes: [note])
  }
  let note = "属性表按 GB18030 读取 / attributes are read as GB18030"
  return EncodingChoice(option: "GB18030", notes: [note])
}

/// Whether texts that could be Chinese are rather western names: `São` read as GB18030 is `S鉶`, one character
/// that stands in a word of small Latin letters. Chinese texts hold runs of characters, or one beside blanks,
/// digits and capitals.
private func areWesternNames(_ cells: [[UInt8]]) -> Bool {
  var (inWords, others) = (0, 0)
  for cell in cells {
    let letters = Array((TextEncoding.gb18030.decode(cell) ?? "").unicodeScalars)
    for (index, letter) in letters.enumerated() where letter.value >= 0x80 {
      let neighbours = [index - 1, index + 1].filter(letters.indices.contains).map { letters[$0] }
      let isAlone = neighbours.allSatisfy { $0.value < 0x80 }
      let isInWord = neighbours.contains { ("a"..."z").contains($0) }
      if isAlone, isInWord { inWords += 1 } else { others += 1 }
    }
  }
  return inWords > 0 && inWords >= others
}

private func attributeTable(of path: String) -> String? {
  let lower = path.lowercased()
  if lower.hasSuffix(".dbf") { return path }
  guard lower.hasSuffix(".shp") else { return nil }
  return [".dbf", ".DBF", ".Dbf"].map { path.dropLast(4) + $0 }.first(where: exists)
}

/// The names of the fields and the filled part of every text cell of a dBASE table.
///
/// Layout: record count at byte 4, header size at 8, record size at 10, then 32 bytes per field with its
/// name, type at 11 and width at 16. Source: dBASE III file structure as in the driver's documentation.
private func textBytes(ofTable bytes: [UInt8]) -> [[UInt8]] {
  guard bytes.count > 32 else { return [] }
  let headerSize = Int(bytes[8]) | Int(bytes[9]) << 8
  let recordSize = Int(bytes[10]) | Int(bytes[11]) << 8
  guard recordSize > 0, headerSize > 32 else { return [] }
  var texts: [[UInt8]] = []
  var cells: [(start: Int, width: Int)] = []
  var start = 1
  for field in stride(from: 32, to: min(headerSize, bytes.count) - 31, by: 32) where bytes[field] != 0x0D {
    texts.append(Array(bytes[field..<field + 11].prefix { $0 != 0 }))
    let width = Int(bytes[field + 16])
    if bytes[field + 11] == UInt8(ascii: "C") { cells.append((start, width)) }
    start += width
  }
  for record in stride(from: headerSize, through: bytes.count - recordSize, by: recordSize) {
    for cell in cells where cell.start + cell.width <= recordSize {
      let filled = bytes[record + cell.start..<record + cell.start + cell.width]
      texts.append(Array(filled.prefix { $0 != 0 }))
    }
  }
  return texts
}

/// Whether cells are UTF-8, and not Chinese of two bytes that passes for it by chance.
private func areUTF8(_ cells: [[UInt8]]) -> Bool {
  let texts = cells.compactMap { String(validating: withoutCut($0), as: UTF8.self) }
  return texts.count == cells.count && !TextEncoding.isChance(texts.joined())
}

/// The bytes without a last character of UTF-8 that the cell's width has cut.
private func withoutCut(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
  let tail = bytes.reversed().prefix(3).prefix { (0x80...0xBF).contains($0) }.count
  guard let lead = bytes.dropLast(tail).last, lead >= 0xC2 else { return bytes[...] }
  let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
  return tail + 1 < length ? bytes.dropLast(tail + 1) : bytes[...]
}

private func isGB18030(_ bytes: ArraySlice<UInt8>) -> Bool { isGB18030(Array(bytes)) }
