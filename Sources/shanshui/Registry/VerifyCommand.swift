import Foundation
import Journal
import RegistryDesk
import Seals
import Store

/// `shanshui verify REGISTRY`
enum VerifyCommand: Command {
  static let name = "verify"
  static let summary = "查验登记簿 · examine a registry without trusting any of it"
  static let options: [Option] = [
    .flag("--pages"), .value("--keys"), .value("--roots"), .value("--revocations"), .value("--withdrawn"),
  ]
  static let help = [
    "shanshui verify FILE|postgres://…", "shanshui verify BACKUP --pages",
    "shanshui verify STATEMENT [--keys ring.json | --roots ROOTS.pem [--revocations LISTS.pem]]",
    "    [--withdrawn LIST]",
    "",
    "逐块核对账链，按日志重演全部事实，与各表逐行比较，检查守恒，并由数据库自查结构；说明第一处不符在哪里。",
    "--pages：按备份旁的 .pages 文件逐页核对，未用字节中的翻转也能发现。", "",
    "Follows the chain block by block, tells its story anew, compares it with each table row by row,",
    "checks conservation, and lets the database examine its structures; the first difference is named.",
    "--pages: holds each page of a backup against the .pages file beside it, so that a flip even in unused",
    "bytes is found.", "",
    "--keys：签名人公布的公钥；--roots：根证书，--revocations：证书吊销列表；--withdrawn：签名人的撤回名单。",
    "--keys: the signer's published keys; --roots: roots of certificates, --revocations: lists of revoked",
    "ones; --withdrawn: the signer's list of withdrawn statements.", "",
    "  shanshui verify demo.db", "  shanshui verify demo-2026-11-21.db --pages",
  ]

  static func run(_ arguments: Arguments) throws -> ExitCode {
    let path = try arguments.operands("REGISTRY")[0]
    if arguments.has("--pages") { return tell(try PageDigests.verify(path, hash: .sm3).map { "\($0)" }) }
    if VerifyStatement.looksLikeOne(path) {
      let believed = VerifyStatement.Believed(
        keys: arguments["--keys"], roots: arguments["--roots"], revocations: arguments["--revocations"],
        withdrawn: arguments["--withdrawn"])
      return tell(try VerifyStatement.faults(of: path, believed))
    }
    let place = RegistryPlace(path)
    let reader = try place.reader(hash: .sm3)
    defer { reader.close() }
    let found = try reader.snapshot { try Verifier().examine($0) }
    Terminal.write([
      "区块 blocks \(found.blocks)，记录 entries \(found.entries)", "账链 head \(found.head)",
      "状态 state \(found.state)",
    ])
    return tell(found.faults)
  }

  private static func tell(_ faults: [String]) -> ExitCode {
    guard !faults.isEmpty else {
      Terminal.write(["未发现不符 · nothing is wrong"])
      return .done
    }
    Terminal.complain(["发现不符 · something is wrong:"] + faults.map { "  " + $0 })
    return .failed
  }
}
