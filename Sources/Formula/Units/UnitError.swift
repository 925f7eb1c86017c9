/// Why a unit, or the file of units, was refused.
public enum UnitError: Error, Hashable, Sendable {
  /// The file of definitions cannot be read; udunits tells no more than the path.
  case definitions(path: String)
  /// The text is not a product of units; `offset` counts characters from 0.
  case notAUnit(text: String, offset: Int)
  /// No such unit; `nearest` is one that may be meant.
  case unknown(name: String, text: String, nearest: String?)
}

extension UnitError: CustomStringConvertible {
  public var description: String { message + (remedy.isEmpty ? "" : " → " + remedy) }

  /// What is wrong.
  public var message: String {
    switch self {
    case .definitions(let path):
      "读不懂单位定义文件 \(path) · the file of units \(path) cannot be read"
    case .notAUnit(let text, _):
      "“\(text)”不是单位 · ‘\(text)’ is not a unit"
    case .unknown(let name, let text, _):
      name == text
        ? "没有单位“\(name)” · there is no unit ‘\(name)’"
        : "“\(text)”中没有单位“\(name)” · there is no unit ‘\(name)’ in ‘\(text)’"
    }
  }

  /// What to do about it.
  public var remedy: String {
    switch self {
    case .definitions: "检查路径和 XML · check the path and the XML"
    case .notAUnit: "写成 t/(hm2.a) 的形式 · write it like t/(hm2.a)"
    case .unknown(_, _, let nearest?): "是否想写“\(nearest)”？ · did you mean ‘\(nearest)’?"
    case .unknown: "单位见 Packs/units.xml · see Packs/units.xml for the units"
    }
  }
}
