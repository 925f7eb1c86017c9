import AccountFiles
import Accounts
import Foundation
import Geo
import Law
import RegionFiles
import Reports

/// `shanshui account REGION`
enum AccountCommand: Command {
  static let name = "account"
  static let summary = "核算一个地区 · make the account of a region"
  static let options: [Option] =
    [
      .value("--out"), .value("--threads"), .value("--memory"), .value("--shard"), .flag("--merge"),
      .flag("--no-maps"),
      .value("--draws"), .value("--seed"), .value("--area"), .value("--area-layer"), .value("--area-code"),
      .value("--area-name"), .value("--name"), .flag("--gdb"), .flag("--json"), .flag("--quiet"),
    ] + RevisionOption.options
  static let help = [
    "shanshui account REGION [--out DIR] [--threads N] [--memory MIB] "
      + "[--shard I/N | --merge] [--draws N [--seed S]] [--no-maps] [--gdb] [--json] [--quiet]",
    "shanshui account REGION --area FILE [--area-layer L] [--area-code FIELD] [--area-name FIELD] "
      + "[--name NAME] […]", "",
    "先检查，有错误则不核算；有提醒则核算并在账中标明。默认写到 out/<region>-<year>。",
    "Checks first: errors refuse the account, warnings are marked in it. "
      + "Default folder: out/<region>-<year>.",
    "",
    "  shanshui account Samples/olinda",
    "  shanshui account Samples/olinda --out /data/olinda --threads 4",
    "  shanshui account BIG --out DIR --shard 3/7     one of seven parts, on any machine that shares DIR",
    "  shanshui account BIG --out DIR --merge         put the parts together",
    "  shanshui account REGION --draws 1000 --seed 7  按 range 抽样一千次，给出区间 · intervals by a thousand draws",
    "  shanshui account Samples/bungo --area parcels.geojson --area-code id --name 项目区",
    "  shanshui account REGION --revises out/OLD --text WHY --person … --organisation … --role … --day …",
    "", "--revises：算好即写明更正（同一规范）或重算（另一规范）哪本已发布的账，与 life revise、recompute 同。",
    "--revises: links the account, once made, to a published one: by the same norm it revises it, by",
    "another it recomputes its year.",
    "  shanshui account Samples/olinda --gdb           另写文件地理数据库 account.gdb · a file geodatabase too",
    "", "--area：只出文件中地块（或项目区）的账，用区域的图层、方法和选项；默认写到 out/<region>-<year>-<文件名>。",
    "--area: the account of a file's parcels alone, by the region's layers, method and choices.",
    "",
    "--memory：沿水流的计算可用的内存，MiB（默认 512）；给得多，大图快得多，数不变。",
    "--memory: MiB that routing may take (512 unless given); with more, large grids are routed much faster;",
    "no figure changes.",
    "",
    "中断（Ctrl-C、进程被杀）后再运行，从已完成的瓦片接着算；机器断电后先删去 OUT/.work 再运行。",
    "Stopped by Ctrl-C or killed, the next run goes on from the finished tiles; after a loss of power",
    "remove OUT/.work first, since maps may not have reached the disk.",
  ]

