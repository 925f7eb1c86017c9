internal import Actions
internal import Foundation
public import Journal
internal import Law

extension Desk {
  /// Makes a new registry with a chain of its own out of records of the past. Everything in it that a record
  /// tells is marked `imported`, with the digest of the file, the sheet and the row.
  ///
  /// - Parameters:
  ///   - path: The mapping, a JSON5 file.
  ///   - folder: Where the files are that the mapping names.
  ///   - founding: Who keeps the registry, and by which rules; the mapping is added to its files.
  /// - Returns: What the registry has beside what the records say.
  /// - Throws: What is wrong with the mapping or the files, before anything is made; or why the load broke
  ///   off, and then nothing of it is left.
  public static func load(
    mapping path: String, data folder: String, founding: (LoadMapping) throws -> FoundingPlan,
    at place: RegistryPlace, chance: inout Chance, clock: @escaping @Sendable () -> Moment
  ) throws -> Reconciliation {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DeskRefusal(zh: "读不到装入方案 \(path)", en: "the mapping \(path) cannot be read")
    }
    let (mapping, problems) = LoadMapping.read(String(decoding: data, as: UTF8.self), file: path)
    guard let mapping else {
      let lines = problems.map { "\($0)" }.joined(separator: "\n")
      throw DeskRefusal(zh: "装入方案有误：\n\(lines)", en: "the mapping is wrong")
    }
    let reading = try RecordReading(mapping, in: folder)
    let plan = try founding(mapping)
    let kept = AdoptedFile(name: "imported/\(mapping.id).json5", content: Array(data))
    let whole = FoundingPlan(
      title: plan.title, registrar: plan.registrar, authority: plan.authority, files: plan.files + [kept])
    var reconciliation: Reconciliation?
    try found(whole, at: place, chance: &chance, clock: clock) { desk, chance in
      let owner = try desk.read { try $0.party(plan.registrar.organisation) }
      var loading = RecordLoading(reading, into: desk, owner: owner, chance: chance)
      try loading.run()
      reconciliation = loading.found
    }
    guard let reconciliation else { throw DeskRefusal(zh: "没有装入任何记录", en: "nothing was loaded") }
    return reconciliation
  }
}
