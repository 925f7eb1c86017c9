import Journal
import Quantities

extension UnitRules {
  func write(to writer: inout ByteWriter) {
    writer.text(code)
    writer.text(symbol)
    writer.integer(decimals)
    writer.integer(step)
    writer.integer(floor)
    writer.flag(isSerialised)
    writer.flag(isTransferable)
    writer.flag(needsReference)
    writer.integer(states.rawValue)
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(
      code: try reader.text(), symbol: try reader.text(), decimals: try reader.integer(),
      step: try reader.integer(), floor: try reader.integer(), isSerialised: try reader.flag(),
      isTransferable: try reader.flag(), needsReference: try reader.flag(),
      states: LotStates(rawValue: try reader.integer()))
  }
}

extension LotTerms {
  func write(to writer: inout ByteWriter) {
    writer.text(code)
    writer.id(unit)
    writer.text(assetClass)
    writer.text(project)
    writer.text(place)
    writer.optional(vintage) { writer, vintage in
      writer.day(vintage.from)
      writer.day(vintage.to)
    }
    writer.list(attributes) { writer, attribute in
      writer.text(attribute.key)
      writer.text(attribute.value)
    }
    writer.optional(expiry) { $0.day($1) }
    writer.digest(evidence)
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(
      code: try reader.text(), unit: try reader.id(), assetClass: try reader.text(),
      project: try reader.text(), place: try reader.text(),
      vintage: try reader.flag() ? Vintage(from: try reader.day(), to: try reader.day()) : nil,
      attributes: try reader.list { (reader: inout ByteReader) throws(MalformedBytes) in
        Attribute(try reader.text(), try reader.text())
      }, expiry: try reader.flag() ? try reader.day() : nil, evidence: try reader.digest())
  }
}

extension ClaimTerms {
  func write(to writer: inout ByteWriter) {
    writer.digest(place)
    for edge in [box.west, box.south, box.east, box.north] { writer.integer(edge) }
    writer.text(benefit)
    writer.list(conflicts) { $0.text($1) }
    writer.day(from)
    writer.day(to)
    writer.integer(stated)
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(
      place: try reader.digest(),
      box: Box(
        west: try reader.integer(), south: try reader.integer(), east: try reader.integer(),
        north: try reader.integer()), benefit: try reader.text(), conflicts: try reader.texts(),
      from: try reader.day(), to: try reader.day(), stated: try reader.integer())
  }
}

extension Account {
  func write(to writer: inout ByteWriter) {
    writer.id(id)
    writer.text(code)
    writer.integer(owner)
    writer.integer(kind.rawValue)
    writer.integer(status.rawValue)
    writer.moment(opened)
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(
      id: try reader.id(), code: try reader.text(), owner: try reader.integer(), kind: try reader.known(),
      status: try reader.known(), opened: try reader.moment())
  }
}

extension Hold {
  func write(to writer: inout ByteWriter, _ legs: [HoldLeg]) {
    writer.id(id)
    writer.moment(deadline)
    writer.list(legs) { writer, leg in
      writer.id(leg.account)
      writer.id(leg.lot)
      writer.integer(leg.quantity)
      writer.id(leg.beneficiary)
    }
  }

  static func read(from reader: inout ByteReader) throws(MalformedBytes) -> (Hold, [HoldLeg]) {
    let (id, deadline): (HoldID, Moment) = (try reader.id(), try reader.moment())
    let start = reader.offset
    let terms = try reader.list { (reader: inout ByteReader) throws(MalformedBytes) in
      HoldTerms(
        account: try reader.id(), lot: try reader.id(), quantity: try reader.integer(),
        beneficiary: try reader.id())
    }
    guard (1...256).contains(terms.count) else {
      throw MalformedBytes(offset: start, fault: .contradictory)
    }
    let legs = terms.enumerated().map { index, leg in
      HoldLeg(
        key: HoldLeg.Key(id, UInt16(index)), account: leg.account, lot: leg.lot, quantity: leg.quantity,
        beneficiary: leg.beneficiary)
    }
    return (Hold(id: id, deadline: deadline, count: UInt16(legs.count)), legs)
  }
}

extension Pledge {
  func write(to writer: inout ByteWriter) {
    writer.id(id)
    writer.id(account)
    writer.id(lot)
    writer.integer(quantity)
    writer.integer(frozen)
    writer.integer(ranks)
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(
      id: try reader.id(), account: try reader.id(), lot: try reader.id(), quantity: try reader.integer(),
      frozen: try reader.integer(), ranks: try reader.integer())
  }
}

extension Freeze {
  func write(to writer: inout ByteWriter) {
    writer.id(id)
    writer.id(account)
    writer.id(lot)
    writer.integer(quantity)
    writer.id(pledge)
    writer.text(order)
    writer.text(court)
    writer.optional(until) { $0.moment($1) }
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(
      id: try reader.id(), account: try reader.id(), lot: try reader.id(), quantity: try reader.integer(),
      pledge: try reader.id(), order: try reader.text(), court: try reader.text(),
      until: try reader.optionalMoment())
  }
}

extension FreezeWait {
  func write(to writer: inout ByteWriter) {
    writer.id(key.freeze)
    writer.id(key.behind)
    writer.id(account)
    writer.id(lot)
    writer.integer(quantity)
    writer.text(order)
    writer.text(court)
    writer.optional(until) { $0.moment($1) }
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(
      key: Key(try reader.id(), behind: try reader.id()), account: try reader.id(), lot: try reader.id(),
      quantity: try reader.integer(), order: try reader.text(), court: try reader.text(),
      until: try reader.optionalMoment())
  }
}

extension Lease {
  func write(to writer: inout ByteWriter) {
    writer.id(id)
    writer.id(account)
    writer.id(lot)
    writer.integer(quantity)
    writer.id(lessee)
    writer.moment(until)
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(
      id: try reader.id(), account: try reader.id(), lot: try reader.id(), quantity: try reader.integer(),
      lessee: try reader.id(), until: try reader.moment())
  }
}
