public import Journal

/// A fast digest for simulations: four lanes of multiplied words. It finds every fault that chance makes, and
/// no forger; the journal of a real registry is hashed with SM3.
public enum QuickHash {
  /// The function, for a chain.
  public static let function = HashFunction(name: "quick") { digest($0) }

  private static func digest(_ bytes: UnsafeRawBufferPointer) -> Digest {
    var lanes: (UInt64, UInt64, UInt64, UInt64) = (
      0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, UInt64(bytes.count)
    )
    var offset = 0
    while offset + 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      lanes = absorb(word, lanes)
      offset += 8
    }
    var rest: UInt64 = 0
    for place in offset..<bytes.count { rest = rest << 8 | UInt64(bytes[place]) }
    for round in UInt64(0)..<4 { lanes = absorb(rest &+ round, lanes) }
    var result: [UInt8] = []
    result.reserveCapacity(32)
    for lane in [lanes.0, lanes.1, lanes.2, lanes.3] {
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        result.append(UInt8(truncatingIfNeeded: lane >> shift))
      }
    }
    return Digest(bytes: result[...])
  }

  private static func absorb(
    _ word: UInt64, _ lanes: (UInt64, UInt64, UInt64, UInt64)
  ) -> (UInt64, UInt64, UInt64, UInt64) {
    let product = (lanes.0 ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    let mixed = product.high ^ product.low
    return (
      lanes.1 &+ mixed, lanes.2 ^ (mixed << 17 | mixed >> 47), lanes.3 &+ word &* 0xA076_1D64_78BD_642F,
      (lanes.0 ^ mixed) &* 0xE703_7ED1_A0B4_28DB
    )
  }
}
