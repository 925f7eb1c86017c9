internal import AccountFiles
internal import Accounts
internal import Foundation
internal import Law
internal import Reports
internal import Seals
internal import Serving

extension AccountPage {
  /// The files of the account, with what each is and how large.
  var downloads: Markup {
    let files = opened.folder.files
    let items = files.filter { !$0.name.hasPrefix("maps/") }.map(item)
    let maps = files.filter { $0.name.hasPrefix("maps/") }
    var parts = [
      tag("h2", [:], .text(say("报告与下载", "Report and downloads"))),
      tag(
        "p", [:],
        tag(
          "a", ["class": "button", "href": path("/report?lang=" + language.rawValue)],
          .text(say("看全部报告", "Read the whole report")))),
      tag("ul", ["class": "files"], items),
    ]
    if !maps.isEmpty {
      parts += [
        tag("h3", [:], .text(say("逐格地图（云优化 GeoTIFF）", "Maps of each cell (cloud-optimised GeoTIFF)"))),
        tag("ul", ["class": "files"], maps.map(item)),
      ]
    }
    return tag("section", ["id": "downloads"], parts)
  }

  private func item(_ file: AccountFile) -> Markup {
    tag(
      "li", [:],
      tag("a", ["href": filePath(file.name), "download": ""], .text(meaning(of: file.name))),
      tag("span", ["class": "note"], .text(" " + file.name + " · " + sizeText(file.bytes))))
  }

  private func filePath(_ name: String) -> String {
    path("/files/") + name.split(separator: "/").map { URLEncoding.encode(String($0)) }.joined(separator: "/")
  }

  private func sizeText(_ bytes: Int) -> String {
    if bytes < 1 << 10 { return "\(bytes) B" }
    return bytes < 1 << 20 ? "\(bytes >> 10) kB" : quantityText(Double(bytes >> 10) / 1024) + " MB"
  }

  private func meaning(of name: String) -> String {
    if name.hasPrefix("maps/") {
      let id = String(name.dropFirst(5).dropLast(4))
      return account.indicators.first { $0.id == id }.map { self.name($0) } ?? id
    }
    let labels: [String: Label] = [
      "account.xlsx": Label(zh: "工作簿", en: "Workbook"), "account.csv": Label(zh: "全部数字", en: "All figures"),
      "account.gpkg": Label(zh: "分区边界与数字", en: "Zones with outlines and figures"),
      "account.json": Label(zh: "账目（规范文本）", en: "The account (canonical text)"),
      "provenance.json": Label(zh: "来历", en: "Provenance"),
      "uncertainty.csv": Label(zh: "区间", en: "Intervals"),
      "relief.tif": Label(zh: "高程（粗化）", en: "Heights, coarsened"),
      "balance.json": Label(zh: "资产负债表", en: "Balance sheet"),
      "balance.csv": Label(zh: "资产负债表（表格）", en: "Balance sheet, table"),
      "balance-flows.csv": Label(zh: "地类流转", en: "Flows of land"),
      "life.json": Label(zh: "审签记录", en: "Review and signatures"),
      "life-seal.json": Label(zh: "审签记录的封签", en: "Seal of that record"),
      "report.zh.html": Label(zh: "中文报告", en: "Report in Chinese"),
      "report.en.html": Label(zh: "英文报告", en: "Report in English"),
      "report.zh.pdf": Label(zh: "中文报告（纸本）", en: "Report in Chinese, for paper"),
      "report.en.pdf": Label(zh: "英文报告（纸本）", en: "Report in English, for paper"),
    ]
    return labels[name]?[language] ?? name
  }

  /// What could not be accounted, and by what the account is told from any other.
  var remarks: Markup {
    let gaps = account.notComputed.map { gap in
      tag(
        "li", [:], .text(wording(gap.zh, gap.en, or: gap.indicator, in: language) + say("：", ": ")),
        quoted(say(gap.why, gap.whyEn)))
    }
    let digest = (try? opened.folder.accountDigest()) ?? ""
    var parts: [Markup] = []
    if !gaps.isEmpty {
      parts.append(
        tag(
          "details", [:],
          tag(
            "summary", [:], .text(say("没有核算的 \(gaps.count) 项，和原因", "Not computed, and why: \(gaps.count)"))),
          tag("ul", [:], gaps)))
    }
    parts.append(
      tag(
        "p", ["class": "digest"], .text(say("账目摘要（SHA-256）：", "Digest of the account (SHA-256): ") + digest)))
    return tag("section", ["id": "remarks"], parts)
  }
}

extension PublicPages {
  /// One file of an account, as it lies on disk, to be kept.
  func file(_ name: String, of page: AccountPage) throws -> HTTPResponse {
    let file = try library.file(name, of: page.opened.id)
    let short = name.split(separator: "/").last.map(String.init) ?? name
    return HTTPResponse(
      200,
      headers: [
        NamedValue("Content-Type", file.mediaType),
        NamedValue("Content-Disposition", "attachment; filename=\"\(short)\""),
      ], body: .file(path: file.path)
    ).secured
  }

  /// The report of an account in the page's language, with leave for its own style sheet and nothing else.
  func report(_ page: AccountPage) throws -> HTTPResponse {
    let name = "report.\(page.language.rawValue).html"
    let path = try library.file(name, of: page.opened.id).path
    guard let data = FileManager.default.contents(atPath: path) else {
      throw AccountFolderError.fileMissing(name)
    }
    let text = String(decoding: data, as: UTF8.self)
    let policy =
      "default-src 'none'; style-src \(styleHash(of: text)); img-src data:; base-uri 'none'; "
      + "form-action 'none'; frame-ancestors 'none'"
    return HTTPResponse.text(text, type: "text/html; charset=utf-8")
      .with("Content-Security-Policy", policy).with("X-Content-Type-Options", "nosniff")
      .with("Referrer-Policy", "same-origin").with("Cache-Control", "no-store")
  }
}

/// The hash by which a browser knows the page's own style sheet again (CSP 3, section 2.3.1); nothing is
/// allowed on a page that has none.
private func styleHash(of page: String) -> String {
  guard let start = page.firstRange(of: "<style>"), let end = page.firstRange(of: "</style>"),
    start.upperBound <= end.lowerBound
  else { return "'none'" }
  let digest = ContentDigest(of: page[start.upperBound..<end.lowerBound].utf8, by: .sha256)
  return "'sha256-\(Data(digest.bytes).base64EncodedString())'"
}
