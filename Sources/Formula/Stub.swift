public struct Scratch: ~Copyable { public init(for p: Program) {} }
public struct Program: Sendable {
  public enum Output: Sendable { case constant(Double), slot(Int) }
  public var inputs: [String] = []
  public var outputs: [Output] = []
  public static func compile(_ f: CheckedFormulas, outputs: [String], bindings: Bindings) throws(FormulaError) -> Program { Program() }
  public func run(count: Int, inputs: UnsafePointer<UnsafePointer<Double>>, outputs: UnsafePointer<UnsafeMutablePointer<Double>>, scratch: inout Scratch) {}
}
public func evaluate(_ name: String, in f: CheckedFormulas, bindings: Bindings, given: [String: Double]) throws(FormulaError) -> Double { 0 }
