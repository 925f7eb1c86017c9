import Formula
import Law
import Testing

/// One thing made wrong in the sample, and what must be said of it.
struct Refusal: Sendable, CustomTestStringConvertible {
  /// What stands in the sample; it stands there once.
  let old: String
  /// What is written in its place; the mark ‸ stands where the problem is expected.
  let new: String
  let code: ProblemCode
  /// Words of the English message or remedy.
  let words: [String]

  /// How many more errors follow from it.
  let followers: Int

  init(_ old: String, _ new: String, _ code: ProblemCode, _ words: String..., followers: Int = 0) {
    self.old = old
    self.new = new
    self.code = code
    self.words = words
    self.followers = followers
  }

  var testDescription: String { new }

  /// The sample with the wrong in it, and the place of the mark.
  func applied() -> (files: [(String, String)], position: SourcePosition)? {
    guard let index = SamplePack.files.firstIndex(where: { $0.1.contains(old) }) else { return nil }
    var files = SamplePack.files
    let marked = files[index].1.replacing(old, with: new, maxReplacements: 1)
    guard let mark = marked.firstIndex(of: "‸") else { return nil }
    let before = marked[..<mark].unicodeScalars
    let line = before.count { $0 == "\n" } + 1
    let column = before.reversed().prefix { $0 != "\n" }.count + 1
    files[index].1 = marked.replacing("‸", with: "")
    return (files, SourcePosition(file: files[index].0, line: line, column: column))
  }
}