  static func run(_ arguments: Arguments) throws -> ExitCode {
    let path = try arguments.operands("REGION")[0]
    let (shard, threads) = (try shard(arguments), try Workshop.threads(arguments))
    // Shards take the digests of the one that went before.
    let hashing = shard == nil ? threads : nil
    guard let region = try Workshop(arguments).open(path, hashing: hashing) else { return .failed }
    let parcels = try AreaOption.request(arguments)
    let out = arguments["--out"] ?? usualFolder(region.study.region, parcels)
    guard !isSame(URL(fileURLWithPath: out), region.folder) else {
      throw UsageError(
        message: "--out 是地区文件夹本身，那里不写任何东西 · --out is the region's own folder, where nothing is ever written")
    }
    let revision = try RevisionOption.request(arguments, region)
    let making = AccountMaking(
      region: region, path: path, out: URL(fileURLWithPath: out), threads: threads,
      shard: shard ?? .whole, mergeOnly: arguments.has("--merge"),
      maps: !arguments.has("--no-maps") && parcels == nil, quiet: arguments.has("--quiet"),
      draws: try draws(arguments), parcels: parcels, memory: try memory(arguments))
    switch try making.run() {
    case .refused: return .failed
    case .stopped(let finished, let all):
      Terminal.complain([
        "停在 \(finished)/\(all) 个瓦片，再运行即接着算 · stopped at \(finished)/\(all) tiles; run again to go on"
      ])
      return .failed
    case .partial(let finished, let all):
      let next = finished == all ? "，用 --merge 合成 · put them together by --merge" : ""
      Terminal.complain(["已有 \(finished)/\(all) 个瓦片 · \(finished)/\(all) tiles are there\(next)"])
      return arguments.has("--merge") ? .failed : .done
    case .done(let account, let provenance):
      if let act = try revision?.link(out) {
        Terminal.complain(["\(act.label)：\(revision?.path ?? "")"])
      }
      try finish(out, arguments, isPart: parcels != nil)
      let table = arguments.has("--quiet") ? accountTotals(account) : accountTable(account, provenance)
      Terminal.write(
        arguments.has("--json") ? [account.json().canonical()] : table + ["", "结果 results: \(out)/"])
      return .done
    }
  }

  /// Where an account goes that nobody named a folder for.
  private static func usualFolder(_ region: RegionDescription, _ parcels: ParcelRequest?) -> String {
    (["out/\(region.id)-\(region.year)"] + (parcels.map { [$0.id] } ?? [])).joined(separator: "-")
  }

  /// What is written or said when the account is there.
  private static func finish(_ out: String, _ arguments: Arguments, isPart: Bool) throws {
    if isPart, !arguments.has("--quiet") { Terminal.complain(AreaOption.noMaps) }
    if arguments.has("--gdb") { _ = try AccountFolder.read(out).writeGeodatabase() }
  }

  /// Bytes that routing may take.
  private static func memory(_ arguments: Arguments) throws -> Int {
    try arguments.int("--memory", least: 64).map { $0 << 20 } ?? PreparedRegion.usualMemory
  }

  /// How often the account is drawn, and with which seed.
  private static func draws(_ arguments: Arguments) throws -> AccountMaking.Draws? {
    let seed = try arguments["--seed"].map { text in
      guard let seed = UInt64(text) else {
        throw UsageError(
          message: "--seed 要一个从 0 起的整数 · --seed wants a whole number from 0, not ‘\(text)’")
      }
      return seed
    }
    guard let count = try arguments.int("--draws", least: 2) else {
      guard seed == nil else {
        throw UsageError(message: "--seed 要与 --draws 同用 · --seed goes with --draws")
      }
      return nil
    }
    guard count <= AccountMaking.Draws.most else {
      throw UsageError(
        message: "--draws 最多 \(AccountMaking.Draws.most) · at most \(AccountMaking.Draws.most) draws")
    }
    return .init(count: count, seed: seed ?? 1)
  }

  private static func isSame(_ one: URL, _ other: URL) -> Bool {
    one.resolvingSymlinksInPath().standardizedFileURL.path
      == other.resolvingSymlinksInPath().standardizedFileURL.path
  }

  private static func shard(_ arguments: Arguments) throws -> Shard? {
    guard let text = arguments["--shard"] else { return nil }
    let parts = text.split(separator: "/").map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1],
      let shard = Shard(number: number, count: count)
    else {
      throw UsageError(message: "--shard 写成 I/N，如 3/7 · write --shard as I/N, as 3/7, not ‘\(text)’")
    }
    guard !arguments.has("--merge") else {
      throw UsageError(message: "--shard 与 --merge 不能同用 · --shard and --merge exclude each other")
    }
    return shard
  }
}
