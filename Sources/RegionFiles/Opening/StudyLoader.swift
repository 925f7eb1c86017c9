import Accounts
import Formula
import Foundation
import GeoFiles
import Land
import Law
import Quantities

/// Reads the figures of a study: parameters, constants, tables, and values of zones.
struct StudyLoader {
  let study: Study
  let folder: URL
  let tree: ZoneTree
  let units: UnitSystem

  /// - Parameter layers: Names that tiles bring.
  /// - Throws: What is wrong with the first input at fault: a fault, or all of a table as ``TableFaults``.
  func load(layers: [String]) throws -> StudyData {
    var data = start(layers: layers)
    for input in study.region.inputs where study.needed.contains(input.name) {
      try add(input, to: &data)
    }
    for (name, values) in study.ecosystemTables() { data.tables[name] = values }
    return data
  }

  /// What the pack and its tables bring.
  func start(layers: [String]) -> StudyData {
    let (numbers, tables) = study.packFigures()
    return StudyData(
      tree: tree, numbers: numbers, tables: tables, layers: layers, zoneValues: [:], zoneLevels: [:])
  }

  func add(_ input: RegionInput, to data: inout StudyData) throws {
    switch input.binding {
    case .constant(let quantity): data.numbers[input.name] = study.value(of: quantity, for: input.name)
    case .code(let code): data.numbers[input.name] = study.code(code, of: input.name)
    case .zoneTable(let binding): try add(binding, named: input.name, to: &data)
    case .zoneValues(let values, let level): try add(values, level, of: input, to: &data)
    case .table(let binding): data.tables[input.name] = try table(binding, named: input.name)
    default: break
    }
  }

  /// A column by zone code.
  private func add(_ binding: ZoneTableBinding, named name: String, to data: inout StudyData) throws {
    let table = try TableFile(folder.appendingPathComponent(binding.file).path, sheet: binding.sheet)
    guard table.count > 0 else { throw StudyLoaderError.emptyTable(name: name, file: binding.file) }
    var faults = TableFaults()
    let codes = table.texts(column: binding.zone, noting: &faults)
    let numbers = table.numbers(column: binding.column, noting: &faults)
    var values = [Double](repeating: .nan, count: tree.members.count)
    var given: Set<Int> = []
    var unknown: [String] = []
    for (row, code) in codes.enumerated() {
      guard let member = tree.index(of: code) else {
        unknown.append(code)
        continue
      }
      if !given.insert(member).inserted {
        faults.note(
          StudyLoaderError.repeatedZone(file: binding.file, code: code, row: table.rowNumbers[row]))
      }
      values[member] = study.converted(numbers[row], unit: binding.unit, for: name)
    }
    try faults.end()
    if !given.isEmpty, values.allSatisfy(\.isNaN) {
      throw StudyLoaderError.blankColumn(name: name, file: binding.file, column: binding.column)
    }
    try set(values, level: binding.level, file: binding.file, for: name, in: &data)
    let level = data.zoneLevels[name] ?? ""
    let blank = tree.members(at: level).filter { values[$0].isNaN }.map { tree.members[$0].code }
    data.findings += ZoneRowFindings(name: name, file: binding.file, unknown: unknown, blank: blank).findings
  }

  private func add(
    _ values: [(zone: String, value: Quantity)], _ level: String?, of input: RegionInput,
    to data: inout StudyData
  ) throws {
    var column = [Double](repeating: .nan, count: tree.members.count)
    var faults = TableFaults()
    for (zone, value) in values {
      if let member = tree.index(of: zone) {
        column[member] = study.value(of: value, for: input.name)
      } else {
        faults.note(StudyLoaderError.unknownZone(name: input.name, code: zone))
      }
    }
    try faults.end()
    try set(column, level: level, file: "region.json5", for: input.name, in: &data)
  }

