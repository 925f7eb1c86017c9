/// Why a folder could not be read as an account, or an account not be written, in the order of the checks.
public enum AccountFolderError: Error, Hashable, Sendable, CustomStringConvertible {
  case folderMissing(String)
  /// Where a folder must be is a file.
  case notAFolder(String)
  /// The folder has other files of an account but no `account.json`: writing was broken off.
  case unfinished(String)
  /// The folder holds no account at all.
  case noAccount(String)
  case fileMissing(String)
  case unreadable(String, reason: String)
  /// The file is no JSON, or JSON of another form.
  case damaged(String, reason: String)
  /// Provenance and account are not of one another.
  case notTogether(String)
  /// A step in the life of the account is not as it was written, or steps before it are missing.
  case chainBroken(String, step: Int)
  /// The record of steps is shorter than its seal says: its end was cut off, or the file is gone.
  case chainCut(String, steps: Int)
  case notWritten(String, reason: String)

  /// A lasting code.
  public var code: String {
    switch self {
    case .folderMissing: "account-folder.missing"
    case .notAFolder: "account-folder.not-a-folder"
    case .unfinished: "account-folder.unfinished"
    case .noAccount: "account-folder.no-account"
    case .fileMissing: "account-folder.file-missing"
    case .unreadable: "account-folder.unreadable"
    case .damaged: "account-folder.damaged"
    case .notTogether: "account-folder.not-together"
    case .chainBroken: "account-folder.chain-broken"
    case .chainCut: "account-folder.chain-cut"
    case .notWritten: "account-folder.not-written"
    }
  }

  public var description: String {
    let again = "请重新运行 account（run account again）"
    let text =
      switch self {
      case .folderMissing(let path): "\(path)：没有这个文件夹（no such folder）。请给出 account 命令的输出文件夹"
      case .notAFolder(let path): "\(path)：不是文件夹（not a folder）。请换一个 --out"
      case .unfinished(let path):
        "\(path)：核算结果不完整，上次写入中断（the account is unfinished: writing was broken off）。\(again)"
      case .noAccount(let path):
        "\(path)：没有 account.json，不是核算结果文件夹（holds no account）。请给出 account 命令的输出文件夹"
      case .fileMissing(let path): "\(path)：缺少此文件（missing）。\(again)"
      case .unreadable(let path, let reason): "\(path)：读不出（cannot be read）：\(reason)。请检查权限和磁盘"
      case .damaged(let path, let reason): "\(path)：文件已损坏（damaged）：\(reason)。\(again)"
      case .notTogether(let path):
        "\(path)：与 account.json 不是同一次核算的结果（not of the same run as account.json）。\(again)"
      case .chainBroken(let path, let step):
        "\(path)：第 \(step) 步与写下时不同，或其前缺了步骤；请从备份恢复此文件（step \(step) is not as it was "
          + "written, or steps are missing; restore the file from a copy）"
      case .chainCut(let path, let steps):
        "\(path)：封存时有 \(steps) 步，现在没有第 \(steps) 步或与封存的不同；请从备份恢复此文件（there were \(steps) steps when "
          + "it was sealed; the last is not there or another; restore the file from a copy）"
      case .notWritten(let path, let reason): "\(path)：没有写成（not written）：\(reason)"
      }
    return "\(text) [\(code)]"
  }
}
