import Journal
import Law
import RegistryDesk
import Seals
import Store

/// Loads a mapping into a new registry by the plain rules.
func load(_ mapping: String, data: String, at place: RegistryPlace, seed: UInt64 = 5) throws -> Reconciliation
{
  var chance = Chance(seed: seed)
  return try Desk.load(
    mapping: mapping, data: data,
    founding: { mapping in
      FoundingPlan(
        title: mapping.title.en, registrar: try .init("clerk@office"), authority: try .init("head@bureau"),
        files: try AdoptedRules.files(in: RealData.checkout + "/Packs/registry/plain", calendar: nil))
    }, at: place, chance: &chance, clock: { Moment(milliseconds: 1_780_000_000_000) })
}

/// What `shanshui verify` finds wrong with a registry.
func faults(at place: RegistryPlace) throws -> [String] {
  let reader = try place.reader(hash: .sm3)
  defer { reader.close() }
  return try reader.snapshot { try Verifier().examine($0) }.faults
}

/// All entries of a registry's journal.
func entries(at place: RegistryPlace) throws -> [Entry] {
  let reader = try place.reader(hash: .sm3)
  defer { reader.close() }
  var entries: [Entry] = []
  try reader.snapshot { view in
    try view.eachBlock(from: 1) { block in
      entries += try block.entries.map { try Entry($0[...]) }
      return true
    }
  }
  return entries
}
