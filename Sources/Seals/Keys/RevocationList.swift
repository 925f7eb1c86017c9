internal import CCrypto
public import Journal

/// An authority's list of the certificates that it has revoked (X.509 CRL, GM/T 0015), signed by SM2.
public struct RevocationList: Hashable, Sendable {
  /// The list in DER.
  public let der: [UInt8]
  /// Whose list it is: `CN=…,O=…`.
  public let issuer: String
  /// When it was made, and until when the next one was due; `nil` when the list does not say.
  public let from: Moment
  public let until: Moment?

  /// Reads a list. Whether it is the authority's own is seen when a chain is checked.
  ///
  /// - Throws: ``KeyFault/notRevocationList``.
  public init(der: [UInt8]) throws(KeyFault) {
    guard let object = Self.read(der) else { throw .notRevocationList }
    defer { X509_CRL_free(object) }
    guard encoded({ i2d_X509_CRL(object, $0) }) == der,
      X509_CRL_get_signature_nid(object) == NID_SM2_with_SM3,
      let from = Certificate.moment(X509_CRL_get0_lastUpdate(object))
    else { throw .notRevocationList }
    self.der = der
    self.from = from
    until = Certificate.moment(X509_CRL_get0_nextUpdate(object))
    issuer = Certificate.text(of: X509_CRL_get_issuer(object))
  }

  /// Reads all lists of a text in PEM, in their order; other pieces between them are passed over.
  ///
  /// - Throws: ``KeyFault/notRevocationList`` when there is none, or one is spoilt.
  public static func read(pem text: String) throws(KeyFault) -> [RevocationList] {
    guard let pieces = Certificate.pieces(of: "X509 CRL", in: text) else { throw .notRevocationList }
    var lists: [RevocationList] = []
    for piece in pieces { lists.append(try RevocationList(der: piece)) }
    return lists
  }

  private static func read(_ der: [UInt8]) -> OpaquePointer? {
    der.withUnsafeBufferPointer { bytes in
      var cursor = bytes.baseAddress
      let object = d2i_X509_CRL(nil, &cursor, bytes.count)
      ERR_clear_error()
      return object
    }
  }

  /// Checks that lists say nothing against a certificate.
  ///
  /// One list of the authority must be there that had not run out at the moment. What was revoked until the
  /// moment is refused; what was revoked later too, unless the reason says that the key was good until then:
  /// the moment of a signature is its signer's own word.
  ///
  /// - Parameters:
  ///   - certificate: An object of the library.
  ///   - authority: The certificate of its issuer, likewise.
  /// - Throws: ``KeyFault/noRevocationList(issuer:)``, ``KeyFault/revoked(subject:since:)``.
  static func check(
    _ certificate: OpaquePointer, by authority: OpaquePointer, in lists: [RevocationList], at moment: Moment
  ) throws(KeyFault) {
    var isCovered = false
    for list in lists {
      guard let object = read(list.der) else { throw .notRevocationList }
      defer { X509_CRL_free(object) }
      guard list.isOf(authority, object) else { continue }
      if list.until.map({ moment <= $0 }) ?? true { isCovered = true }
      guard let (since, isGoodBefore) = entry(of: certificate, in: object) else { continue }
      if since <= moment || !isGoodBefore {
        throw .revoked(subject: Certificate.text(of: X509_get_subject_name(certificate)), since: since)
      }
    }
    if !isCovered {
      throw .noRevocationList(issuer: Certificate.text(of: X509_get_subject_name(authority)))
    }
  }

  /// Whether the list bears an authority's name and signature, and is for all of its certificates.
  private func isOf(_ authority: OpaquePointer, _ object: OpaquePointer) -> Bool {
    guard X509_NAME_cmp(X509_CRL_get_issuer(object), X509_get_subject_name(authority)) == 0,
      // What is critical narrows a list down: to some certificates, or to changes of another list.
      X509_CRL_get_ext_by_critical(object, 1, -1) < 0,
      let key = X509_get0_pubkey(authority), let verifying = try? VerifyingKey(key),
      let signed = encoded({ i2d_re_X509_CRL_tbs(object, $0) })
    else { return false }
    var signature: UnsafePointer<ASN1_BIT_STRING>?
    X509_CRL_get0_signature(object, &signature, nil)
    guard let signature, let start = ASN1_STRING_get0_data(signature) else { return false }
    let bytes = Array(UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(signature))))
    return verifying.verifies(bytes, over: signed)
  }

  /// When a certificate was revoked, and whether its key was good until then; `nil` when it was not.
  private static func entry(
    of certificate: OpaquePointer, in list: OpaquePointer
  ) -> (since: Moment, isGoodBefore: Bool)? {
    var found: OpaquePointer?
    // 2 says that a suspended certificate was taken off the list.
    guard X509_CRL_get0_by_cert(list, &found, certificate) == 1, let found else { return nil }
    let since = Certificate.moment(X509_REVOKED_get0_revocationDate(found)) ?? .first
    return (since, reasonsOfGoodKeys.contains(reason(of: found)))
  }

  /// Affiliation changed, superseded, operation ended, privilege withdrawn (RFC 5280, 5.3.1).
  private static let reasonsOfGoodKeys: Set = [3, 4, 5, 9]

  private static func reason(of entry: OpaquePointer) -> Int {
    guard let object = X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, nil, nil) else { return 0 }
    let number = object.assumingMemoryBound(to: ASN1_ENUMERATED.self)
    defer { ASN1_ENUMERATED_free(number) }
    return Int(ASN1_ENUMERATED_get(number))
  }
}
