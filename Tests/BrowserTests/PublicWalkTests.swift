import Foundation
import GeoFiles
import Testing

/// Goal: a person with a browser reads what nature is worth and where each figure comes from, in Chinese, on
/// a desk and on a telephone.
/// Method: a real Chromium walks the pages of the built program; what it complains of counts as a failure,
/// and pictures are kept in `.build/screenshots` to be looked at.
@Suite(
  .serialized,
  .enabled(if: WebDriver.isThere, "needs /usr/bin/chromium and /usr/bin/chromedriver: scripts/setup.sh"))
struct PublicWalkTests {
  @Test(arguments: Browser.Window.allCases)
  func `From the first page to an account from tables, and two clicks to a clause`(
    window: Browser.Window
  ) throws {
    let browser = try Browser(window, at: RunningServer())
    let checks = PageChecks(browser: browser)
    try browser.go("/")
    #expect(try browser.text("document.documentElement.lang") == "zh-CN")
    try checks.hold("first")
    try browser.click("a.account[href='/accounts/liyang-tables']")
    #expect(try browser.becomes("document.documentElement.dataset.chart === 'drawn'"))
    #expect(try browser.text("document.getElementById('map-section').innerText").contains("没有地图"))
    try checks.hold("tables")
    // The total is a link to its parts, a part to its origin.
    try browser.click(".account-head .total a.figure")
    try browser.click("#indicators table a.figure")
    #expect(try browser.becomes("location.pathname.includes('/figures/')"))
    let page = try browser.text("document.querySelector('main').innerText")
    for text in ["怎样算", "公式与条款", "资料", "SHA-256"] { #expect(page.contains(text), "\(text)") }
    #expect(try browser.run("return document.querySelectorAll('.formula code').length") as? Int ?? 0 > 0)
    try checks.hold("figure")
  }

  @Test(
    .enabled(if: RunningServer.hasOlinda, "needs scripts/fetch-samples.sh"),
    arguments: Browser.Window.allCases)
  func `The map is drawn flat, solid and cell by cell, and a zone can be chosen`(window: Browser.Window)
    throws
  {
    let browser = try Browser(window, at: RunningServer())
    let checks = PageChecks(browser: browser)
    try browser.go("/accounts/olinda")
    #expect(try browser.becomes("document.documentElement.dataset.map === 'flat'"))
    try checks.hold("account")
    try expectDrawn(browser, "map-flat", colours: 8)
    try browser.choose("water-conservation", in: "#map-indicator")
    #expect(try browser.becomes("document.documentElement.dataset.map === 'flat'"))
    try expectDrawn(browser, "map-water", colours: 8)
    try browser.click("#map-solid")
    #expect(try browser.becomes("document.documentElement.dataset.map === 'solid'"))
    #expect(try browser.run("return shanshui.map.getTerrain() !== null") as? Bool == true)
    try expectDrawn(browser, "map-solid", colours: 20)
    try browser.click("#map-cells")
    #expect(try browser.becomes("document.documentElement.dataset.map === 'cells'"))
    try expectDrawn(browser, "map-cells", colours: 6)
    // The town above the tracts has an outline of its own, dissolved from theirs.
    try browser.click("#map-flat")
    try browser.choose("2609600", in: "#map-zone")
    #expect(
      try browser.becomes(
        "shanshui.map.queryRenderedFeatures({layers: ['chosen-above']}).length > 0", within: 30))
    try expectDrawn(browser, "map-town", colours: 8)
    try browser.choose("260960005020", in: "#map-zone")
    #expect(try browser.becomes("document.querySelector('#zone-panel a.figure')"))
    try browser.click("#zone-panel a.figure")
    #expect(try browser.text("document.querySelector('main').innerText").contains("怎样算"))
    try checks.hold("zone-figure")
  }

  /// The part of the window where the map stands has colours, and nothing was forbidden.
  private func expectDrawn(_ browser: Browser, _ name: String, colours: Int) throws {
    try browser.run("document.getElementById('map').scrollIntoView({block: 'center'})")
    let box = try browser.run(
      "const box = document.querySelector('#map canvas').getBoundingClientRect(); "
        + "const top = Math.max(0, box.top); const bottom = Math.min(innerHeight, box.bottom); "
        + "return [box.left, top, box.width, bottom - top].map(Math.floor)")
    let picture = try browser.keepPicture(name)
    guard let box = box as? [Int], box.count == 4, box[2] > 100, box[3] > 100 else {
      Issue.record("\(name): the map has no place")
      return
    }
    let window = CellWindow(column: box[0], row: box[1], columns: box[2], rows: box[3])
    let found = try PageChecks.colours(in: picture, window)
    #expect(found >= colours, "\(name): \(found) colours")
    #expect(try browser.complaints().isEmpty)
  }

  @Test(arguments: Browser.Window.allCases)
  func `Report, check page and the English switch work`(window: Browser.Window) throws {
    let browser = try Browser(window, at: RunningServer())
    let checks = PageChecks(browser: browser)
    try browser.go("/accounts/liyang-tables/report")
    #expect(try browser.text("getComputedStyle(document.querySelector('.cards')).display") != "block")
    #expect(try browser.complaints().isEmpty)
    try browser.keepPicture("report")
    try browser.go("/check")
    try browser.write("{}", into: "#statement")
    try browser.click("form.check button")
    #expect(try browser.becomes("document.querySelector('.verdict.broken')"))
    // A refused document is answered with 422, which the browser logs as a failed load.
    _ = try browser.complaints()
    try checks.hold("check")
    try browser.click("a.language")
    #expect(try browser.text("document.documentElement.lang") == "en")
    try browser.go("/")
    #expect(try browser.text("document.querySelector('h1').innerText") == "What nature is worth")
    try checks.hold("english", isChinese: false)
  }
}
