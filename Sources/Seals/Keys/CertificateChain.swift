internal import CCrypto
public import Journal

/// A key's own certificate and those that lead from it to a root, checked without the net.
public struct CertificateChain: Hashable, Sendable {
  /// The key's certificate first, then those of the authorities between it and a root.
  public let certificates: [Certificate]

  /// A chain; `nil` without any certificate.
  public init?(_ certificates: [Certificate]) {
    guard !certificates.isEmpty else { return nil }
    self.certificates = certificates
  }

  /// Checks that the chain is for a key, leads to one of some roots, and held at a moment.
  ///
  /// Every signature in it is SM2 over SM3 under the usual signer's identity.
  ///
  /// - Parameter revocations: Lists of the authorities; with any, there must be one for each authority of the
  ///   chain. Without any, nobody asks whether a certificate was revoked.
  /// - Throws: ``KeyFault/otherKey``, ``KeyFault/library``, ``KeyFault/chain(_:)``,
  ///   ``KeyFault/noRevocationList(issuer:)``, ``KeyFault/revoked(subject:since:)``.
  public func check(
    for key: VerifyingKey, roots: [Certificate], revocations: [RevocationList] = [], at moment: Moment
  ) throws(KeyFault) {
    guard certificates[0].key == key else { throw .otherKey }
    guard let store = X509_STORE_new(), let context = X509_STORE_CTX_new(),
      let between = OPENSSL_sk_new_null()
    else { throw .library }
    let objects = certificates.compactMap { Certificate.read($0.der) }
    let rootObjects = roots.compactMap { Certificate.read($0.der) }
    defer {
      X509_STORE_CTX_free(context)
      X509_STORE_free(store)
      OPENSSL_sk_free(between)
      for object in objects + rootObjects { X509_free(object) }
      ERR_clear_error()
    }
    for root in rootObjects { X509_STORE_add_cert(store, root) }
    for object in objects.dropFirst() { OPENSSL_sk_push(between, UnsafeRawPointer(object)) }
    guard objects.count == certificates.count, rootObjects.count == roots.count,
      X509_STORE_CTX_init(context, store, objects[0], between) == 1
    else { throw .library }
    X509_STORE_CTX_set_time(context, 0, Int(moment.milliseconds / 1000))
    guard X509_verify_cert(context) == 1 else {
      let reason = X509_verify_cert_error_string(Int(X509_STORE_CTX_get_error(context)))
      throw .chain(reason.map { String(cString: $0) } ?? "?")
    }
    guard X509_get_key_usage(objects[0]) & 0x80 != 0 else {
      throw .chain("the certificate is not for digital signatures")
    }
    if !revocations.isEmpty { try Self.check(context, against: revocations, at: moment) }
  }

  /// Asks for each certificate of the way that was found, but for its root, whether it was revoked.
  private static func check(
    _ context: OpaquePointer, against revocations: [RevocationList], at moment: Moment
  ) throws(KeyFault) {
    let way = X509_STORE_CTX_get0_chain(context)
    let objects = (0..<OPENSSL_sk_num(way)).compactMap { OPENSSL_sk_value(way, $0).map { OpaquePointer($0) } }
    for (certificate, authority) in zip(objects, objects.dropFirst()) {
      try RevocationList.check(certificate, by: authority, in: revocations, at: moment)
    }
  }
}

/// A request for a certificate, to be handed to an authority (PKCS #10).
public struct CertificateRequest: Hashable, Sendable {
  /// The request in PEM.
  public let pem: String

  /// A request for a key.
  ///
  /// - Parameters:
  ///   - name: Whom the certificate shall name (CN).
  ///   - organisation: The organisation (O); `nil` leaves it out.
  ///   - country: Two capital letters (C), such as `CN`.
  /// - Throws: ``KeyFault/library``: also for a name that X.509 cannot hold (more than 64 characters).
  public init(
    for key: SigningKey, name: String, organisation: String?, country: String
  ) throws(KeyFault) {
    guard let request = X509_REQ_new() else { throw .library }
    defer {
      X509_REQ_free(request)
      ERR_clear_error()
    }
    let subject = X509_REQ_get_subject_name(request)
    let parts = [("C", country)] + (organisation.map { [("O", $0)] } ?? []) + [("CN", name)]
    let isNamed = parts.allSatisfy { field, text in
      let bytes = Array(text.utf8)
      // 0x1000 says that the text is UTF-8.
      return X509_NAME_add_entry_by_txt(subject, field, 0x1000, bytes, Int32(bytes.count), -1, 0) == 1
    }
    guard isNamed, X509_REQ_set_pubkey(request, key.key) == 1 else { throw .library }
    let isSigned = withSM2(key.key) { context in
      EVP_DigestSignInit(context, nil, EVP_sm3(), nil, key.key) == 1
        && X509_REQ_sign_ctx(request, context) > 0
    }
    guard isSigned else { throw .library }
    pem = printed { PEM_write_bio_X509_REQ($0, request) == 1 }
  }
}
