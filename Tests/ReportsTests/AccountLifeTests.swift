import AccountFiles
import Accounts
import Foundation
import Law
import Quantities
import Reports
import Testing

/// Goal: an account comes from draft to publication only by steps that may be, and what is edited is found.
/// Method: lives acted out in memory; then one on disk, spoiled byte by byte.
@Suite struct AccountLifeTests {
  private static let digest = String(repeating: "a", count: 64)
  private let author = LifePerson(name: "张三", organisation: "甲院", role: "编制人")
  private let expert = LifePerson(name: "李四", organisation: "乙大学", role: "评审专家")
  private let head = LifePerson(name: "王五", organisation: "县局", role: "负责人")

  private func request(
    _ act: LifeAct, _ person: LifePerson, day: String = "2026-03-01", text: String = "有据", remark: Int? = nil,
    account: String = digest
  ) throws -> LifeRequest {
    LifeRequest(
      act: act, person: person, day: try Day(parsing: day), text: text, remark: remark, account: account)
  }

  private func life(_ requests: [LifeRequest]) throws -> AccountLife {
    try requests.reduce(into: AccountLife()) { $0.steps.append(try $0.step($1)) }
  }

  private func refusal(_ request: LifeRequest, of life: AccountLife) -> String? {
    do throws(LifeRefusal) {
      _ = try life.step(request)
      return nil
    } catch {
      return error.code
    }
  }

  @Test func `Draft, review, answer, countersignature, publication`() throws {
    let requests = [
      try request(.submit, author), try request(.remark, expert), try request(.answer, author, remark: 2),
      try request(.agree, expert), try request(.countersign, head), try request(.publish, head),
    ]
    let states = try requests.indices.map { try life(Array(requests[...$0])).state }
    #expect(states == [.inReview, .inReview, .inReview, .inReview, .countersigned, .published])
    #expect(try life(Array(requests[...1])).openRemarks.map(\.number) == [2])
    #expect(AccountLife().state == .draft)
  }

  @Test func `Each refusal has its reason`() throws {
    let submitted = [try request(.submit, author)]
    let remarked = submitted + [try request(.remark, expert)]
    let answered = remarked + [try request(.answer, author, remark: 2)]
    let signed = answered + [try request(.countersign, head)]
    let other = String(repeating: "b", count: 64)
    let nobody = LifePerson(name: " ", organisation: "甲院", role: "编制人")
    let cases: [([LifeRequest], LifeRequest, String)] = [
      ([], try request(.submit, nobody), "life.blank"),
      (submitted, try request(.remark, expert, text: ""), "life.blank"),
      (submitted, try request(.remark, expert, day: "2026-02-28"), "life.day-before"),
      ([], try request(.countersign, head), "life.not-now"),
      (answered, try request(.publish, head), "life.not-now"),
      (submitted, try request(.submit, author), "life.unchanged"),
      (answered, try request(.countersign, head, account: other), "life.changed"),
      (signed, try request(.publish, head, account: other), "life.changed"),
      (submitted, try request(.remark, author), "life.by-author"),
      (answered, try request(.countersign, author), "life.by-author"),
      (remarked, try request(.answer, author, remark: 1), "life.no-remark"),
      (answered, try request(.answer, author, remark: 2), "life.answered"),
      (remarked, try request(.answer, expert, remark: 2), "life.not-authors"),
      (submitted, try request(.countersign, head), "life.not-reviewed"),
      (remarked, try request(.countersign, head), "life.unanswered"),
      (signed, try request(.countersign, head), "life.twice"),
    ]
    for (before, request, code) in cases {
      #expect(refusal(request, of: try life(before)) == code, "\(request.act) after \(before.map(\.act))")
    }
  }

  @Test func `An account that is handed in again must be signed again`() throws {
    let other = String(repeating: "b", count: 64)
    let again = try life([
      try request(.submit, author), try request(.agree, expert), try request(.countersign, head),
      try request(.submit, author, account: other),
    ])
    #expect(again.state == .inReview && again.countersignatures.isEmpty)
    #expect(refusal(try request(.countersign, head, account: other), of: again) == nil)
  }

