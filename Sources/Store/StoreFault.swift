/// Why a store did not do what it was asked, in words for people and with what that means for a commit.
///
/// A refusal of the rules is none of these: it is an outcome and is stored. After a fault of a commit the
/// writer drops its memory and opens the store again; what was asked is then found by its keys.
public struct StoreFault: Error, Hashable, Sendable {
  /// What happened, as a closed list.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// There is no registry at the place.
    case absent = "store.absent"
    /// A registry or something else is already at the place.
    case present = "store.present"
    /// What is there is not a registry.
    case foreign = "store.foreign"
    /// The registry has an older or a newer shape than this program.
    case version = "store.version"
    /// The registry's chain uses another hash function.
    case hash = "store.hash"
    /// A making, load or restore was cut off before its end.
    case unfinished = "store.unfinished"
    /// Another writer holds the registry.
    case occupied = "store.occupied"
    /// The server follows another one and takes no writes.
    case follower = "store.follower"
    /// A newer writer has taken over.
    case fenced = "store.fenced"
    /// The block does not follow the last one.
    case notNext = "store.not-next"
    /// The database's own rules refused a row: the second lock.
    case constraint = "store.constraint"
    /// A value or a cursor that no column of that kind holds.
    case unstorable = "store.unstorable"
    /// No room is left.
    case full = "store.full"
    /// Reading, writing or syncing failed.
    case disk = "store.disk"
    /// The database was damaged outside of this program.
    case damaged = "store.damaged"
    /// There is no way to the server, or it was lost.
    case unreachable = "store.unreachable"
    /// The store was closed, or an earlier fault closed it.
    case closed = "store.closed"
    /// Whatever else the database says.
    case database = "store.database"
  }

  public let kind: Kind
  /// Where, and what the database or the system said.
  public let detail: String
  /// Whether a commit that failed so may nevertheless be found after the store was opened again. If not,
  /// nothing of it ever happened.
  public let mayHaveHappened: Bool

  /// A fault.
  public init(_ kind: Kind, _ detail: String, mayHaveHappened: Bool = false) {
    self.kind = kind
    self.detail = detail
    self.mayHaveHappened = mayHaveHappened
  }

  /// The same fault of a commit that may have happened.
  public var ofUnknownOutcome: StoreFault { StoreFault(kind, detail, mayHaveHappened: true) }
}

extension StoreFault: CustomStringConvertible {
  /// Chinese, then English, then the place.
  public var description: String { "\(chinese) \(english) [\(kind.rawValue): \(detail)]" }

  /// What happened and what to do, in Chinese.
  public var chinese: String { Self.texts[kind]?.chinese ?? "" }

  /// What happened and what to do, in English.
  public var english: String { Self.texts[kind]?.english ?? "" }

  private static let texts: [Kind: (chinese: String, english: String)] = [
    .absent: ("此处没有登记簿，请先建立。", "There is no registry here; make one first."),
    .present: ("此处已有内容，不予覆盖；请另选位置。", "Something is already here and stays; choose another place."),
    .foreign: ("这不是登记簿，未作改动。", "This is not a registry; nothing was changed."),
    .version: (
      "登记簿的版本与本程序不符；较早的版本请先备份，再用 registry migrate 升级。",
      "The registry has another version than this program; back an older one up, then `registry migrate`."
    ),
    .hash: ("登记簿使用另一种摘要算法。", "The registry uses another hash function."),
    .unfinished: (
      "建立、装入或恢复中断，登记簿不完整；请在原处重做，残余会先被清除。",
      "A making, load or restore was cut off; do it again at the same place, what is left gives way."
    ),
    .occupied: ("已有另一写入程序占用登记簿；请先停止它。", "Another writer holds the registry; stop it first."),
    .follower: (
      "该服务器是备用服务器，只供查询；请在主服务器上办理。",
      "This server follows another one and is for reading alone; ask at the one that it follows."
    ),
    .fenced: ("写入权已被新的写入程序接管；本程序须停止。", "A newer writer has taken over; this one must stop."),
    .notNext: ("区块不接续账链，未写入。", "The block does not follow the chain; nothing was written."),
    .constraint: ("数据库约束拒绝了此批内容，未写入。", "The database's own rules refused the batch; nothing was written."),
    .unstorable: ("数值或文字无法存入该栏，未写入。", "A value does not fit its column; nothing was written."),
    .full: ("磁盘已满；请腾出空间后重新启动。", "The disk is full; make room and start again."),
    .disk: ("磁盘读写失败；请检查磁盘后重新启动。", "Reading or writing failed; check the disk and start again."),
    .damaged: ("数据库已损坏；请停用并从备份恢复。", "The database is damaged; stop and restore a backup."),
    .unreachable: ("与数据库服务器的连接中断；请重新连接。", "The connection to the server was lost; connect again."),
    .closed: ("登记簿已关闭；请重新打开。", "The store is closed; open it again."),
    .database: ("数据库报告错误。", "The database reports an error."),
  ]
}
