import Formula
import Foundation
import Law
import Testing

/// Goal: every pack of the checkout loads without a problem, and its document's figures come out.
@Suite struct EveryPackTests {
  static let home = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let folders = (try? FileManager.default.contentsOfDirectory(atPath: methods.path))?.sorted() ?? []
  static let methods = home.appendingPathComponent("Packs/methods")

  let units: UnitSystem
  init() throws {
    units = try UnitSystem(definitions: Self.home.appendingPathComponent("Packs/units.xml").path)
  }

  /// The texts of a pack's folder, named as people know them.
  private func files(of folder: String) throws -> [(name: String, text: String)] {
    let directory = Self.methods.appendingPathComponent(folder)
    return try FileManager.default.contentsOfDirectory(atPath: directory.path).filter {
      $0.hasSuffix(".json5")
    }
    .map { name in
      let bytes = try Data(contentsOf: directory.appendingPathComponent(name))
      let text = try #require(String(data: bytes, encoding: .utf8), "\(folder)/\(name) is not UTF-8")
      return ("\(folder)/\(name)", text)
    }
  }

  private func allPacks() throws -> [Pack] {
    try Self.folders.compactMap { PackReader.read(files: try files(of: $0), units: units).pack }
  }

  @Test func `There are packs to load`() {
    #expect(!Self.folders.isEmpty, "no folder in \(Self.methods.path)")
  }

  @Test(arguments: folders)
  func `A pack loads without a problem and carries the name of its folder`(folder: String) throws {
    let read = PackReader.read(files: try files(of: folder), units: units)
    #expect(read.problems.isEmpty, "\(told(read.problems))")
    let pack = try #require(read.pack)
    #expect(pack.id == folder)
    let joined = MethodPack.join(try allPacks(), root: pack.id, units: units)
    #expect(joined.problems.isEmpty, "\(told(joined.problems))")
    #expect(joined.pack != nil)
  }

  @Test(arguments: folders)
  func `All worked cases of a pack pass`(folder: String) throws {
    let method = try #require(MethodPack.join(try allPacks(), root: folder, units: units).pack)
    for result in method.runCases(units: units) where result.outcome == .failed {
      Issue.record("\(PackReport.describe(result, .en).joined(separator: "\n"))")
    }
  }

  /// A code without a row would be land of which every figure is missing.
  @Test func `Every code of a classification of land has its ecosystem, once`() throws {
    let method = try #require(MethodPack.join(try allPacks(), root: "land", units: units).pack)
    let tables = method.packs.flatMap(\.tables).filter { $0.name.hasSuffix("Crosswalk") }
    #expect(tables.count == 7)
    for table in tables {
      guard case .rows(let shape, let rows) = table.body, case .code(let list) = shape.keys[0].kind else {
        Issue.record("\(table.name) has no code as its key")
        continue
      }
      let codes = try #require(method.names.codeSets[list.name]).values.map { TableRow.KeyValue.code($0.id) }
      #expect(codes.count == Set(codes).count)
      #expect(rows.map { $0.keys[0] } == codes, "\(table.name)")
    }
  }

  @Test(arguments: folders)
  func `Every unit of a pack prints and reads back as itself`(folder: String) throws {
    let method = try #require(MethodPack.join(try allPacks(), root: folder, units: units).pack)
    for unit in Self.units(of: method) {
      let back = try units.parse(units.format(unit))
      #expect(back.text == unit.text && units.same(back, unit), "\(unit.text)")
    }
  }

  private func told(_ problems: [Problem]) -> String {
    problems.map(\.description).joined(separator: "\n")
  }

  /// All units that a pack writes or that its formulas come to.
  private static func units(of method: MethodPack) -> Set<MeasureUnit> {
    let pack = method.pack
    var units = pack.parameters.map(\.unit) + pack.indicators.map(\.unit)
    for table in pack.tables { if case .rows(let shape, _) = table.body { units += Self.units(of: shape) } }
    for input in pack.inputs {
      if let unit = input.unit { units.append(unit) }
      if case .table(let shape) = input.kind { units += Self.units(of: shape) }
    }
    for formula in pack.formulas {
      guard let checked = method.checked.formula(formula.name) else { continue }
      units += [checked.unit, checked.derivedUnit].compactMap { $0 }
    }
    return Set(units)
  }

  private static func units(of shape: TableShape) -> [MeasureUnit] {
    let columns = shape.columns.compactMap { column -> MeasureUnit? in
      if case .quantity(let unit, _) = column.kind { unit } else { nil }
    }
    return columns + (shape.interval.map { [$0.unit] } ?? [])
  }
}
