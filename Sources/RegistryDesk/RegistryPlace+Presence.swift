internal import Seals
internal import Store

extension RegistryPlace {
  /// Whether a whole registry is there; one whose making was cut off is none.
  ///
  /// - Throws: ``StoreFault`` when something else is there, or nobody can say.
  public func isThere() throws -> Bool {
    do {
      try reader(hash: .sm3).close()
      return true
    } catch let fault as StoreFault where fault.kind == .absent || fault.kind == .unfinished {
      return false
    }
  }
}
