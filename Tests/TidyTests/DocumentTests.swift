import Foundation
import Testing

/// Goal: what is public is explained, what the project rests on is named.
@Suite struct DocumentTests {
  @Test func `Every public declaration that does something has a doc comment`() {
    expectNone(House.sources.flatMap(undocumented))
  }

  @Test func `A public declaration without a doc comment is found`() {
    let text = """
      /// Said.
      @inlinable
      public func a() {}
      public func b() {}
      // Only a remark.
      public struct C {
        public private(set) var d = 1
        public let e: Int
        public var f: Int { d + e }
        public var g: Int { e.bitWidth }
        public init(d: Int) {
          self.d = d
        }
        public init(e: Int) { self.e = e }
        public init() {
          d = compute()
        }
        public var description: String { "" }
        public static func < (a: C, b: C) -> Bool { true }
      }
      public import Law
      """
    let found = undocumented(HouseFile("a.swift", text))
    #expect(
      found == [
        "a.swift:4: public func b() {}", "a.swift:6: public struct C {",
        "a.swift:9: public var f: Int { d + e }", "a.swift:15: public init() {",
      ])
  }

  @Test func `Every document has a title`() {
    expectNone(House.documents.filter { !hasTitle($0) }.map(\.path))
    #expect(House.documents.count > 4)
  }

  @Test func `A document without a title is found`() {
    #expect(hasTitle(HouseFile("a.md", "\n# Title\n\ntext")))
    #expect(!hasTitle(HouseFile("a.md", "text\n# Late")))
    #expect(!hasTitle(HouseFile("a.md", "")))
  }

  @Test func `Every link of a document leads to a file of the project`() {
    expectNone(House.documents.flatMap { brokenLinks(in: $0, exists: House.holds) })
  }

  @Test func `A link that leads nowhere is found, one to the net is not looked up`() {
    let text = "[a](b.md) [c](../d.md#place) [e](https://e.org/) [f](g/h.md) [i](#here)"
    let found = brokenLinks(in: HouseFile("docs/a.md", text)) { ["docs/b.md", "d.md"].contains($0) }
    #expect(found == ["docs/a.md: g/h.md"])
  }

  @Test func `Every library of the system is described, installed and in the architecture`() {
    let described = House.text("docs/dependencies.md")
    let installed = House.text("scripts/debian-packages.txt")
    for (library, packages) in House.manifest.packages {
      expectNone(unnamed([library], in: described))
      expectNone(unnamed(packages, in: installed))
    }
    expectNone(unnamed(House.manifest.rooms, in: House.text("ARCHITECTURE.md")))
  }

  @Test func `A library that a document passes over is found`() {
    #expect(unnamed(["CGDAL", "CClp"], in: "| `CGDAL` | rasters |") == ["CClp"])
  }

  @Test func `Every script stops at the first error`() {
    let scripts = House.files.filter { $0.path.hasSuffix(".sh") || $0.path == ".ci/run" }
    #expect(scripts.count > 3)
    #expect(scripts.filter { !stopsAtErrors($0) }.map(\.path).isEmpty)
  }

  @Test func `A script that runs on after an error is found`() {
    #expect(stopsAtErrors(HouseFile("a.sh", "#!/usr/bin/env bash\n# Why.\nset -euo pipefail\n")))
    #expect(!stopsAtErrors(HouseFile("a.sh", "#!/usr/bin/env bash\nls\n")))
  }
}

/// Public declarations whose line before, attributes aside, is no doc comment.
///
/// Types, functions and computed properties promise something that their names cannot say: meaning, shape,
/// units, errors. What only stores is explained where it is stored: by the documented type around it, its
/// name and its type. A comment demanded there would repeat the name, and readers would learn to skip
/// comments. So stored properties, enum cases, properties that pass on another's and initialisers that only
/// store may go without; those with a unit or a convention have one all the same. What a protocol asks for, a
/// standard one, the journal's or that of an extension in one line, is explained there.
private func undocumented(_ file: HouseFile) -> [String] {
  let (lines, code) = (file.lines, file.codeLines)
  let declarations = code.indices.filter { isPublicDeclaration(code[$0]) && !isStoringInit(code[$0...]) }
  return declarations.compactMap { index in
    var above = index - 1
    while above >= 0, trimmed(lines[above]).hasPrefix("@") { above -= 1 }
    if above >= 0, trimmed(lines[above]).hasPrefix("///") { return nil }
    return "\(file.path):\(index + 1): \(trimmed(lines[index]))"
  }
}

