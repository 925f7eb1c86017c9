import Foundation
import Testing

/// Somebody with a browser of their own, a password and a telephone, who knows nothing but what pages show.
final class Person {
  let code: String
  let organisation: String
  let browser: Browser
  private let checks: PageChecks
  private var telephone: Telephone?
  let password: String

  /// - Parameter organisation: Whom the person acts for.
  init(_ code: String, for organisation: String, _ window: Browser.Window, at registry: RunningRegistry)
    throws
  {
    (self.code, self.organisation) = (code, organisation)
    password = "\(code): a long way to the river"
    browser = try Browser(window, at: registry.server)
    checks = PageChecks(browser: browser)
    try browser.keepDownloads(in: registry.folder.appending(path: code))
  }

  /// What the page says below its head.
  func page() throws -> String { try browser.text("document.querySelector('main').innerText") }

  /// Whether the page says something.
  func says(_ text: String) throws -> Bool { try page().contains(text) }

  /// All that must be true of a page, and a picture of it.
  func look(_ name: String, answeredBy status: Int = 200) throws {
    try checks.hold("registry-" + name, answeredBy: status, isStrict: true)
  }

  /// Fills in fields by their names: letter by letter, or by choosing.
  func fill(_ fields: [(name: String, text: String)]) throws {
    for (name, text) in fields {
      let selector = "#f-" + name
      switch try browser.text("(document.querySelector('\(selector)') || {}).type") {
      case "select-one": try browser.choose(text, in: selector)
      case "checkbox": try browser.click(selector)
      case "": Issue.record("\(code): no field \(name) on \(try browser.text("location.pathname"))")
      default: try browser.write(text, into: selector)
      }
    }
  }

  /// Sends the form of the page, and waits for another page.
  func send(_ selector: String = "main form button[type=submit]") throws {
    try browser.leave { try browser.click(selector) }
  }

  /// Follows a link of the page.
  func follow(_ path: String) throws {
    try browser.leave { try browser.click("a[href='\(path)']") }
  }

  /// Fills in an action's form, beginning at the list of all actions.
  func act(_ word: String, _ fields: [(name: String, text: String)], looking name: String? = nil) throws {
    try follow("/registry/do")
    try follow("/registry/do/" + word)
    try fill(fields)
    if let name { try look(name) }
    try send()
  }

  /// Reads the secret from the page where the telephone is bound, and proves it.
  func bindTelephone() throws {
    telephone = Telephone(secret: try browser.text("document.querySelector('code.secret').innerText"))
    try prove()
  }

  /// Types what the telephone shows, and for whom the person acts.
  func prove() throws {
    let digits = try telephone?.digits(by: browser) ?? ""
    // The first of the organisations stands there already.
    #expect(try browser.text("document.getElementById('f-organisation').value") == organisation)
    try fill([("code", digits)])
    try send()
    #expect(try browser.text("document.querySelector('a.person').innerText") == "\(code)@\(organisation)")
  }

  /// First log-in with a one-time code.
  func enrol(by once: String, looking name: String? = nil) throws {
    try browser.go("/login")
    if let name { try look(name + "-door") }
    try follow("/enrol")
    try fill([("person", code), ("once", once), ("password", password), ("again", password)])
    if let name { try look(name + "-enrol") }
    try send()
    if let name { try look(name + "-telephone") }
    try bindTelephone()
  }

  /// Password, then telephone.
  func logIn(with password: String? = nil) throws {
    try fill([("person", code), ("password", password ?? self.password)])
    try send()
  }
}
