import Foundation
import Journal
import Law
import Seals
import Testing

/// Goal: certificates of an authority are asked for, taken in and checked without the net.
/// Method: the openssl program plays the authority (SM2 over SM3, identity 1234567812345678), with a root, an
/// authority between, and wrong ones beside; every bit of a certificate is flipped once.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/openssl"), "needs /usr/bin/openssl"))
struct CertificateTests {
  /// An hour on, when every certificate that the tests make has begun to hold.
  static let now = Moment(milliseconds: Int64((Date().timeIntervalSince1970 + 3600) * 1000))
  static let id = "-sm3 -sigopt distid:1234567812345678"

  /// A folder with `root.pem` and an authority `between.pem` under it.
  static func authority() throws -> Folder {
    let folder = try Folder()
    try folder.write("[ca]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n", to: "ca.cnf")
    try folder.write("[leaf]\nkeyUsage=critical,digitalSignature\n", to: "leaf.cnf")
    try folder.write("[seal]\nkeyUsage=critical,keyAgreement\n", to: "wrong.cnf")
    for name in ["root", "between"] {
      try folder.openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:SM2 -out \(name).key")
    }
    try folder.openssl(
      "req -new -key root.key -subj /C=CN/CN=root \(id) -out root.csr")
    try folder.openssl(
      "x509 -req -in root.csr -signkey root.key -days 3650 \(id) -vfyopt distid:1234567812345678"
        + " -extfile ca.cnf -extensions ca -out root.pem")
    try folder.openssl("req -new -key between.key -subj /C=CN/CN=between \(id) -out between.csr")
    try sign(folder, "between", by: "root", "-extfile ca.cnf -extensions ca")
    return folder
  }

  static func sign(_ folder: Folder, _ name: String, by authority: String, _ extensions: String) throws {
    try folder.openssl(
      "x509 -req -in \(name).csr -CA \(authority).pem -CAkey \(authority).key -CAcreateserial -days 365 \(id)"
        + " -vfyopt distid:1234567812345678 \(extensions) -out \(name).pem")
  }

  /// A request of ours, signed by the authority between; the certificates in PEM.
  static func certify(_ key: SigningKey, in folder: Folder, _ extensions: String) throws -> String {
    let request = try CertificateRequest(for: key, name: "登记机构", organisation: "某市局", country: "CN")
    try folder.write(request.pem, to: "ours.csr")
    let shown = try folder.openssl("req -in ours.csr -noout -verify -vfyopt distid:1234567812345678 -subject")
    #expect(shown.contains("subject="))
    try sign(folder, "ours", by: "between", extensions)
    return try folder.text(of: "ours.pem") + folder.text(of: "between.pem")
  }

