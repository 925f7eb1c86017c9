import Journal

extension Book {
  /// What does not hold of the laws of docs/ledger.md, in words; empty when all is well.
  ///
  /// Walks over the whole book: for tests, `verify` and the simulator, not for each command.
  public func brokenLaws() -> [String] {
    brokenTotals() + brokenBalances() + brokenSecurities() + brokenLiens() + brokenQueues() + brokenSpans()
  }

  /// Laws 1 and 2: nothing appears or vanishes.
  private func brokenTotals() -> [String] {
    var live: [LotID: Int128] = [:]
    var dead: [LotID: [Int128]] = [:]
    for holding in holdings.unordered {
      live[holding.key.lot, default: 0] += holding.live
      var sums = dead[holding.key.lot] ?? [0, 0, 0]
      for (index, state) in LotState.dead.enumerated() { sums[index] += Int128(holding[state]) }
      dead[holding.key.lot] = sums
    }
    var broken: [String] = []
    for lot in lots.unordered {
      if lot.totals.live != live[lot.id] ?? 0 {
        broken.append("lot \(lot.id): \(lot.totals.live) must be live, \(live[lot.id] ?? 0) are")
      }
      let totals = [lot.totals.retired, lot.totals.expired, lot.totals.cancelled].map { Int128($0) }
      if totals != dead[lot.id] ?? [0, 0, 0] {
        broken.append("lot \(lot.id): what ended is not what accounts gave up")
      }
      if !lot.totals.isCountable { broken.append("lot \(lot.id): a total is below zero") }
    }
    let strays = live.keys.filter { lots[$0] == nil }.sorted()
    return broken.sorted() + strays.map { "lot \($0) is held and does not exist" }
  }

  /// Law 3: nothing is below what it may be.
  private func brokenBalances() -> [String] {
    var broken: [String] = []
    for holding in holdings.unordered {
      let (account, lot) = (holding.key.account, holding.key.lot)
      for state in LotState.live + LotState.dead where state != .available && holding[state] < 0 {
        broken.append("account \(account), lot \(lot): \(state) is below zero")
      }
      if holding.available < min(0, brief(lot)?.floor ?? 0) {
        broken.append("account \(account), lot \(lot): available is below the floor of the unit")
      }
      if holding.gross > Int128(Int64.max) { broken.append("account \(account), lot \(lot): not countable") }
      if accounts[account]?.status == .closed, !holding.isEmpty {
        broken.append("account \(account) is closed and has units of lot \(lot)")
      }
    }
    return broken.sorted()
  }

  /// Law 4: what is set aside is set aside for something.
  private func brokenSecurities() -> [String] {
    var expected: [HoldingKey: [LotState: Int128]] = [:]
    func add(_ account: AccountID, _ lot: LotID, _ state: LotState, _ quantity: Int64) {
      expected[HoldingKey(account, lot), default: [:]][state, default: 0] += Int128(quantity)
    }
    var legCounts: [HoldID: Int] = [:]
    for leg in holdLegs.unordered {
      add(leg.account, leg.lot, .held, leg.quantity)
      legCounts[leg.key.hold, default: 0] += 1
    }
    var fromPledges: [PledgeID: Int128] = [:]
    for pledge in pledges.unordered { add(pledge.account, pledge.lot, .pledged, pledge.quantity) }
    for freeze in freezes.unordered {
      add(freeze.account, freeze.lot, .frozen, freeze.quantity)
      if pledges[freeze.pledge] != nil { fromPledges[freeze.pledge, default: 0] += Int128(freeze.quantity) }
    }
    for lease in leases.unordered { add(lease.account, lease.lot, .leased, lease.quantity) }
    var broken: [String] = []
    for holding in holdings.unordered {
      let right = expected.removeValue(forKey: holding.key) ?? [:]
      for state in [LotState.held, .pledged, .frozen, .leased]
      where Int128(holding[state]) != right[state] ?? 0 {
        broken.append("account \(holding.key.account), lot \(holding.key.lot): \(state) for nothing")
      }
    }
    for hold in holds.unordered where legCounts.removeValue(forKey: hold.id) != Int(hold.count) {
      broken.append("hold \(hold.id) lacks legs")
    }
    for pledge in pledges.unordered {
      if Int128(pledge.frozen) != fromPledges[pledge.id] ?? 0 { broken.append("pledge \(pledge.id): frozen") }
      if liens(of: pledge).isEmpty { broken.append("pledge \(pledge.id) secures nothing") }
    }
    if !expected.isEmpty || !legCounts.isEmpty { broken.append("something is set aside nowhere") }
    return broken.sorted()
  }