private func isPublicDeclaration(_ line: Substring) -> Bool {
  let text = trimmed(line)
  let standard = [
    " func < (", " func == (", " func hash(into", " var description: String", " var errorDescription: String",
    " var debugDescription: String", " func encode(to", " init(from decoder",
  ]
  // What the journal's protocols ask of every record, fact and refusal.
  let recorded = [
    " static func cells(of key", " var key: ", " var row: [Cell]", " init(row: [Cell])", " var kind: UInt16",
    " var version: UInt8", " var number: UInt16", " var code: String {",
    // What Action and Fact ask of everything that is asked or happens.
    " func write(to writer: inout ByteWriter)", " func decide(", " var beside: [RowChange] {",
    " var name: String {",
  ]
  let isPublic = text.hasPrefix("public ") || text.contains(" public ")
  return isPublic && !text.hasPrefix("public import ") && !text.hasPrefix("extension ")
    && !isStored(text) && !isPassedOn(text) && !(standard + recorded).contains { text.contains($0) }
}

/// Whether a property keeps a value: it has no body, in which it would compute one.
private func isStored(_ text: String) -> Bool {
  (text.contains(" let ") || text.contains(" var ")) && !text.contains("{")
}

/// Whether a property is another's under the same roof: `public var file: String { position.file }`.
private func isPassedOn(_ text: String) -> Bool {
  let parts = text.split(separator: "{")
  guard text.contains(" var "), parts.count == 2, parts[1].hasSuffix("}") else { return false }
  let body = parts[1].dropLast().trimmingCharacters(in: .whitespaces)
  let isPath = body.allSatisfy { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }
  return isPath && body.contains(".") && !body.hasPrefix(".")
}

/// Whether an initialiser begins here whose body does nothing but store its arguments, perhaps after
/// preconditions.
private func isStoringInit(_ lines: ArraySlice<Substring>) -> Bool {
  guard let first = lines.first, trimmed(first).hasPrefix("public init(") else { return false }
  guard let open = lines.firstIndex(where: { $0.hasSuffix("{") || $0.hasSuffix("}") }) else { return false }
  if lines[open].hasSuffix("}") {
    let whole = lines[open].split(separator: "{").last.map { trimmed($0) } ?? ""
    return whole == "}" || whole.hasPrefix("self.") && !whole.contains("(")
  }
  let body = lines[(open + 1)...].prefix { trimmed($0) != "}" }
  return body.allSatisfy { line in
    ["self.", "(self.", "precondition("].contains { trimmed(line).hasPrefix($0) }
  }
}

private func trimmed(_ line: Substring) -> String { line.trimmingCharacters(in: .whitespaces) }

private func hasTitle(_ file: HouseFile) -> Bool {
  file.lines.first { !trimmed($0).isEmpty }?.hasPrefix("# ") ?? false
}

/// Links to files that are not there, as they are written; a place inside a file is not looked for.
private func brokenLinks(in file: HouseFile, exists: (String) -> Bool) -> [String] {
  let folder = file.path.split(separator: "/").dropLast()
  let links = file.text.components(separatedBy: "](").dropFirst()
    .compactMap { $0.split(separator: ")", omittingEmptySubsequences: false).first.map(String.init) }
  return links.filter { link in
    let path = link.split(separator: "#", omittingEmptySubsequences: false)[0]
    return !path.isEmpty && !path.contains("://") && !exists(resolved(path, from: folder))
  }.map { "\(file.path): \($0)" }
}

private func resolved(_ path: Substring, from folder: ArraySlice<Substring>) -> String {
  var parts = Array(folder)
  for part in path.split(separator: "/") where part != "." {
    if part == ".." { _ = parts.popLast() } else { parts.append(part) }
  }
  return parts.joined(separator: "/")
}

private func unnamed(_ names: [String], in text: String) -> [String] {
  names.filter { !text.contains($0) }
}

private func stopsAtErrors(_ file: HouseFile) -> Bool {
  file.lines.contains("set -euo pipefail")
}
