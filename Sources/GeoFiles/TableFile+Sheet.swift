internal import CGDAL

extension TableFile {
  /// Reads a sheet of a workbook (XLSX, XLSM, XLS, ODS), cells as Excel shows dates and as it keeps numbers.
  ///
  /// - Parameter sheet: Its name; nil for the first.
  /// - Parameter headerRow: The row, from 1, that names the columns; nil for the first row that has at
  ///   least two filled cells, so that titles above the head are passed over.
  public init(workbook path: String, sheet: String?, headerRow: Int? = nil) throws(GeoFileError) {
    let file = try VectorFile(path)
    let layer = try file.layer(sheet)
    let stream = try file.features(layer: layer.name, wanted: .attributes, in: nil)
    var rows = NumberedRows()
    while let record = try stream.next() {
      let cells = record.attributes.map { $0.text ?? "" }
      if cells.allSatisfy(\.isEmpty) { continue }
      let number = Int(record.id)
      if rows.header != nil {
        rows.body.append(.init(number: number, cells: cells))
      } else if headerRow.map({ $0 <= number }) ?? (cells.count { !$0.isEmpty } > 1 || cells.count == 1) {
        rows.header = cells
      }
    }
    if rows.header == nil && file.layers.count > 1 {
      throw GeoFileError(path, .sheetWithoutTable(layer.name, has: file.layers.map(\.name)))
    }
    try self.init(path, sheet: layer.name, rows, notes: file.notes)
  }

  /// Reads the attributes of a GeoPackage, shapefile, dBASE table or the like; a row is a feature.
  ///
  /// - Parameter layer: Its name; nil for the first.
  public init(attributes path: String, layer: String?) throws(GeoFileError) {
    let file = try VectorFile(path)
    let facts = try file.layer(layer)
    let stream = try file.features(layer: facts.name, wanted: .attributes, in: nil)
    var rows = NumberedRows(header: facts.fields.map(\.name))
    while let record = try stream.next() {
      rows.body.append(.init(number: rows.body.count + 1, cells: record.attributes.map { $0.text ?? "" }))
    }
    if rows.header == [] { rows.header = nil }
    try self.init(path, sheet: facts.name, rows, notes: file.notes)
  }

  /// Reads a table of any of these kinds, told apart by the ending of its name.
  ///
  /// - Parameter sheet: The sheet or layer; nil for the first. Text files have none.
  public init(_ path: String, sheet: String? = nil) throws(GeoFileError) {
    let lower = path.lowercased()
    if [".csv", ".tsv", ".txt"].contains(where: lower.hasSuffix) {
      try self.init(delimited: path)
    } else if [".xlsx", ".xlsm", ".xls", ".ods"].contains(where: lower.hasSuffix) {
      try self.init(workbook: path, sheet: sheet)
    } else {
      try self.init(attributes: path, layer: sheet)
    }
  }
}
