/// Numbers by height, then by themselves; the lowest comes first.
struct FloodHeap {
  /// The height, made sortable, above the number.
  private var items: [UInt64] = []

  mutating func push(_ height: Float, _ number: UInt32) {
    items.append(UInt64(Self.order(height)) << 32 | UInt64(number))
    var place = items.count - 1
    let item = items[place]
    while place > 0 {
      let parent = (place - 1) >> 2
      if items[parent] <= item { break }
      items[place] = items[parent]
      place = parent
    }
    items[place] = item
  }

  mutating func pop() -> (height: Float, number: UInt32)? {
    guard let top = items.first, let last = items.popLast() else { return nil }
    if !items.isEmpty { sink(last) }
    return (Self.height(UInt32(top >> 32)), UInt32(truncatingIfNeeded: top))
  }

  /// The height of the first, without taking it.
  var lowest: Float? { items.first.map { Self.height(UInt32($0 >> 32)) } }

  private mutating func sink(_ item: UInt64) {
    items.withUnsafeMutableBufferPointer { items in
      var place = 0
      while true {
        let first = place << 2 + 1
        if first >= items.count { break }
        var least = first
        for child in first..<min(first + 4, items.count) where items[child] < items[least] { least = child }
        if items[least] >= item { break }
        items[place] = items[least]
        place = least
      }
      items[place] = item
    }
  }

  /// Bits that sort as the numbers do; −0 is 0.
  private static func order(_ height: Float) -> UInt32 {
    let bits = (height + 0).bitPattern
    return bits >> 31 == 0 ? bits | 0x8000_0000 : ~bits
  }

  private static func height(_ order: UInt32) -> Float {
    Float(bitPattern: order >> 31 == 0 ? ~order : order & 0x7FFF_FFFF)
  }
}
