/// Why a statement is not believed, in the order of the checks.
public enum StatementFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The bytes are not UTF-8.
  case notText
  /// The text is not JSON; where and why.
  case notJSON(String)
  /// It is JSON, but no statement of this form.
  case notStatement
  /// It is signed in a way that this program does not know.
  case unknownAlgorithm
  /// The text was written otherwise than it was signed; the first byte that differs, from 0.
  case notCanonical(byte: Int)
  /// Something was changed since it was signed, or another key signed.
  case badSignature
  /// The key is known, but was not the one that signs at that moment.
  case outsidePeriod
  /// The certificates do not hold.
  case chain(KeyFault)
  /// Neither the key nor a root of its certificates is known.
  case unknownKey

  /// What is wrong and what to do, in Chinese and English.
  public var description: String {
    let (chinese, english) = texts
    return chinese + "\n" + english
  }

  private var texts: (String, String) {
    switch self {
    case .notText: ("不是文本（UTF-8）；文件已损坏", "this is no text (UTF-8); the file is damaged")
    case .notJSON(let reason): ("不是 JSON：\(reason)", "this is no JSON: \(reason)")
    case .notStatement: ("不是本程序的签名文件", "this is no signed statement of this form")
    case .unknownAlgorithm:
      ("签名算法未知；请用新版程序核验", "the way of signing is unknown; check it with a newer program")
    case .notCanonical(let byte):
      (
        "第 \(byte) 字节起与签名时不同（字节从 0 数）",
        "from byte \(byte) on (counted from 0) it differs from what was signed"
      )
    case .badSignature:
      ("签名不成立：内容、密钥或签名已被改动", "the signature does not hold: content, key or signature were changed")
    case .outsidePeriod:
      ("签名时间不在该密钥的有效期内", "the key was not the one that signs at that moment")
    case .chain(let fault): (fault.description, fault.description)
    case .unknownKey:
      ("签名人未知；请取得其公钥或根证书", "the signer is unknown; get its public key or the root of its certificates")
    }
  }
}
