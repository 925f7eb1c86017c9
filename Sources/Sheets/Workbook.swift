internal import CXlsxwriter
internal import Glibc
internal import Synchronization

/// A workbook for officials (XLSX): described as a value, checked, and then written whole or not at all.
public struct Workbook: Hashable, Sendable {
  /// Title in the file's properties.
  public var title: String
  public var sheets: [Sheet]
  /// Sheets laid out cell by cell, behind the others.
  public var forms: [FormSheet] = []

  public init(title: String, sheets: [Sheet]) {
    self.title = title
    self.sheets = sheets
  }

  /// Writes the file; equal workbooks have equal bytes, for no time of writing stands in them.
  ///
  /// - Throws: ``WorkbookError``; then there is no file, or the older one of that name.
  public func write(to path: String) throws(WorkbookError) {
    try check()
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let place = folder.isEmpty ? "/" : folder
    guard access(place, F_OK) == 0 else { throw .folderMissing(folder) }
    guard access(place, W_OK) == 0 else { throw failure(path, errno) }
    let number = counter.add(1, ordering: .relaxed).newValue
    let name = path.split(separator: "/").last.map { String($0) } ?? path
    let temporary = "\(folder)/.part-\(getpid())-\(number)-\(name)"
    defer { unlink(temporary) }
    try fill(temporary, for: path)
    guard rename(temporary, path) == 0 else { throw failure(path, errno) }
  }

  private func fill(_ temporary: String, for path: String) throws(WorkbookError) {
    errno = 0
    guard let book = workbook_new(temporary) else { throw failure(path, errno) }
    setProperties(of: book)
    let formats = SheetFormats(book)
    var outcome = LXW_NO_ERROR
    for sheet in sheets {
      let found = SheetPainter(sheet, in: book, formats)?.paint() ?? LXW_ERROR_MEMORY_MALLOC_FAILED
      if outcome == LXW_NO_ERROR { outcome = found }
    }
    for form in forms {
      let found = FormPainter(form, in: book, formats)?.paint() ?? LXW_ERROR_MEMORY_MALLOC_FAILED
      if outcome == LXW_NO_ERROR { outcome = found }
    }
    errno = 0
    let closing = workbook_close(book)
    guard closing == LXW_NO_ERROR else { throw failure(path, errno, besides: closing) }
    guard outcome == LXW_NO_ERROR else { throw failure(path, 0, besides: outcome) }
    try sync(temporary, for: path)
  }

  private func setProperties(of book: UnsafeMutablePointer<lxw_workbook>) {
    var properties = lxw_doc_properties()
    // A fixed time, 2000-01-01: without one the library writes the present.
    properties.created = 946_684_800
    title.withCString { text in
      properties.title = UnsafeMutablePointer(mutating: text)
      workbook_set_properties(book, &properties)
    }
  }

  private func sync(_ temporary: String, for path: String) throws(WorkbookError) {
    let file = open(temporary, O_RDONLY)
    guard file >= 0 else { throw failure(path, errno) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw failure(path, errno) }
  }

  private func failure(_ path: String, _ code: Int32, besides error: lxw_error = LXW_NO_ERROR)
    -> WorkbookError
  {
    if [ENOSPC, EDQUOT, EFBIG].contains(code) { return .diskFull(path) }
    let words =
      error == LXW_NO_ERROR
      ? strerror(code).map { String(cString: $0) } : lxw_strerror(error).map { String(cString: $0) }
    return .notWritable(path, reason: words ?? "\(code)")
  }
}

private let counter = Atomic<Int>(0)
