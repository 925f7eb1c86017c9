/// Memory that a reader fills again and again; it grows to the largest window asked for.
final class ScratchMemory {
  private var memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)

  deinit { memory.deallocate() }

  /// At least so many bytes, aligned for vectors; what stood there before is lost.
  func bytes(_ count: Int) -> UnsafeMutableRawPointer {
    if memory.count < count {
      memory.deallocate()
      memory = .allocate(byteCount: count, alignment: 64)
    }
    guard let start = memory.baseAddress else { preconditionFailure("A window has cells.") }
    return start
  }
}
