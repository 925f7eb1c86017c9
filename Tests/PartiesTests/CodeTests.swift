import Parties
import Quantities
import Testing

/// Goal: check characters follow the formulas of GB 32100-2015, GB 11714-1997 and GB 11643-1999, and no
/// single slip passes. Method: codes in common use, whose check characters a program of its own, apart from
/// this one, worked out from the formulas. The texts of the three standards were not at hand: that some of
/// the codes are their printed examples was not looked up.
@Suite struct CodeTests {
  @Test(arguments: [
    "91350100M000100Y43", "91330100799655058B", "9144030071526726XG", "914403001922038216",
    "91100000100003962T", "91110000600037341L",
  ])
  func `Unified codes in use check, and none of their slips does`(text: String) throws {
    #expect(try UnifiedCode(text).description == text)
    #expect(try UnifiedCode(text.lowercased()).description == text)
    let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    for place in 0..<18 {
      for other in alphabet where other != Array(text)[place] {
        var slip = Array(text)
        slip[place] = other
        #expect(throws: UnifiedCode.Fault.self) { try UnifiedCode(String(slip)) }
      }
    }
  }

  @Test func `A unified code tells where it was given, and the organisation code inside`() throws {
    let code = try UnifiedCode("91350100M000100Y43")
    #expect(code.division == "350100" && code.organisationCode == "M000100Y4")
  }

  @Test func `Faults of unified codes are told in the order of the checks`() {
    let wanted: [(String, UnifiedCode.Fault)] = [
      ("", .length), ("91350100M000100Y4", .length), ("91350100M000100Y4Z", .character(18)),
      ("91350100O000100Y43", .character(9)), ("9135010AM000100Y43", .character(8)),
      ("91350100M000100Y53", .organisationCheck), ("91350100M000100Y44", .check),
      ("９1350100M000100Y43", .length),
    ]
    for (text, fault) in wanted {
      #expect(throws: fault) { try UnifiedCode(text) }
    }
  }

  @Test func `The check character of an organisation code may be X`() {
    #expect(OrganisationCode.check(of: Array("D2143569".utf8)[...]) == UInt8(ascii: "X"))
    #expect(OrganisationCode.check(of: Array("D214356".utf8)[...]) == nil)
    #expect(OrganisationCode.check(of: Array("d2143569".utf8)[...]) == nil)
  }

  @Test(arguments: [("11010519491231002X", "1949-12-31"), ("440524188001010014", "1880-01-01")])
  func `Well-known identity numbers check, and none of their slips does`(text: String, birth: String) throws {
    #expect(try CitizenNumber(text).birth == Day(parsing: birth))
    #expect(try CitizenNumber(text.lowercased()).text == text)
    for place in 0..<18 {
      for other in Array("0123456789X") where other != Array(text)[place] {
        var slip = Array(text)
        slip[place] = other
        #expect(throws: CitizenNumber.Fault.self) { try CitizenNumber(String(slip)) }
      }
    }
  }

  @Test func `Faults of identity numbers are told in the order of the checks`() {
    let wanted: [(String, CitizenNumber.Fault)] = [
      ("1101051949123100", .length), ("1101051949123100AX", .character(17)),
      ("11010519491231002Y", .character(18)),
      ("11010519490230002X", .birth), ("110105194912310021", .check),
    ]
    for (text, fault) in wanted {
      #expect(throws: fault) { try CitizenNumber(text) }
    }
  }

  @Test func `A role is a code of small letters`() {
    #expect(Role("settlement-bank") == .settlementBank)
    for text in ["", "Registrar", "1st", "a b", String(repeating: "a", count: 33), "登记"] {
      #expect(Role(text) == nil)
    }
    #expect(Set(Role.known).count == Role.known.count)
  }
}
