/// What a unit of count is and may do; fixed when it is opened.
public struct UnitRules: Hashable, Sendable {
  /// As programs name it: `CNY`.
  public let code: String
  /// As people read it: `元`.
  public let symbol: String
  /// Decimal places of the smallest part, 0 to 18.
  public let decimals: UInt8
  /// The smallest amount that moves, in parts; others are multiples of it.
  public let step: Int64
  /// The least that may be available in any account: 0, or below where people may owe.
  public let floor: Int64
  /// Whether each part has a serial number.
  public let isSerialised: Bool
  /// Whether units may go to another account by their owner's will.
  public let isTransferable: Bool
  /// Whether each issue needs a reference of its own, as cash needs a bank line.
  public let needsReference: Bool
  /// The live states that its units may be in; `available` among them.
  public let states: LotStates

  /// Rules of their parts.
  public init(
    code: String, symbol: String, decimals: UInt8, step: Int64 = 1, floor: Int64 = 0,
    isSerialised: Bool = false, isTransferable: Bool = true, needsReference: Bool = false,
    states: LotStates = .live
  ) {
    (self.code, self.symbol, self.decimals, self.step, self.floor) = (code, symbol, decimals, step, floor)
    (self.isSerialised, self.isTransferable) = (isSerialised, isTransferable)
    (self.needsReference, self.states) = (needsReference, states)
  }
}