  @Test func `Revision and recomputation want the same place and year, and tell norms apart`() throws {
    let published = try life([
      try request(.submit, author), try request(.agree, expert), try request(.countersign, head),
      try request(.publish, head),
    ])
    func link(_ account: String, year: Int = 2020, pack: String = "cn-2022") -> LifeLink {
      LifeLink(
        account: String(repeating: account, count: 64), region: "sample", year: year, pack: pack, edition: "1"
      )
    }
    func code(_ act: LifeAct, _ new: LifeLink, of life: AccountLife) -> String? {
      do throws(LifeRefusal) {
        try checkRevision(act, new, of: link("a"), life)
        return nil
      } catch {
        return error.code
      }
    }
    #expect(code(.revise, link("b"), of: published) == nil)
    #expect(code(.recompute, link("b", pack: "cn-2025"), of: published) == nil)
    #expect(code(.revise, link("b", year: 2021), of: published) == "life.other-region")
    #expect(code(.revise, link("a"), of: published) == "life.same-account")
    #expect(code(.revise, link("b", pack: "cn-2025"), of: published) == "life.other-norm")
    #expect(code(.recompute, link("b"), of: published) == "life.same-norm")
    #expect(code(.revise, link("b"), of: AccountLife()) == "life.not-published")
  }

  @Test func `On disk, an edited step, a missing step and a changed account are found`() throws {
    let home = NSTemporaryDirectory() + "account-life-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: home) }
    let document = ReportDocument(account: smallAccount(), provenance: smallProvenance(), map: nil)
    try AccountFolder.write(document, geometry: nil, maps: nil, to: home)
    let folder = try AccountFolder.read(home)
    let digest = try folder.accountDigest()
    var life = try folder.life()
    for asked in [
      try request(.submit, author, account: digest), try request(.remark, expert, account: digest),
    ] { life = try folder.add(try life.step(asked), to: life) }
    #expect(try folder.life() == life)
    #expect(life.steps[1].before == life.steps[0].digest && life.steps[1].digest.count == 64)
    #expect(lifeLines(folder.account, life, digest: digest).joined().contains("评审中"))

    let file = home + "/life.json"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let first = try #require(text.firstRange(of: "甲院"))
    for spoiled in [
      text.replacingCharacters(in: first, with: "丙院"), text.replacing("2026-03-01", with: "2026-03-02"),
      text.replacing("\"number\":1", with: "\"number\":3"), String(text.dropLast(3)),
    ] {
      try Data(spoiled.utf8).write(to: URL(fileURLWithPath: file))
      #expect(throws: AccountFolderError.self) { try folder.life() }
    }
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    try AccountFolder.write(
      ReportDocument(account: smallAccount(waterOfB: 1), provenance: smallProvenance(), map: nil),
      geometry: nil, maps: nil, to: home)
    let changed = try AccountFolder.read(home)
    #expect(try changed.life().hasChanged(try changed.accountDigest()))
    let report = try String(contentsOfFile: home + "/report.zh.html", encoding: .utf8)
    #expect(report.contains("账目已改动，与报审时不符") && report.contains("乙大学"))
  }

  @Test func `A record whose end was cut off is found by its seal, and by the digest that was published`()
    throws
  {
    let home = NSTemporaryDirectory() + "account-seal-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: home) }
    let document = ReportDocument(account: smallAccount(), provenance: smallProvenance(), map: nil)
    try AccountFolder.write(document, geometry: nil, maps: nil, to: home)
    let folder = try AccountFolder.read(home)
    let digest = try folder.accountDigest()
    var life = try folder.life()
    var texts: [String] = []
    for asked in [
      try request(.submit, author, account: digest), try request(.remark, expert, account: digest),
    ] {
      life = try folder.add(try life.step(asked), to: life)
      texts.append(try String(contentsOfFile: home + "/life.json", encoding: .utf8))
    }
    // The first step alone is a chain that holds in itself.
    try Data(texts[0].utf8).write(to: URL(fileURLWithPath: home + "/life.json"))
    #expect(throws: AccountFolderError.chainCut(home + "/life.json", steps: 2)) { try folder.life() }
    try FileManager.default.removeItem(atPath: home + "/life.json")
    #expect(throws: AccountFolderError.chainCut(home + "/life.json", steps: 2)) { try folder.life() }
    // A stop between record and seal leaves the seal of the step before, which holds.
    try Data(texts[1].utf8).write(to: URL(fileURLWithPath: home + "/life.json"))
    let earlier = try #require(LifeSeal(AccountLife(steps: [life.steps[0]])))
    try Data(earlier.json().canonical().utf8).write(to: URL(fileURLWithPath: home + "/life-seal.json"))
    #expect(try folder.life() == life)
    #expect(earlier.holds(in: life) && !earlier.holds(in: AccountLife()))
    #expect(try LifeSeal(json: earlier.json()) == earlier)
  }
}