  /// Liens are on open pledges, and numbers of what is open were given.
  private func brokenLiens() -> [String] {
    var broken: [String] = []
    for lien in liens.unordered {
      let ranks = pledges[lien.key.pledge]?.ranks ?? 0
      if lien.key.rank < 1 || lien.key.rank > ranks || lien.quantity <= 0 {
        broken.append("pledge \(lien.key.pledge): a lien of rank \(lien.key.rank) is on nothing")
      }
    }
    let greatest: [(Numbering.Kind, UInt32?)] = [
      (.hold, holds.unordered.map(\.id.number).max()), (.pledge, pledges.unordered.map(\.id.number).max()),
      (.freeze, freezes.unordered.map(\.id.number).max()),
      (.freeze, freezeWaits.unordered.map(\.key.freeze.number).max()),
      (.lease, leases.unordered.map(\.id.number).max()), (.claim, claims.unordered.map(\.id.number).max()),
    ]
    for (kind, number) in greatest where number ?? 0 > last(kind) {
      broken.append("\(kind) \(number ?? 0) was never given")
    }
    return broken.sorted()
  }

  /// Law 8: what waits, waits for what a freeze in effect has; one freeze has one order and one end.
  private func brokenQueues() -> [String] {
    var broken: [String] = []
    for wait in freezeWaits.unordered {
      let (id, behind) = (wait.key.freeze, freezes[wait.key.behind])
      if behind == nil || behind?.account != wait.account || behind?.lot != wait.lot || id <= wait.key.behind
      {
        broken.append("freeze \(id) waits behind nothing of its own")
      }
      if wait.quantity <= 0 || wait.quantity > behind?.quantity ?? 0 {
        broken.append("freeze \(id) waits for more than there is")
      }
      let inEffect = freezes[id].map { ($0.order, $0.court, $0.until, $0.account, $0.lot) }
      let same = (wait.order, wait.court, wait.until, wait.account, wait.lot)
      if let inEffect, inEffect != same { broken.append("freeze \(id) has two orders") }
      if waits(of: id).contains(where: { ($0.order, $0.court, $0.until) != (same.0, same.1, same.2) }) {
        broken.append("freeze \(id) waits under two orders")
      }
    }
    return broken.sorted()
  }

  /// Law 5: serials are a partition, and agree with the holdings.
  private func brokenSpans() -> [String] {
    var sums: [HoldingKey: [LotState: Int128]] = [:]
    var tags: [SpanIndex.Owner: Int128] = [:]
    var byLot: [LotID: [Span]] = [:]
    for span in spans.unordered {
      sums[HoldingKey(span.place.account, span.key.lot), default: [:]][span.place.state, default: 0] +=
        Int128(span.length)
      tags[SpanIndex.Owner(lot: span.key.lot, place: span.place), default: 0] += Int128(span.length)
      byLot[span.key.lot, default: []].append(span)
    }
    var broken: [String] = []
    for lot in lots.unordered where brief(lot.id)?.isSerialised == true {
      if !isPartition(byLot[lot.id] ?? [], of: lot.totals.created) {
        broken.append("lot \(lot.id): serials overlap, or lack, or two spans are one")
      }
    }
    for holding in holdings.unordered where brief(holding.key.lot)?.isSerialised == true {
      for state in LotState.live + LotState.dead
      where Int128(holding[state]) != sums[holding.key]?[state] ?? 0 {
        broken.append("account \(holding.key.account), lot \(holding.key.lot): serials in \(state)")
      }
    }
    return (broken + brokenTags(tags)).sorted()
  }

  private func isPartition(_ spans: [Span], of created: Int64) -> Bool {
    var (last, place): (Int64, Place?) = (0, nil)
    for span in spans.sorted(by: { $0.first < $1.first }) {
      guard span.first - 1 == last, span.place != place else { return false }
      (last, place) = (span.last, span.place)
    }
    return last == created
  }

  private func brokenTags(_ tags: [SpanIndex.Owner: Int128]) -> [String] {
    var expected: [SpanIndex.Owner: Int128] = [:]
    func add(_ lot: LotID, _ place: Place, _ quantity: Int64) {
      guard quantity > 0, brief(lot)?.isSerialised == true else { return }
      expected[SpanIndex.Owner(lot: lot, place: place), default: 0] += Int128(quantity)
    }
    for leg in holdLegs.unordered { add(leg.lot, leg.place, leg.quantity) }
    for pledge in pledges.unordered { add(pledge.lot, pledge.place, pledge.quantity) }
    for freeze in freezes.unordered { add(freeze.lot, freeze.place, freeze.quantity) }
    for lease in leases.unordered { add(lease.lot, lease.place, lease.quantity) }
    return tags.filter { $0.key.place.tag != 0 } == expected
      ? [] : ["serials are set aside for something else"]
  }
}
