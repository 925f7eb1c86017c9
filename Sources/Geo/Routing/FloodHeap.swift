/// Numbers by height; among equals in no order. What is put in is never lower than what was taken last.
///
/// Each item lies in the bucket of the highest bit in which it differs from the last one taken, and only ever
/// moves to lower buckets.
/// - Source: Ahuja, Mehlhorn, Orlin & Tarjan 1990, Faster algorithms for the shortest path problem, Journal
///   of the ACM 37(2): 213–223 (radix heap).
struct FloodHeap {
  /// The height, made sortable, above the number.
  private var buckets = [[UInt64]](repeating: [], count: 33)
  /// The sortable height that was taken last.
  private var last: UInt32 = 0
  /// A bit for each bucket that holds something.
  private var filled: UInt64 = 0

  mutating func push(_ height: Float, _ number: UInt32) {
    put(UInt64(Self.order(height)) << 32 | UInt64(number))
  }

  mutating func pop() -> (height: Float, number: UInt32)? {
    if filled & 1 == 0 {
      guard filled != 0 else { return nil }
      spread(filled.trailingZeroBitCount)
    }
    guard let item = buckets[0].popLast() else { return nil }
    if buckets[0].isEmpty { filled &= ~1 }
    return (Self.height(UInt32(item >> 32)), UInt32(truncatingIfNeeded: item))
  }

  @inline(__always) private mutating func put(_ item: UInt64) {
    let order = UInt32(item >> 32)
    let bucket = 32 - (order ^ last).leadingZeroBitCount
    buckets[bucket].append(item)
    filled |= 1 << UInt64(bucket)
  }

  /// Takes the least of a bucket as the last, and moves all to where they are then.
  private mutating func spread(_ bucket: Int) {
    var items: [UInt64] = []
    swap(&items, &buckets[bucket])
    filled &= ~(1 << UInt64(bucket))
    var least = UInt64.max
    for item in items { least = min(least, item) }
    last = UInt32(least >> 32)
    for item in items { put(item) }
    items.removeAll(keepingCapacity: true)
    swap(&items, &buckets[bucket])
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
