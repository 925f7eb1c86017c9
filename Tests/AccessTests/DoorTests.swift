import Foundation
import Journal
import Testing

@testable import Access

/// Goal: nobody comes in without password and telephone, and nobody learns at the door who is known.
@Suite struct DoorTests {
  @Test func `Password and code let somebody in, under a new name each time`() async throws {
    let place = try TestDoor()
    let codes = try await place.enrol(7, code: "wang")
    place.clock.pass(seconds: 60)
    let first = try await place.enter(7)
    #expect(first.stage == .password)
    let second = try place.door.prove(
      codes.present(at: place.clock.now), in: first, code: "wang", organisation: 3, address: "192.0.2.1")
    #expect(second.stage == .open && second.person == 7 && second.organisation == 3)
    #expect(first.token != second.token)
    #expect(try place.file.session(first.token, at: place.clock.now) == nil)
    #expect(try place.file.session(second.token, at: place.clock.now) == second)
  }

  @Test func `A code is used once, even by the same person`() async throws {
    let place = try TestDoor()
    let codes = try await place.enrol(7, code: "wang")
    let code = codes.present(at: place.clock.now)
    let session = try await place.enter(7)
    #expect(throws: DoorRefusal.wrongCode) {
      try place.door.prove(code, in: session, code: "wang", organisation: 0, address: "192.0.2.1")
    }
    place.clock.pass(seconds: 30)
    _ = try place.door.prove(
      codes.present(at: place.clock.now), in: session, code: "wang", organisation: 0, address: "192.0.2.1")
  }

  @Test func `Wrong password, unknown person and person without a password hear the same`() async throws {
    let place = try TestDoor()
    _ = try await place.enrol(7, code: "wang")
    for person in [7, nil, 8] as [UInt32?] {
      await #expect(throws: DoorRefusal.wrong) { try await place.enter(person, "not the password") }
    }
  }

  /// Method: what is kept of a password names algorithm, version, memory, passes and lanes, which are all of
  /// its cost. Clocks say less on a busy machine.
  @Test func `An unknown person's password is tried at the same cost as a known one's`() async throws {
    let place = try TestDoor()
    _ = try await place.enrol(7, code: "wang")
    let known = try #require(try place.file.credential(of: 7)).password
    func cost(_ kept: String) -> [Substring] { Array(kept.split(separator: "$").prefix(3)) }
    #expect(cost(known).first == "argon2id" && cost(known).count == 3)
    #expect(cost(known) == cost(place.door.nobody))
  }

  @Test func `Failures cost time, doubled each time, and are forgotten`() async throws {
    let place = try TestDoor()
    _ = try await place.enrol(7, code: "wang")
    for _ in 0..<6 {
      await #expect(throws: DoorRefusal.wrong) { try await place.enter(7, "not the password") }
    }
    // The right password waits as well: whoever guesses must not learn by being let in.
    await #expect(throws: DoorRefusal.wait(seconds: 2)) { try await place.enter(7) }
    place.clock.pass(seconds: 2)
    await #expect(throws: DoorRefusal.wrong) { try await place.enter(7, "not the password") }
    await #expect(throws: DoorRefusal.wait(seconds: 4)) { try await place.enter(7, from: "198.51.100.9") }
    place.clock.pass(seconds: 86_401)
    _ = try await place.enter(7)
    #expect(try place.file.lines(of: 7, limit: 1).first?.event == .passwordRight)
    #expect(try place.file.lines(of: 7, limit: 50).contains { $0.event == .throttled })
  }

  @Test func `An address that tries many persons waits, and log-ins that succeed do not count`() async throws
  {
    let place = try TestDoor()
    let codes = try await place.enrol(7, code: "wang")
    for _ in 0..<40 {
      place.clock.pass(seconds: 30)
      let session = try await place.enter(7)
      _ = try place.door.prove(
        codes.present(at: place.clock.now), in: session, code: "wang", organisation: 0, address: "192.0.2.1")
    }
    for number in 0..<31 {
      _ = try? await place.door.enter(
        code: "p\(number)", person: nil, password: "x", address: "192.0.2.1", insteadOf: nil)
    }
    await #expect(throws: DoorRefusal.self) {
      try await place.door.enter(
        code: "other", person: nil, password: "x", address: "192.0.2.1", insteadOf: nil)
    }
    #expect(try place.file.lines(of: nil, limit: 1).first?.event == .throttled)
  }

  @Test func `A one-time code is one person's, holds three days, and works once`() async throws {
    let place = try TestDoor()
    let once = try place.file.makeEnrolment(of: 7, at: place.clock.now, chance: .system)
    func enrol(_ person: UInt32?, _ text: String) async throws -> Session {
      try await place.door.enrol(
        code: "wang", person: person, by: text, passwords: (TestDoor.password, TestDoor.password),
        address: "192.0.2.1", insteadOf: nil)
    }
    await #expect(throws: DoorRefusal.wrongEnrolment) { try await enrol(8, once.description) }
    await #expect(throws: DoorRefusal.wrongEnrolment) { try await enrol(nil, once.description) }
    await #expect(throws: DoorRefusal.wrongEnrolment) { try await enrol(7, "AAAA-AAAA-AAAA-AAAA") }
    let session = try await enrol(7, once.description.lowercased().replacingOccurrences(of: "-", with: " "))
    let codes = try #require(try place.door.codes(in: session))
    #expect(try !place.file.isEnrolled(7))
    _ = try place.door.prove(
      codes.present(at: place.clock.now), in: session, code: "wang", organisation: 0, address: "192.0.2.1")
    #expect(try place.file.isEnrolled(7))
    await #expect(throws: DoorRefusal.wrongEnrolment) { try await enrol(7, once.description) }
    let late = try place.file.makeEnrolment(of: 8, at: place.clock.now, chance: .system)
    place.clock.pass(seconds: 259_201)
    await #expect(throws: DoorRefusal.wrongEnrolment) { try await enrol(8, late.description) }
  }

  @Test(arguments: ["short", "elevenchars", ""])
  func `A password of fewer than twelve characters is not taken`(password: String) async throws {
    let place = try TestDoor()
    let once = try place.file.makeEnrolment(of: 7, at: place.clock.now, chance: .system)
    await #expect(throws: DoorRefusal.unfitPassword) {
      try await place.door.enrol(
        code: "wang", person: 7, by: once.description, passwords: (password, password),
        address: "192.0.2.1", insteadOf: nil)
    }
  }

  @Test func `Who is shut out loses session, token and password`() async throws {
    let place = try TestDoor()
    _ = try await place.enrol(7, code: "wang")
    let now = place.clock.now
    let session = try place.file.begin(
      person: 7, organisation: 0, .open, insteadOf: nil, at: now, chance: .system)
    let token = try place.file.makeToken(
      for: session, name: "a", scope: .act, days: 1, at: now, chance: .system)
    try place.file.shutOut(7)
    #expect(try place.file.session(session.token, at: now) == nil)
    #expect(try place.file.token(token, at: now) == nil)
    #expect(try !place.file.isEnrolled(7))
    #expect(try !place.file.hasCredentials())
  }
}
