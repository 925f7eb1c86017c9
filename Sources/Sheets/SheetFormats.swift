internal import CXlsxwriter

/// The formats of one workbook, each made once.
final class SheetFormats {
  typealias Format = UnsafeMutablePointer<lxw_format>

  /// What a cell is, as far as its looks go.
  enum Part: Hashable {
    case title, head, note
    case text(isTotal: Bool)
    case number(NumberStyle, isTotal: Bool)
    case form(FormSheet.Look)
  }

  private let book: UnsafeMutablePointer<lxw_workbook>
  private var made: [Part: Format] = [:]

  init(_ book: UnsafeMutablePointer<lxw_workbook>) { self.book = book }

  /// The format for a part; nil when the library has no memory.
  func format(_ part: Part) -> Format? {
    if let known = made[part] { return known }
    guard let format = workbook_add_format(book) else { return nil }
    // The fonts that every office machine in China has.
    format_set_font_name(format, part.isHead ? "黑体" : "宋体")
    format_set_font_size(format, part.isTitle ? 16 : 11)
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    dress(format, part)
    made[part] = format
    return format
  }

  private func dress(_ format: Format, _ part: Part) {
    switch part {
    case .title: center(format)
    case .head:
      center(format)
      frame(format)
      format_set_bg_color(format, 0xDDEBDD)
    case .note: format_set_font_color(format, 0x555555)
    case .text(let isTotal):
      frame(format)
      if isTotal { format_set_bold(format) }
    case .number(let style, let isTotal):
      frame(format)
      format_set_num_format(format, style.code)
      if isTotal { format_set_bold(format) }
    case .form(let look): dress(format, look)
    }
  }

  private func dress(_ format: Format, _ look: FormSheet.Look) {
    switch look {
    case .title: dress(format, Part.title)
    case .head: dress(format, Part.head)
    case .plain: break
    case .text(let isTotal): dress(format, Part.text(isTotal: isTotal))
    case .number(let style, let isTotal): dress(format, Part.number(style, isTotal: isTotal))
    case .open:
      frame(format)
      format_set_bg_color(format, 0xFFF8DC)
      format_set_text_wrap(format)
      format_set_unlocked(format)
    }
  }

  private func center(_ format: Format) {
    format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
    format_set_text_wrap(format)
  }

  private func frame(_ format: Format) { format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue)) }
}

extension SheetFormats.Part {
  fileprivate var isHead: Bool { isTitle || self == .head || self == .form(.head) }
  fileprivate var isTitle: Bool { self == .title || self == .form(.title) }
}
