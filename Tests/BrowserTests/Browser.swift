import Foundation
import Testing

/// A window of a real Chromium, led as a person would: addresses, clicks, what stands on the page.
final class Browser {
  /// Width and height in pixels.
  enum Window: String, CaseIterable {
    case desktop, phone

    var size: (width: Int, height: Int) { self == .desktop ? (1280, 900) : (390, 844) }
  }

  let window: Window
  /// Runs as long as a window looks at it.
  private let server: RunningServer
  private let driver: WebDriver
  private let session: String

  /// Opens a window of its own, with no cookies of others.
  init(_ window: Window, at server: RunningServer) throws {
    (self.window, self.server) = (window, server)
    driver = try WebDriver()
    var options: [String: Any] = [
      "binary": WebDriver.programs[0],
      "args": [
        // The flags that draw WebGL without a graphics card.
        "--headless=new", "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
        "--ignore-gpu-blocklist", "--disable-dev-shm-usage", "--hide-scrollbars", "--lang=zh-CN",
        "--force-prefers-reduced-motion", "--window-size=\(window.size.width),\(window.size.height)",
      ],
    ]
    if window == .phone {
      let metrics: [String: Any] = [
        "width": window.size.width, "height": window.size.height, "pixelRatio": 1, "touch": true,
      ]
      options["mobileEmulation"] = ["deviceMetrics": metrics]
    }
    let wanted: [String: Any] = [
      "browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": ["browser": "ALL"],
    ]
    let made = try driver.send("POST", "/session", ["capabilities": ["alwaysMatch": wanted]])
    session = (made as? [String: Any])?["sessionId"] as? String ?? ""
  }

  deinit { _ = try? driver.send("DELETE", "/session/" + session) }

  private func send(_ method: String, _ path: String, _ body: [String: Any]? = nil) throws -> Any? {
    try driver.send(method, "/session/" + session + path, body)
  }

  /// Goes to a path of the server and waits until it is loaded.
  func go(_ path: String) throws { _ = try send("POST", "/url", ["url": server.address + path]) }

  /// Follows a link that opens a window of its own, looks there, and comes back.
  func aside(_ selector: String, _ look: () throws -> Void) throws {
    let own = try send("GET", "/window") as? String ?? ""
    try click(selector)
    #expect(try othersThan(own).count == 1)
    _ = try send("POST", "/window", ["handle": try othersThan(own).first ?? own])
    #expect(try becomes("document.readyState === 'complete'"))
    try look()
    _ = try send("DELETE", "/window")
    _ = try send("POST", "/window", ["handle": own])
  }

  private func othersThan(_ own: String) throws -> [String] {
    (try send("GET", "/window/handles") as? [String] ?? []).filter { $0 != own }
  }

  /// Runs a script on the page, as `return document.title`.
  @discardableResult
  func run(_ script: String) throws -> Any? {
    try send("POST", "/execute/sync", ["script": script, "args": [Any]()])
  }

  /// The text of a script's answer; empty for another.
  func text(_ script: String) throws -> String { try run("return " + script) as? String ?? "" }

  /// Whether something becomes true within some seconds.
  func becomes(_ condition: String, within seconds: Double = 90) throws -> Bool {
    let end = Date().addingTimeInterval(seconds)
    while Date() < end {
      if try run("return Boolean(\(condition))") as? Bool == true { return true }
      Thread.sleep(forTimeInterval: 0.1)
    }
    return false
  }

  /// Clicks the first thing that a CSS selector finds, as a mouse or a finger does.
  func click(_ selector: String) throws {
    let found = try send("POST", "/element", ["using": "css selector", "value": selector])
    let element = (found as? [String: Any])?.values.first as? String ?? ""
    try run("document.querySelector(\(quoted(selector))).scrollIntoView({block: 'center'})")
    _ = try send("POST", "/element/\(element)/click")
  }

