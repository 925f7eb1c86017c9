import Journal
import Ledger
import Quantities
import Testing

/// Goal: no place, benefit and period is claimed twice behind anybody's back.
/// Method: random claims of all sizes; the index is compared with a plain walk over all claims.
@Suite struct ClaimTests {
  private func box(_ random: inout SplitMix) -> Box {
    let width = Int64(1) << Int64(random.below(32))
    func side(_ limit: Int64) -> (Int64, Int64) {
      let low = Int64(random.next() % UInt64(2 * limit)) - limit
      return (low, min(limit, low + Int64(random.next() % UInt64(width))))
    }
    let near = random.chance(50) ? Int64(5_000_000) : 1_800_000_000
    let ((west, east), (south, north)) = (side(near), side(min(near, 900_000_000)))
    return Box(west: west, south: south, east: east, north: north)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `A claim is stale exactly when a newer one is related`(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    var desk = try Desk.opened()
    var open: [Claim] = []
    var stale = 0
    for _ in 0..<1500 {
      if random.chance(10), let claim = open.randomElement(using: &random) {
        try desk.must(.withdraw(claim: claim.id, reason: "撤回"))
        open.removeAll { $0.id == claim.id }
      }
      let terms = ClaimTerms(
        place: .none, box: box(&random), benefit: random.one(of: ["carbon", "water"]),
        conflicts: random.chance(20) ? ["carbon", "water"] : [], from: try Day(number: random.below(900)),
        to: try Day(number: 900 + random.below(100)),
        stated: desk.sequence - min(desk.sequence, UInt64(random.below(40))))
      let newer = open.last { $0.sequence > terms.stated && $0.terms.isRelated(to: terms) }
      let refusal = desk.refusal([.claim(terms)])
      if let newer {
        stale += 1
        #expect(refusal?.figures == [Int64(newer.id.number), Int64(newer.sequence)])
      } else {
        #expect(refusal == nil)
        open += desk.book.claims[ClaimID(desk.book.last(.claim))].map { [$0] } ?? []
      }
    }
    #expect(stale > 100 && open.count > 300)
  }

  @Test func `Boxes that only touch at a corner touch`() {
    let box = Box(west: 0, south: 0, east: 10, north: 10)
    #expect(box.touches(Box(west: 10, south: 10, east: 20, north: 20)))
    #expect(!box.touches(Box(west: 11, south: 0, east: 20, north: 20)))
    #expect(!Box(west: 1, south: 0, east: 0, north: 0).isProper)
    #expect(!Box(west: .min, south: 0, east: .max, north: 0).isProper)
  }
}