  @Test func `A key is certified on our request, and a statement believed by the root alone`() throws {
    let folder = try Self.authority()
    let key = try SigningKey()
    let pem = try Self.certify(key, in: folder, "-extfile leaf.cnf -extensions leaf")
    let roots = try Certificate.read(pem: folder.text(of: "root.pem"))
    let chain = try #require(CertificateChain(Certificate.read(pem: pem)))
    #expect(chain.certificates[0].subject.contains("CN=登记机构"))
    #expect(chain.certificates[0].issuer.contains("CN=between"))
    try chain.check(for: key.verifying, roots: roots, at: Self.now)
    let statement = try Statement(.string("准"), by: key, chain: chain, at: Self.now)
    let read = try Statement(Array(statement.text.utf8), file: "s.json")
    try read.check(against: TrustedKeys(periods: [], roots: roots))
    #expect(throws: StatementFault.unknownKey) {
      try read.check(against: TrustedKeys(periods: [], roots: []))
    }
  }

  @Test func `A chain fails without its middle, before and after its days, for another key and use`() throws {
    let folder = try Self.authority()
    let key = try SigningKey()
    let pem = try Self.certify(key, in: folder, "-extfile leaf.cnf -extensions leaf")
    let roots = try Certificate.read(pem: folder.text(of: "root.pem"))
    let certificates = try Certificate.read(pem: pem)
    let chain = try #require(CertificateChain(certificates))
    #expect(throws: KeyFault.otherKey) {
      try chain.check(for: SigningKey().verifying, roots: roots, at: Self.now)
    }
    #expect(throws: KeyFault.self) {
      try CertificateChain([certificates[0]])?.check(for: key.verifying, roots: roots, at: Self.now)
    }
    #expect(throws: KeyFault.self) { try chain.check(for: key.verifying, roots: [], at: Self.now) }
    for days in [-2, 400] {
      let moment = Self.now.adding(milliseconds: Int64(days) * 86_400_000)
      #expect(throws: KeyFault.self) { try chain.check(for: key.verifying, roots: roots, at: moment) }
    }
    let wrong = try Self.certify(key, in: folder, "-extfile wrong.cnf -extensions seal")
    #expect(throws: KeyFault.chain("the certificate is not for digital signatures")) {
      try CertificateChain(Certificate.read(pem: wrong))?.check(
        for: key.verifying, roots: roots, at: Self.now)
    }
  }

  @Test func `Another authority of the same name does not pass`() throws {
    let (folder, other) = (try Self.authority(), try Self.authority())
    let key = try SigningKey()
    let pem = try Self.certify(key, in: folder, "-extfile leaf.cnf -extensions leaf")
    let roots = try Certificate.read(pem: other.text(of: "root.pem"))
    #expect(throws: KeyFault.self) {
      try CertificateChain(Certificate.read(pem: pem))?.check(for: key.verifying, roots: roots, at: Self.now)
    }
  }

  @Test(arguments: 0..<8)
  func `Any flipped bit of a certificate is found`(bit: Int) throws {
    let folder = try Self.authority()
    let key = try SigningKey()
    let pem = try Self.certify(key, in: folder, "-extfile leaf.cnf -extensions leaf")
    let roots = try Certificate.read(pem: folder.text(of: "root.pem"))
    let certificates = try Certificate.read(pem: pem)
    for byte in certificates[0].der.indices {
      var der = certificates[0].der
      der[byte] ^= 1 << bit
      #expect(throws: KeyFault.self, "byte \(byte)") {
        let spoilt = [try Certificate(der: der), certificates[1]]
        try CertificateChain(spoilt)?.check(for: key.verifying, roots: roots, at: Self.now)
      }
    }
  }

  @Test func `A ring is rotated, and the old key's statements stay good`() throws {
    let (folder, authority) = (try Folder(), try Self.authority())
    let light = KeyFileTests.light
    var ring = try KeyRing(
      newIn: folder.path, passphrase: KeyFileTests.passphrase, hardness: light, at: Self.now)
    let first = try ring.open(passphrase: KeyFileTests.passphrase)
    let roots = try Certificate.read(pem: authority.text(of: "root.pem"))
    let pem = try Self.certify(first, in: authority, "-extfile leaf.cnf -extensions leaf")
    try ring.takeIn(pem: pem, roots: roots, at: Self.now)
    #expect(throws: KeyFault.otherKey) {
      let other = try Self.certify(SigningKey(), in: authority, "-extfile leaf.cnf -extensions leaf")
      try ring.takeIn(pem: other, roots: roots, at: Self.now)
    }
    let old = try Statement(.string("旧"), by: first, chain: ring.present?.chain, at: Self.now)
    let later = Self.now.adding(milliseconds: 1000)
    #expect(throws: KeyFault.tooEarly) {
      try ring.rotate(passphrase: "另一个口令也有八字", hardness: light, at: Self.now)
    }
    try ring.rotate(passphrase: "另一个口令也有八字", hardness: light, at: later)
    let read = try KeyRing(in: folder.path)
    #expect(read.periods == ring.periods && read.periods.count == 2)
    let second = try read.open(passphrase: "另一个口令也有八字")
    #expect(second.verifying != first.verifying)
    let trusted = TrustedKeys(periods: read.periods, roots: [])
    try old.check(against: trusted)
    try Statement(.string("新"), by: second, chain: nil, at: later).check(against: trusted)
    #expect(throws: StatementFault.outsidePeriod) {
      try Statement(.string("迟"), by: first, chain: nil, at: later).check(against: trusted)
    }
    let keys = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".key")
    }
    #expect(keys.count == 1)
  }

  @Test func `A flipped bit in any byte of a ring's list is found`() throws {
    let folder = try Folder()
    _ = try KeyRing(
      newIn: folder.path, passphrase: KeyFileTests.passphrase, hardness: KeyFileTests.light, at: Self.now)
    let whole = try folder.bytes(of: "ring.json")
    var unseen = 0
    for byte in whole.indices {
      var spoilt = whole
      spoilt[byte] ^= 1 << (byte % 8)
      try folder.write(bytes: spoilt, to: "ring.json")
      if (try? KeyRing(in: folder.path)) != nil { unseen += 1 }
    }
    #expect(unseen == 0)
  }

  @Test func `A text without a certificate is none`() {
    for text in ["", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "abc"] {
      #expect(throws: KeyFault.notCertificate) { try Certificate.read(pem: text) }
    }
  }
}