  /// Keeps the values and the level at which they are known: the written one, else that of the first known
  /// value.
  private func set(
    _ values: [Double], level: String?, file: String, for name: String, in data: inout StudyData
  ) throws {
    guard let first = values.firstIndex(where: { !$0.isNaN }) else {
      throw StudyLoaderError.noZone(name: name, file: file)
    }
    if let level, !tree.levels.contains(level) {
      throw StudyLoaderError.unknownLevel(name: name, level: level, has: tree.levels)
    }
    data.zoneValues[name] = values
    data.zoneLevels[name] = level ?? tree.members[first].level
  }

  /// A table that formulas read; a series has its days as key.
  private func table(_ binding: TableBinding, named name: String) throws -> TableData {
    let table = try TableFile(folder.appendingPathComponent(binding.file).path, sheet: binding.sheet)
    guard table.count > 0 else { throw StudyLoaderError.emptyTable(name: name, file: binding.file) }
    let signature = study.vocabulary.tables.first { $0.name == name }
    var columns: [String: [Double]] = [:]
    var keys: [[Double]] = []
    var faults = TableFaults()
    for key in signature?.keys ?? [] { keys.append(self.key(key, binding, table, noting: &faults)) }
    for column in binding.columns where !(signature?.keys.contains { $0.name == column.name } ?? false) {
      let numbers = table.numbers(column: column.column, noting: &faults)
      columns[column.name] = numbers.map {
        study.converted($0, unit: column.unit ?? "1", forColumn: column.name, of: name)
      }
    }
    try faults.end()
    return TableData(keys: keys, columns: columns)
  }

  private func key(
    _ key: TableSignature.Key, _ binding: TableBinding, _ table: TableFile, noting faults: inout TableFaults
  ) -> [Double] {
    let column = binding.columns.first { $0.name == key.name }?.column ?? binding.day ?? key.name
    switch key.kind {
    case .day: return table.days(column: binding.day ?? column, noting: &faults)
    case .number: return table.numbers(column: column, noting: &faults)
    case .code(let list):
      let ids = study.vocabulary.codeLists.first { $0.name == list }?.ids ?? []
      return table.texts(column: column, noting: &faults).enumerated().map { row, code in
        if let place = ids.firstIndex(of: study.id(of: code, in: list)) { return Double(place) }
        faults.note(
          StudyLoaderError.unknownCode(
            file: binding.file, code: code, row: table.rowNumbers[row], has: ids))
        return .nan
      }
    }
  }
}

/// Why the figures of a region cannot be read.
enum StudyLoaderError: Error, CustomStringConvertible {
  case unknownZone(name: String, code: String)
  case repeatedZone(file: String, code: String, row: Int)
  case unknownLevel(name: String, level: String, has: [String])
  case noZone(name: String, file: String)
  /// The zones stand in the table, but nobody has filled the column in.
  case blankColumn(name: String, file: String, column: String)
  case emptyTable(name: String, file: String)
  case unknownCode(file: String, code: String, row: Int, has: [String])

  var description: String {
    switch self {
    case .unknownZone(let name, let code):
      "\(name)：没有代码为 \(code) 的分区 · there is no zone with the code \(code); correct the code"
    case .repeatedZone(let file, let code, let row):
      "\(file) 第 \(row) 行：分区 \(code) 出现两次 · row \(row): zone \(code) stands twice; keep one"
    case .unknownLevel(let name, let level, let has):
      "\(name)：分区没有 \(level) 这一级；有 \(has.joined(separator: " ")) · the zones have no level \(level)"
    case .blankColumn(let name, let file, let column):
      "\(name)：\(file) 的“\(column)”一栏是空的；没有资料就删去这一行，或写 open "
        + "· the column ‘\(column)’ of \(file) is blank; without data leave the entry out, or write open"
    case .noZone(let name, let file):
      "\(name)：\(file) 里没有一个分区代码对得上；请核对代码 · no row of \(file) names a zone of the region; compare the codes"
    case .unknownCode(let file, let code, let row, let has):
      "\(file) 第 \(row) 行：没有代码 \(code)；有 \(has.joined(separator: " ")) · row \(row): there is no code \(code)"
    case .emptyTable(let name, let file):
      "\(name)：\(file) 是空表；请补上数据 · the table is empty; fill it in"
    }
  }
}
