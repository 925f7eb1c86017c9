public import Law

extension AccountSeries {
  /// The series as JSON, for other programs.
  public func json() -> JSONValue {
    .object([
      ("format", .string("shanshui-series/1")), ("accounts", jsonList(titles, \.json)),
      ("priceBase", .number(Double(titles[base].priceYear))), ("covered", numbers(covered)),
      ("indicators", jsonList(rows) { json(of: $0) }),
      (
        "totals",
        .object([
          ("current", numbers(current)), ("constant", numbers(constant)),
          ("currentByHectare", numbers(currentByHectare)),
        ])
      ),
      ("steps", jsonList(steps) { $0.json() }),
    ])
  }

  private func json(of row: Row) -> JSONValue {
    .object([
      ("indicator", .string(row.indicator)), ("label", jsonLabel(row.zh, row.en)),
      ("unit", .string(row.unit)),
      ("physical", numbers(row.physical)), ("current", numbers(row.current)),
      ("constant", numbers(row.constant)), ("change", whole(row.indicator)?.json ?? .null),
    ])
  }

  private func numbers(_ list: [Double?]) -> JSONValue {
    .array(list.map { $0.map { .measured($0) } ?? .null })
  }
}
