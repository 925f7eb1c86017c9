/// Things in their order, the least in front: with a way back for a command that is refused half-way.
///
/// What a command changed is remembered, never a copy of the whole.
public struct OrderedList<Element: Comparable & Sendable>: Sendable {
  /// All of them, the least first.
  public private(set) var elements: [Element] = []
  /// What the running command added or took away.
  private var changes: [(element: Element, isAdded: Bool)] = []

  /// Nothing yet.
  public init() {}

  /// The least one.
  public var first: Element? { elements.first }

  /// Adds one at its place.
  public mutating func add(_ element: Element) {
    elements.insert(element, at: position(of: element))
    changes.append((element, true))
  }

  /// Takes one away; nothing happens when it is not there.
  public mutating func remove(_ element: Element) {
    let position = position(of: element)
    guard position < elements.count, elements[position] == element else { return }
    elements.remove(at: position)
    changes.append((element, false))
  }

  /// Ends a command that happened.
  public mutating func keep() { changes.removeAll(keepingCapacity: true) }

  /// Ends a command that was refused: its changes are taken back, the latest first.
  public mutating func rollBack() {
    for change in changes.reversed() {
      let position = position(of: change.element)
      if change.isAdded {
        elements.remove(at: position)
      } else {
        elements.insert(change.element, at: position)
      }
    }
    keep()
  }

  /// Where one stands, or would stand.
  private func position(of element: Element) -> Int {
    var (low, high) = (0, elements.count)
    while low < high {
      let middle = (low + high) / 2
      if elements[middle] < element { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
