internal import CCrypto
internal import Glibc
public import Journal

/// An X.509 certificate of an SM2 key (GM/T 0015).
public struct Certificate: Hashable, Sendable {
  /// The certificate in DER.
  public let der: [UInt8]
  /// The key that it is for.
  public let key: VerifyingKey
  /// Whom it names, and who gave it: `CN=…,O=…`.
  public let subject: String
  public let issuer: String
  /// From when until when it holds.
  public let from: Moment
  public let until: Moment

  /// Reads a certificate.
  ///
  /// - Throws: ``KeyFault/notCertificate``, or ``KeyFault/notSM2`` when it is for a key of another kind.
  public init(der: [UInt8]) throws(KeyFault) {
    guard let object = Self.read(der) else { throw .notCertificate }
    defer { X509_free(object) }
    guard encoded({ i2d_X509(object, $0) }) == der, let key = X509_get0_pubkey(object),
      let from = Self.moment(X509_get0_notBefore(object)), let until = Self.moment(X509_get0_notAfter(object))
    else { throw .notCertificate }
    self.der = der
    self.key = try VerifyingKey(key)
    subject = Self.text(of: X509_get_subject_name(object))
    issuer = Self.text(of: X509_get_issuer_name(object))
    self.from = from
    self.until = until
  }

  /// Reads all certificates of a text in PEM, in their order; other pieces between them are passed over.
  ///
  /// - Throws: ``KeyFault/notCertificate`` when there is none, or one is spoilt.
  public static func read(pem text: String) throws(KeyFault) -> [Certificate] {
    guard let pieces = pieces(of: "CERTIFICATE", in: text) else { throw .notCertificate }
    var certificates: [Certificate] = []
    for piece in pieces { certificates.append(try Certificate(der: piece)) }
    return certificates
  }

  /// The bytes of all pieces of a kind in PEM, in their order; `nil` when there is none, or one is spoilt.
  static func pieces(of label: String, in text: String) -> [[UInt8]]? {
    var pieces: [[UInt8]] = []
    var lines: [Substring]?
    for line in text.split(whereSeparator: \.isNewline) {
      if line.hasPrefix("-----BEGIN \(label)-----") {
        lines = []
      } else if line.hasPrefix("-----END \(label)-----") {
        guard let piece = lines, let der = bytesOfBase64(piece.joined()) else { return nil }
        pieces.append(der)
        lines = nil
      } else {
        lines?.append(line)
      }
    }
    return pieces.isEmpty || lines != nil ? nil : pieces
  }

  /// The library's object, with the signer's identity by which its own signature is checked.
  static func read(_ der: [UInt8]) -> OpaquePointer? {
    der.withUnsafeBufferPointer { bytes in
      var cursor = bytes.baseAddress
      guard let object = d2i_X509(nil, &cursor, bytes.count) else {
        ERR_clear_error()
        return nil
      }
      if let identity = ASN1_OCTET_STRING_new() {
        ASN1_OCTET_STRING_set(identity, signerIdentity, Int32(signerIdentity.count))
        X509_set0_distinguishing_id(object, identity)
      }
      return object
    }
  }

  static func moment(_ time: UnsafePointer<ASN1_TIME>?) -> Moment? {
    var parts = tm()
    guard let time, ASN1_TIME_to_tm(time, &parts) == 1 else { return nil }
    return Moment(milliseconds: Int64(timegm(&parts)) * 1000)
  }

  /// The name in one line, letters as they are.
  static func text(of name: OpaquePointer?) -> String {
    let flags = UInt(ASN1_STRFLGS_ESC_2253 | ASN1_STRFLGS_ESC_CTRL | ASN1_STRFLGS_UTF8_CONVERT) | 1 << 16
    return printed { X509_NAME_print_ex($0, name, 0, flags) >= 0 }
  }
}

/// What a function of the library prints.
func printed(_ print: (OpaquePointer) -> Bool) -> String {
  guard let memory = BIO_new(BIO_s_mem()) else { return "" }
  defer { BIO_free(memory) }
  guard print(memory) else { return "" }
  var start: UnsafeMutablePointer<CChar>?
  let count = BIO_ctrl(memory, BIO_CTRL_INFO, 0, &start)
  guard let start, count > 0 else { return "" }
  return String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
}
