internal import CUdunits
internal import Synchronization

/// What units mean: reading, comparing and converting, by udunits with our own file of definitions.
///
/// May be used from any thread. udunits keeps state between calls, so one lock serves all systems; units are
/// read when a pack loads, never while an account runs.
public final class UnitSystem: Sendable {
  static let lock = Mutex<Void>(())
  /// The C library's system and the units read so far; touched only under the lock.
  nonisolated(unsafe) let system: OpaquePointer
  /// The file of definitions.
  public let definitions: String
  nonisolated(unsafe) private var known: [String: OpaquePointer] = [:]

  /// - Parameter path: The file of definitions, `Packs/units.xml`.
  /// - Throws: ``UnitError/definitions(path:)`` if udunits cannot read it.
  public init(definitions path: String) throws(UnitError) {
    let read = Self.lock.withLock { _ in
      // The library prints by itself otherwise; and it warns that our ha is also a hecto-a, which is so.
      silence_unit_messages()
      return UInt(bitPattern: ut_read_xml(path))
    }
    guard let system = OpaquePointer(bitPattern: read) else { throw .definitions(path: path) }
    self.system = system
    definitions = path
  }

  deinit {
    Self.lock.withLock { _ in
      for unit in known.values { ut_free(unit) }
      ut_free_system(system)
    }
  }

  /// The C library's unit; nil if it does not know one of the names.
  private func unit(_ text: String) -> OpaquePointer? {
    if let unit = known[text] { return unit }
    guard let unit = ut_parse(system, text, UT_UTF8) else { return nil }
    known[text] = unit
    return unit
  }

  func isKnown(_ text: String) -> Bool {
    Self.lock.withLock { _ in unit(text) != nil }
  }

  /// `scale` and `offset` of `to = from × scale + offset`; nil if the two do not convert.
  func line(from: MeasureUnit, to: MeasureUnit) -> (scale: Double, offset: Double)? {
    if from == to { return (1, 0) }
    return Self.lock.withLock { _ in
      guard let a = unit(from.udunitsText), let b = unit(to.udunitsText) else { return nil }
      // udunits also converts s into 1/s; a plain quotient is what is wanted here.
      guard isPlain(quotientOf: a, b), let converter = ut_get_converter(a, b) else { return nil }
      defer { cv_free(converter) }
      let zero = cv_convert_double(converter, 0)
      let one = zero == 0 ? cv_convert_double(converter, 1) : slope(converter, from: zero)
      return one.isFinite && one != 0 ? (tidied(one), zero) : nil
    }
  }

  private func slope(_ converter: OpaquePointer, from zero: Double) -> Double {
    // Far from the origin the offset costs the fewest digits.
    (cv_convert_double(converter, 1e6) - zero) / 1e6
  }

  private func isPlain(quotientOf a: OpaquePointer, _ b: OpaquePointer) -> Bool {
    guard let quotient = ut_divide(a, b) else { return false }
    defer { ut_free(quotient) }
    return ut_is_dimensionless(quotient) != 0
  }

  /// The unit in base units as udunits writes it, such as `0.1 kg.m-2.a-1`; nil if unknown.
  func inBaseUnits(_ unit: MeasureUnit) -> String? {
    Self.lock.withLock { _ in
      guard let pointer = self.unit(unit.udunitsText) else { return nil }
      var buffer = [CChar](repeating: 0, count: 512)
      let form = UInt32(UT_UTF8.rawValue) | UInt32(UT_DEFINITION)
      let length = ut_format(pointer, &buffer, buffer.count - 1, form)
      guard length > 0, Int(length) < buffer.count else { return nil }
      return String(decoding: buffer[..<Int(length)].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
  }
}
