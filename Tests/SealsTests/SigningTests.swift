import Seals
import Testing

/// Goal: signatures are SM2 over SM3 as the standards say. Method: the example of GB/T 32918.5-2017 annex
/// A.2 (curve of the standard, identity 1234567812345678, message "message digest"), as OpenSSL's
/// test/sm2_internal_test.c quotes it; its public key is d·G, computed by the openssl program from the
/// private key printed there. A signature of ours is checked by that program too.
@Suite struct SigningTests {
  static let point =
    "04 09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
    + "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
  /// r and s of the example, as DER writes two positive integers.
  static let signature =
    "3046 022100 F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
    + "022100 B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"

  @Test func `The standard's example holds, and no bit of it can be another`() throws {
    let key = try VerifyingKey(point: bytes(Self.point))
    let (message, signature) = (Array("message digest".utf8), bytes(Self.signature))
    #expect(key.verifies(signature, over: message))
    for bit in 0..<signature.count * 8 {
      var spoilt = signature
      spoilt[bit / 8] ^= 1 << (bit % 8)
      #expect(!key.verifies(spoilt, over: message))
    }
    for bit in 0..<message.count * 8 {
      var spoilt = message
      spoilt[bit / 8] ^= 1 << (bit % 8)
      #expect(!key.verifies(signature, over: spoilt))
    }
    #expect(!key.verifies(signature + [0], over: message))
    #expect(!key.verifies([], over: message))
  }

  @Test func `The private key of the example has its public key, and signs so that it holds`() throws {
    // d in the form of RFC 5915; the openssl program turns it into PKCS #8.
    let folder = try Folder()
    let der = bytes(
      "3031 020101 0420 3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8"
        + "A00A 0608 2A811CCF5501822D")
    try folder.write(pem(der, "EC PRIVATE KEY"), to: "ec.pem")
    try folder.openssl("pkcs8 -topk8 -nocrypt -in ec.pem -outform DER -out key.der")
    let key = try SigningKey(pkcs8: try folder.bytes(of: "key.der"))
    #expect(try key.verifying == VerifyingKey(point: bytes(Self.point)))
    let message = Array("message digest".utf8)
    let (first, second) = (try key.sign(message), try key.sign(message))
    #expect(first != second)
    #expect(key.verifying.verifies(first, over: message) && key.verifying.verifies(second, over: message))
  }

  @Test func `The openssl program accepts a signature of ours`() throws {
    let folder = try Folder()
    let key = try SigningKey()
    try folder.write(pem(key.verifying.information, "PUBLIC KEY"), to: "public.pem")
    try folder.write("山水", to: "message")
    try folder.write(bytes: try key.sign(Array("山水".utf8)), to: "signature")
    let command =
      "pkeyutl -verify -rawin -digest sm3 -pkeyopt distid:1234567812345678 -pubin -inkey public.pem"
      + " -in message -sigfile signature"
    #expect(try folder.openssl(command).contains("Success"))
  }

  @Test func `What is no point on the curve is no key`() throws {
    var point = bytes(Self.point)
    point[64] ^= 1
    #expect(throws: KeyFault.notSM2) { try VerifyingKey(point: point) }
    #expect(throws: KeyFault.notSM2) { try VerifyingKey(point: Array(bytes(Self.point).dropLast())) }
    #expect(throws: KeyFault.notSM2) { try VerifyingKey(information: []) }
    #expect(throws: KeyFault.notSM2) { try SigningKey(pkcs8: [1, 2, 3]) }
    let information = try VerifyingKey(point: bytes(Self.point)).information
    for bit in 0..<information.count * 8 {
      var spoilt = information
      spoilt[bit / 8] ^= 1 << (bit % 8)
      // Either no key any more, or another one under another name.
      if let other = try? VerifyingKey(information: spoilt) {
        #expect(try other.id != VerifyingKey(information: information).id)
      }
    }
  }
}
