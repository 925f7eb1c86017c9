internal import Journal
internal import Law

extension LockedKey {
  private static let format = "shanshui-key-1"

  /// Writes the key into a new file that only its owner can read.
  ///
  /// - Throws: ``KeyFault/file(path:reason:)``: also when there is a file already.
  public func write(to path: String) throws(KeyFault) {
    try writeNewFile(Array(text.utf8), to: path)
  }

  /// Reads a key from its file.
  ///
  /// - Throws: ``KeyFault/file(path:reason:)``, ``KeyFault/openToOthers(path:)``,
  ///   ``KeyFault/notKeyFile(path:)``, ``KeyFault/damaged(path:)``, in this order.
  public init(file path: String) throws(KeyFault) {
    let bytes = try readFile(path, onlyByOwner: true)
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .damaged(path: path) }
    try self.init(text, path: path)
  }

  /// The text of the file: canonical JSON and a digest of all but itself.
  var text: String {
    let members = members
    let digest = NamedDigest(of: Array(JSONValue.object(members).canonical().utf8), by: .sm3)
    return JSONValue.object(members + [("check", digest.json)]).canonical() + "\n"
  }

  private var members: [(String, JSONValue)] {
    [
      ("cipher", .string("xchacha20-poly1305")), ("format", .string(Self.format)),
      ("id", .string(verifying.id.description)), ("kdf", .string("argon2id")),
      ("memory", .number(Double(hardness.memory))), ("nonce", .string(hexadecimal(nonce))),
      ("passes", .number(Double(hardness.passes))), ("public", .string(base64(verifying.information))),
      ("salt", .string(hexadecimal(salt))), ("sealed", .string(base64(sealed))),
    ]
  }

  init(_ text: String, path: String) throws(KeyFault) {
    guard text.hasSuffix("}\n"), let json = try? JSONValue.parse(String(text.dropLast()), file: path) else {
      throw text.contains(Self.format) ? .damaged(path: path) : .notKeyFile(path: path)
    }
    guard json["format"] == .string(Self.format) else {
      throw text.contains(Self.format) ? .damaged(path: path) : .notKeyFile(path: path)
    }
    guard let passes = json["passes"]?.whole, let memory = json["memory"]?.whole,
      let salt = json["salt"]?.hexadecimalBytes, let nonce = json["nonce"]?.hexadecimalBytes,
      let sealed = json["sealed"]?.base64Bytes, let information = json["public"]?.base64Bytes,
      let verifying = try? VerifyingKey(information: information), salt.count == 16, nonce.count == 24,
      let hardness = KeyHardness(passes: UInt64(passes), memory: memory)
    else { throw .damaged(path: path) }
    self.init(verifying: verifying, hardness: hardness, salt: salt, nonce: nonce, sealed: sealed)
    // The text must be the very one that this key would be written as, its digest included.
    guard self.text.utf8.elementsEqual(text.utf8) else { throw .damaged(path: path) }
  }
}

extension JSONValue {
  /// A whole number from 0 to 2⁵³.
  var whole: Int? {
    guard case .number(let x) = self, x >= 0, x <= 0x1p53 else { return nil }
    return Int(exactly: x)
  }

  /// Bytes in small hexadecimal digits.
  var hexadecimalBytes: [UInt8]? {
    guard case .string(let text) = self else { return nil }
    let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue.map { UInt8($0) } }
    guard digits.count == text.utf8.count, digits.count % 2 == 0 else { return nil }
    let bytes = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    return hexadecimal(bytes) == text ? bytes : nil
  }

  /// Bytes in base64 (RFC 4648 §4) with its padding.
  var base64Bytes: [UInt8]? {
    guard case .string(let text) = self, let bytes = bytesOfBase64(text), base64(bytes) == text else {
      return nil
    }
    return bytes
  }
}
