import Journal

/// What ends by time. The raw values give the order at one moment.
enum TimedKind: UInt8, Sendable {
  case hold = 0
  case freeze = 1
  case lease = 2
}

/// The end of a hold, freeze or lease.
struct Deadline: Hashable, Sendable, Comparable {
  let moment: Moment
  let kind: TimedKind
  let number: UInt32

  static func < (left: Self, right: Self) -> Bool {
    (left.moment, left.kind.rawValue, left.number) < (right.moment, right.kind.rawValue, right.number)
  }
}

/// Deadlines, the earliest first. What was settled, prolonged or refused meanwhile stays in the heap
/// until its turn comes: whoever takes a deadline asks whether it still holds.
struct DeadlineQueue: Sendable {
  private var heap: [Deadline] = []
  /// Taken by the running command.
  private var taken: [Deadline] = []

  var count: Int { heap.count }
  var first: Deadline? { heap.first }

  mutating func insert(_ deadline: Deadline) {
    heap.append(deadline)
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Throws away the earliest, which holds no more.
  mutating func drop() {
    guard let last = heap.popLast(), !heap.isEmpty else { return }
    heap[0] = last
    var parent = 0
    while 2 * parent + 1 < heap.count {
      var child = 2 * parent + 1
      if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
      guard heap[child] < heap[parent] else { return }
      heap.swapAt(child, parent)
      parent = child
    }
  }

  /// Takes the earliest out; it comes back if the command is refused.
  mutating func take() {
    if let first { taken.append(first) }
    drop()
  }

  mutating func keep() { taken.removeAll(keepingCapacity: true) }

  mutating func rollBack() {
    for deadline in taken { insert(deadline) }
    keep()
  }

  /// Begins anew with what holds.
  mutating func replace(by deadlines: [Deadline]) { heap = deadlines.sorted() }
}
