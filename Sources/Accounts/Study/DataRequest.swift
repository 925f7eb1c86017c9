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
    /// Whether it is a figure that each zone has its own of.
    public let isByZone: Bool
    /// Indicators that need it.
    public let indicators: [Label]
    public let state: State

    /// Whether the region has it.
    public enum State: Hashable, Sendable {
      case wanted, there
      /// The region accounts by an assumption until somebody gives it.
      case assumed(value: String)

      /// What stands in the list.
      public var text: String {
        switch self {
        case .wanted: "待提供"
        case .there: "已有"
        case .assumed(let value): "待提供（现用假设：\(value)）"
        }
      }
    }
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
    for indicator in all where isAsked(indicator) {
      let names = [indicator.physical.name, indicator.value.name] + (indicator.share.map { [$0.name] } ?? [])
      for leaf in askedFor(leaves(of: names)) { users[leaf, default: []].append(indicator.label) }
    }
    return users
  }

  /// What departments can give in place of what they do not keep: a factor that the pack derives is not asked
  /// for, but what it is derived from.
  private func askedFor(_ leaves: Set<String>) -> Set<String> {
    var asked: Set<String> = []
    var seen: Set<String> = []
    var waiting = Array(leaves)
    while let name = waiting.popLast() {
      guard seen.insert(name).inserted else { continue }
      let derivation = method.inputs.first { $0.name == name }?.derivations.first?.name
      if let derivation, !isGiven(name), checked.formula(derivation) != nil {
        waiting += self.leaves(of: [derivation])
      } else {
        asked.insert(name)
      }
    }
    return asked
  }

  private func isGiven(_ name: String) -> Bool {
    guard let binding = region.binding(of: name)?.binding else { return false }
    if case .open = binding { return false }
    return true
  }

  /// Neither left out by the region nor left out by the pack and not asked for.
  private func isAsked(_ indicator: Indicator) -> Bool {
    if indicator.off != nil { return region.included.contains { $0.indicator == indicator.id } }
    return !region.excluded.contains { $0.indicator == indicator.id }
  }

  private func item(_ input: InputDeclaration, _ indicators: [Label]) -> DataRequest.Item {
    var state: DataRequest.Item.State = .wanted
    if let given = region.binding(of: input.name), isGiven(input.name) {
      state = .there
      if let source = given.source, source.standing == .assumption {
        state = .assumed(value: given.binding.words)
      }
    } else if input.name == Self.ecosystem, !region.land.isGrid {
      state = landIsAssumed ? .assumed(value: "土地面积") : .there
    }
    return .init(
      name: input.name, label: input.label, unit: input.unit?.text ?? "", form: form(input),
      isByZone: input.context == .zone && input.unit != nil, indicators: indicators, state: state)
  }

  /// Whether all pieces of land are assumed.
  private var landIsAssumed: Bool {
    switch region.land {
    case .written(let land, _): land.allSatisfy { $0.source.standing == .assumption }
    case .table(let table, _): table.source.standing == .assumption
    case .grid: false
    }
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