  /// Writes into a field, letter by letter.
  func write(_ text: String, into selector: String) throws {
    let found = try send("POST", "/element", ["using": "css selector", "value": selector])
    let element = (found as? [String: Any])?.values.first as? String ?? ""
    _ = try send("POST", "/element/\(element)/clear")
    _ = try send("POST", "/element/\(element)/value", ["text": text])
  }

  /// Chooses in a list and tells the page so.
  func choose(_ value: String, in selector: String) throws {
    try run(
      "const list = document.querySelector(\(quoted(selector))); list.value = \(quoted(value)); "
        + "list.dispatchEvent(new Event('change', {bubbles: true}))")
  }

  /// Does something that leads to another page, and waits until that is loaded.
  func leave(by step: () throws -> Void) throws {
    try run("window.isLeft = 1")
    try step()
    guard try becomes("!window.isLeft && document.readyState === 'complete'") else {
      Issue.record("stayed on \(try text("location.pathname"))")
      return
    }
  }

  /// Puts a file into a field, as the window for choosing one does.
  func choose(file: URL, in selector: String) throws {
    let found = try send("POST", "/element", ["using": "css selector", "value": selector])
    let element = (found as? [String: Any])?.values.first as? String ?? ""
    _ = try send("POST", "/element/\(element)/value", ["text": file.path])
  }

  /// Where files go that pages give.
  func keepDownloads(in folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try tools("Browser.setDownloadBehavior", ["behavior": "allow", "downloadPath": folder.path])
  }

  /// A command of the DevTools protocol, which knows what WebDriver does not.
  @discardableResult
  private func tools(_ command: String, _ words: [String: Any]) throws -> [String: Any] {
    let answer = try send("POST", "/goog/cdp/execute", ["cmd": command, "params": words])
    return answer as? [String: Any] ?? [:]
  }

  private func quoted(_ text: String) -> String {
    let data = try? JSONSerialization.data(withJSONObject: [text])
    return String(String(decoding: data ?? Data(), as: UTF8.self).dropFirst().dropLast())
  }

  /// Keeps a picture of the window under a name in `.build/screenshots`.
  ///
  /// - Returns: The path of the picture.
  @discardableResult
  func keepPicture(_ name: String) throws -> String {
    try keep(try send("GET", "/screenshot") as? String ?? "", name)
  }

  /// Keeps a picture of the whole page, however far down it goes.
  func keepWholePicture(_ name: String) throws {
    let high = try run("return document.documentElement.scrollHeight") as? Int ?? window.size.height
    let place = ["x": 0, "y": 0, "width": window.size.width, "height": min(high, 6000), "scale": 1]
    let words: [String: Any] = ["format": "png", "captureBeyondViewport": true, "clip": place]
    try keep(try tools("Page.captureScreenshot", words)["data"] as? String ?? "", name)
  }

  @discardableResult
  private func keep(_ encoded: String, _ name: String) throws -> String {
    let folder = Checkout.folder.appendingPathComponent(".build/screenshots")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("\(name)-\(window.rawValue).png")
    try (Data(base64Encoded: encoded) ?? Data()).write(to: file)
    // A place on a map, one unit for each pixel, without which a raster is refused.
    let place = file.deletingPathExtension().appendingPathExtension("pgw")
    try Data("1\n0\n0\n-1\n0\n0\n".utf8).write(to: place)
    return file.path
  }

  /// What the browser complained of since it was last asked: errors, and what the policy forbade.
  func complaints() throws -> [String] {
    let log = try send("POST", "/se/log", ["type": "browser"]) as? [[String: Any]] ?? []
    return log.filter { ["SEVERE", "WARNING"].contains($0["level"] as? String ?? "") }
      .compactMap { $0["message"] as? String }
      // Chromium says so of every canvas drawn without a graphics card.
      .filter { !$0.contains("GPU stall") && !$0.contains("Automatic fallback to software WebGL") }
  }
}

/// Where the project lies.
enum Checkout {
  /// The folder above `Tests`.
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
}
