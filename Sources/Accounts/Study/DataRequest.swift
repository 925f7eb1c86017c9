import Formula
public import Law

/// What to ask one department for (资料清单).
public struct DataRequest: Sendable {
  /// One thing to ask for.
  public struct Item: Sendable {
    public let name: String
    public let label: Label
    /// Its unit; empty for classes and tables.
    public let unit: String
    /// In which form it is wanted: a map, a number for each zone, a table.
    public let form: Label
    /// Indicators that need it.
    public let indicators: [Label]
    /// Whether the region has it already.
    public let isThere: Bool
  }

  public let department: Label
  public let items: [Item]
}

extension Study {
  /// The inputs of all indicators of the pack, under the region's choices, by department; those that name
  /// none come last.
  public func dataRequests() -> [DataRequest] {
    let users = usersOfInputs()
    var departments: [Label] = []
    var items: [Label: [DataRequest.Item]] = [:]
    for input in method.inputs {
      guard let indicators = users[input.name] else { continue }
      let department = input.department ?? Label(zh: "有关部门", en: "Any department")
      if items[department] == nil { departments.append(department) }
      items[department, default: []].append(item(input, indicators))
    }
    return departments.map { DataRequest(department: $0, items: items[$0] ?? []) }
  }

  private func usersOfInputs() -> [String: [Label]] {
    var users: [String: [Label]] = [:]
    let all = indicators + gaps.map(\.indicator)
    for indicator in all where !region.excluded.contains(where: { $0.indicator == indicator.id }) {
      let names = [indicator.physical.name, indicator.value.name] + (indicator.share.map { [$0.name] } ?? [])
      for leaf in leaves(of: names) { users[leaf, default: []].append(indicator.label) }
    }
    return users
  }

  private func item(_ input: InputDeclaration, _ indicators: [Label]) -> DataRequest.Item {
    var isThere = input.name == Self.ecosystem && !region.land.isGrid
    if let binding = region.binding(of: input.name)?.binding {
      if case .open = binding {} else { isThere = true }
    }
    return .init(
      name: input.name, label: input.label, unit: input.unit?.text ?? "", form: form(input),
      indicators: indicators,
      isThere: isThere)
  }

  private func form(_ input: InputDeclaration) -> Label {
    switch (input.kind, input.context) {
    case (.table(let shape), _):
      let columns = (shape.keys.map(\.name) + shape.columns.map(\.name)).joined(separator: " ")
      return Label(zh: "表：\(columns)", en: "table: \(columns)")
    case (.code, _): return Label(zh: "分类图，附类别代码表", en: "map of classes with its code list")
    case (_, .cell): return Label(zh: "栅格图，或一个数", en: "raster, or one number")
    case (_, .zone): return Label(zh: "按分区的统计表", en: "a figure for each zone")
    case (_, .region): return Label(zh: "一个数", en: "one number")
    }
  }
}
