internal import Actions
internal import Journal
internal import Parties
internal import Store

extension Verifier {
  /// What stands beside the journal, which has only a digest of it: who persons are, and the rules' files.
  func compareBeside(_ world: World, with view: any RegistryView) throws -> [String] {
    var faults: [String] = []
    try view.eachRow(of: IdentityRecord.shape.name) { row in
      let record = try IdentityRecord(row: row)
      guard world.directory.party(record.person)?.identity != record.digest(by: hash) else { return }
      faults.append(
        "表 table \(IdentityRecord.shape.name): 人员 person \(record.person)："
          + "与账本所记的摘要不符 not what the journal has the digest of")
    }
    if let founding = world.founding,
      AdoptedFile.digest(of: try AdoptedFile.all(in: view), by: hash) != founding.rules
    {
      faults.append(
        "表 table \(AdoptedFile.shape.name): 所采用的规则与账本所记的摘要不符 "
          + "the rules are not those that the journal has the digest of")
    }
    return faults
  }
}
