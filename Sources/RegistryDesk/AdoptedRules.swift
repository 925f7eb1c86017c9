public import Actions
internal import Foundation
internal import Law
internal import Parties
internal import Store

/// The rules of a registry: from a folder at its founding, ever after from the registry itself.
public enum AdoptedRules {
  static let rulesFile = "rules.json5"

  /// The files that a new registry adopts.
  ///
  /// - Parameters:
  ///   - folder: A folder with `rules.json5`.
  ///   - calendar: A folder with a file for each year's notice; `nil` for a registry without working days.
  public static func files(in folder: String, calendar: String?) throws -> [AdoptedFile] {
    var files = [try file(rulesFile, at: folder + "/" + rulesFile)]
    guard let calendar else { return files }
    let names = try FileManager.default.contentsOfDirectory(atPath: calendar)
    for name in names.filter({ $0.hasSuffix(".json5") }).sorted() {
      files.append(try file("calendar/" + name, at: calendar + "/" + name))
    }
    return files
  }

  private static func file(_ name: String, at path: String) throws -> AdoptedFile {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DeskRefusal(zh: "读不到规则文件 \(path)", en: "the file of rules \(path) cannot be read")
    }
    return AdoptedFile(name: name, content: Array(data))
  }

  /// The rules of an opened registry.
  static func of(_ view: any RegistryView) throws -> RegistryRules { try read(AdoptedFile.all(in: view)) }

  /// The rules that files say.
  public static func read(_ files: [AdoptedFile]) throws -> RegistryRules {
    guard let rules = files.first(where: { $0.name == rulesFile }) else {
      throw DeskRefusal(zh: "登记簿没有采用任何规则", en: "the registry has adopted no rules")
    }
    let calendar = try calendar(of: files.filter { $0.name.hasPrefix("calendar/") })
    let (read, problems) = RegistryRules.read(
      String(decoding: rules.content, as: UTF8.self), file: rules.name, calendar: calendar)
    guard let read else { throw refusal(problems) }
    return read
  }

  private static func calendar(of files: [AdoptedFile]) throws -> WorkCalendar {
    let texts = files.map { (name: $0.name, text: String(decoding: $0.content, as: UTF8.self)) }
    let (notices, problems) = HolidayNotice.read(files: texts)
    guard !problems.contains(where: { $0.severity == .error }) else { throw refusal(problems) }
    return try WorkCalendar(
      notices.map { WorkCalendar.Year(year: $0.year, off: $0.off, worked: $0.worked) })
  }

  private static func refusal(_ problems: [Problem]) -> DeskRefusal {
    let lines = problems.map { "\($0)" }.joined(separator: "\n")
    return DeskRefusal(zh: "规则不能采用：\n\(lines)", en: "the rules cannot be adopted")
  }
}
