import Foundation
import Journal
import Law
import Seals
import Testing

/// Goal: a certificate that its authority has revoked is not believed, and no list is taken for another.
/// Method: the openssl program plays the authorities; its index of revoked certificates is written by hand.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/openssl"), "needs /usr/bin/openssl"))
struct RevocationTests {
  /// Two authorities, a key under the lower one, its chain and the root.
  private struct Scene {
    let authority: Folder
    let key: SigningKey
    let chain: CertificateChain
    let roots: [Certificate]

    init() throws {
      authority = try CertificateTests.authority()
      key = try SigningKey()
      let pem = try CertificateTests.certify(key, in: authority, "-extfile leaf.cnf -extensions leaf")
      chain = try #require(CertificateChain(Certificate.read(pem: pem)))
      roots = try Certificate.read(pem: authority.text(of: "root.pem"))
    }

    /// The list of an authority, in which certificates stand with the day on which they were revoked.
    func list(
      of name: String, _ revoked: [(certificate: String, entry: String)] = [], from: Double = 0,
      until: Double = 30, extensions: String? = nil
    ) throws -> String {
      var index = ""
      for (certificate, entry) in revoked {
        let serial = try authority.openssl("x509 -in \(certificate).pem -noout -serial")
          .trimmingCharacters(in: .whitespacesAndNewlines).dropFirst("serial=".count)
        index += "R\t491231235959Z\t\(entry)\t\(serial)\tunknown\t/CN=x\n"
      }
      try authority.write(index, to: "index.txt")
      try authority.write(
        "[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ndefault_md=sm3\n"
          + "[part]\nissuingDistributionPoint=critical,@idp\n[idp]\nonlyCA=TRUE\n", to: "list.cnf")
      try authority.openssl(
        "ca -config list.cnf -gencrl -keyfile \(name).key -cert \(name).pem -md sm3"
          + " -sigopt distid:1234567812345678 -crl_lastupdate \(Self.time(from)) -crl_nextupdate"
          + " \(Self.time(until)) -out \(name).crl" + (extensions.map { " -crlexts \($0)" } ?? ""))
      return try authority.text(of: "\(name).crl")
    }

    /// A time of a list, days from now.
    static func time(_ days: Double) -> String {
      let format = DateFormatter()
      format.dateFormat = "yyMMddHHmmss"
      format.timeZone = TimeZone(secondsFromGMT: 0)
      format.locale = Locale(identifier: "en_US_POSIX")
      return format.string(from: Date().addingTimeInterval(days * 86_400)) + "Z"
    }

    func check(_ lists: [String], at moment: Moment = CertificateTests.now) throws {
      let read = try lists.flatMap { try RevocationList.read(pem: $0) }
      try chain.check(for: key.verifying, roots: roots, revocations: read, at: moment)
    }

    func fault(_ lists: [String], at moment: Moment = CertificateTests.now) -> KeyFault? {
      do {
        try check(lists, at: moment)
        return nil
      } catch { return error as? KeyFault }
    }
  }

  private static func isRevoked(_ fault: KeyFault?) -> Bool {
    if case .revoked? = fault { true } else { false }
  }

  private static func isMissing(_ fault: KeyFault?) -> Bool {
    if case .noRevocationList? = fault { true } else { false }
  }

  @Test func `With clean lists of both authorities the chain holds; with one of them it does not`() throws {
    let scene = try Scene()
    let lists = [try scene.list(of: "root"), try scene.list(of: "between")]
    try scene.check(lists)
    try scene.check([lists.joined()])
    for list in lists { #expect(Self.isMissing(scene.fault([list]))) }
    let read = try RevocationList.read(pem: lists[1])
    #expect(read.count == 1 && read[0].issuer.contains("CN=between") && read[0].until != nil)
  }

  @Test func `A revoked key and a revoked authority are told, and others of the list are not`() throws {
    let scene = try Scene()
    let (root, between) = (try scene.list(of: "root"), try scene.list(of: "between"))
    let day = Scene.time(-1)
    #expect(Self.isRevoked(scene.fault([root, try scene.list(of: "between", [("ours", day)])])))
    #expect(Self.isRevoked(scene.fault([try scene.list(of: "root", [("between", day)]), between])))
    try scene.check([root, try scene.list(of: "between", [("root", day)])])
    // Without any list nobody asks.
    try scene.check([])
  }

  @Test(arguments: [
    ("", true), (",keyCompromise", true), (",CACompromise", true), (",certificateHold", true),
    (",superseded", false), (",cessationOfOperation", false), (",affiliationChanged", false),
  ])
  func `What was revoked after the moment counts unless the key was good until then`(
    reason: String, isRefused: Bool
  ) throws {
    let scene = try Scene()
    let root = try scene.list(of: "root")
    // The chain is checked at a moment an hour from now; the certificate is revoked a day later.
    let later = try scene.list(of: "between", [("ours", Scene.time(1) + reason)])
    #expect(Self.isRevoked(scene.fault([root, later])) == isRefused)
    let earlier = try scene.list(of: "between", [("ours", Scene.time(-0.5) + reason)])
    #expect(Self.isRevoked(scene.fault([root, earlier])))
  }

  @Test func `A list that had run out, another authority's, a spoilt one and one for a part are none`() throws
  {
    let (scene, other) = (try Scene(), try Scene())
    let root = try scene.list(of: "root")
    #expect(Self.isMissing(scene.fault([root, try scene.list(of: "between", from: -9, until: -2)])))
    #expect(Self.isMissing(scene.fault([root, try other.list(of: "between")])))
    let part = try scene.list(of: "between", [("ours", Scene.time(-1))], extensions: "part")
    #expect(Self.isMissing(scene.fault([root, part])))
    let clean = try RevocationList.read(pem: scene.list(of: "between"))[0]
    var unseen = 0
    for byte in clean.der.indices {
      var der = clean.der
      der[byte] ^= 1 << (byte % 8)
      let lists = [root, pem(der, "X509 CRL")]
      if scene.fault(lists) == nil { unseen += 1 }
    }
    #expect(unseen == 0)
    #expect(throws: KeyFault.notRevocationList) { try RevocationList.read(pem: "nothing") }
  }

  @Test func `A statement under a revoked certificate is not believed`() throws {
    let scene = try Scene()
    let statement = try Statement(.string("准"), by: scene.key, chain: scene.chain, at: CertificateTests.now)
    let root = try scene.list(of: "root")
    for isRevoked in [false, true] {
      let list = try scene.list(of: "between", isRevoked ? [("ours", Scene.time(-1))] : [])
      let lists = try RevocationList.read(pem: root + list)
      let trusted = TrustedKeys(periods: [], roots: scene.roots, revocations: lists)
      #expect(((try? statement.check(against: trusted)) == nil) == isRevoked)
    }
  }
}
